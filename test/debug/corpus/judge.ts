import { createReadStream } from "node:fs";
import { diagnose, type Suspicion } from "../../../src/debug/diagnose.ts";
import { gather } from "../../../src/debug/gather.ts";
import { describeDiagnosis } from "../../../src/debug/report.ts";
import { toDiagnosisJson } from "../../../src/debug/to-json.ts";
import { logFile, type NamedCase } from "./case.ts";
import { makeProject } from "./project.ts";

/** What a diagnosis of a recorded log came to. */
export type Judged = {
  name: string;
  expected: readonly string[];
  said: readonly Suspicion[];
  isFirst: boolean;
  isAmongTwo: boolean;
  isWrongCertain: boolean;
  /** Secrets of the case that came out. */
  leaked: readonly string[];
  error: string | undefined;
};

/** Diagnoses the recorded log of a case with its project beside it, as the command does. */
export async function judge(one: NamedCase): Promise<Judged> {
  const { given, name } = one;
  const project = await makeProject(given);
  try {
    const keys = [...new Set(given.runs.map(({ key }) => key))];
    const [key] = keys;
    const evidence = await gather(project.root, {
      ...(key !== undefined && keys.length === 1 && { key }),
      ...(given.symptom && { symptom: given.symptom }),
      log: createReadStream(logFile(one)),
      platform: { outcome: given.platform, ...(given.pushed && { pushed: given.pushed }) },
    });
    const diagnosis = diagnose(evidence);
    const expected = [...given.causes, ...(given.also ?? [])];
    const ids = diagnosis.suspicions.map(({ id }) => id);
    const isFirst = ids.slice(0, 1).some((id) => expected.includes(id));
    const shown =
      describeDiagnosis({ evidence, diagnosis }) + JSON.stringify(toDiagnosisJson({ evidence, diagnosis }));
    return {
      name,
      expected,
      said: diagnosis.suspicions,
      isFirst,
      isAmongTwo: ids.slice(0, 2).some((id) => expected.includes(id)),
      isWrongCertain: diagnosis.suspicions[0]?.certainty === "certain" && !isFirst,
      leaked: secretsOf(one).filter((secret) => shown.includes(secret)),
      error: diagnosis.error?.text,
    };
  } finally {
    await project.remove();
  }
}

function secretsOf({ given: { canaries = [], env = {} } }: NamedCase): string[] {
  return [...canaries, ...Object.values(env).filter((value) => /canary/.test(value))];
}

/** Each case that went wrong, the figures, and which cause was taken for which. */
export function sayTable(judged: readonly Judged[]): string {
  const count = (fits: (one: Judged) => boolean): number => judged.filter(fits).length;
  const share = (number: number): string =>
    `${number} of ${judged.length} (${((100 * number) / Math.max(1, judged.length)).toFixed(1)} %)`;
  const wrong = judged.filter(({ isFirst }) => !isFirst);
  const pairs = new Map<string, number>();
  for (const { expected, said } of wrong) {
    const pair = `${expected[0]} taken for ${said[0]?.id ?? "nothing"}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return [
    ...wrong.map(
      ({ name, said, expected, error }) =>
        `${name}: ${said.map(({ id, weight }) => `${id} ${weight}`).join(", ") || "nothing"} instead of ${expected.join(" or ")}${error === undefined ? "" : `\n    ${error.slice(0, 200)}`}`,
    ),
    "",
    ...[...pairs].map(([pair, times]) => `${times} × ${pair}`),
    `first:         ${share(count(({ isFirst }) => isFirst))}`,
    `first two:     ${share(count(({ isAmongTwo }) => isAmongTwo))}`,
    `wrong certain: ${count(({ isWrongCertain }) => isWrongCertain)}`,
    `certain:       ${count(({ said }) => said[0]?.certainty === "certain")}`,
    `leaked:        ${count(({ leaked }) => leaked.length > 0)}`,
  ].join("\n");
}
