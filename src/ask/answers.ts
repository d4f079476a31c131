import { strayTimes } from "../plan/complete-schedule.ts";

/** One answer, as it is typed: `--param repository=octo-org/app` or `--set schedule.delta=15m`. */
export type Setting = {
  flag: "param" | "set";
  /** The plan field it answers, such as `source.params.repository`. */
  field: string;
  /** What stands behind the flag. */
  text: string;
  /** The recommendation was taken: the plan says it by itself, with the reason. */
  isProposal?: boolean;
};

/** The answer to "which source?". */
export function sourceSetting(id: string): Setting {
  return { flag: "set", field: "source.from", text: `source.from=${id}` };
}

/** The source that was chosen, if one was. */
export function findSource(answers: readonly Setting[]): string | undefined {
  return answers
    .findLast(({ field }) => field === "source.from")
    ?.text.replace(/^[^=]*=/, "")
    .trim();
}

/** Whether a field was answered: it itself, something inside of it, or the whole it belongs to. */
export function isAnswered(answers: readonly Setting[], field: string): boolean {
  return answers.some((answer) => isAbout(answer, field));
}

/** The answers without those to some fields: to each itself, to something inside of it, and to the whole it belongs to. */
export function withoutAnswers(answers: readonly Setting[], fields: readonly string[]): Setting[] {
  return answers.filter((answer) => !fields.some((field) => isAbout(answer, field)));
}

function isAbout(answer: Setting, field: string): boolean {
  return isWithin(answer.field, field) || isWithin(field, answer.field);
}

/**
 * The answers as the plan takes them: what was chosen, not what is recommended anyway, and none of the times that were
 * answered for an architecture before another was chosen.
 */
export function planOptions(answers: readonly Setting[]): { params: string[]; set: string[] } {
  const stray = strayFields(answers);
  const chosen = answers.filter(
    ({ field, isProposal }) => field !== "source.from" && !isProposal && !stray.includes(field),
  );
  const texts = (flag: Setting["flag"]) =>
    chosen.filter((answer) => answer.flag === flag).map(({ text }) => text);
  return { params: texts("param"), set: texts("set") };
}

/** Whether a field is another one or lies inside of it: `schedule.delta` in `schedule`, `fields[2].name` in `fields`. */
export function isWithin(field: string, whole: string): boolean {
  return field === whole || field.startsWith(`${whole}.`) || field.startsWith(`${whole}[`);
}

function strayFields(answers: readonly Setting[]): string[] {
  const text = answers.findLast(({ field }) => field === "architecture")?.text.replace(/^[^=]*=/, "");
  if (text !== "replace" && text !== "backfill-delta") return [];
  return strayTimes(text).map((name) => `schedule.${name}`);
}
