import { draftSync, type Draft } from "../add/draft.ts";
import { describeChange } from "../add/apply.ts";
import { sayFile } from "../add/report.ts";
import { explainPlan, printExplanation } from "../plan/explain.ts";
import type { PreparedPlan } from "../plan/load.ts";
import { printProblem } from "../problems/print.ts";
import { Problem } from "../problems/problem.ts";
import { unifiedDiff } from "../write/diff.ts";
import type { Choice } from "./asker.ts";
import type { Desk } from "./desk.ts";
import type { Question } from "./question.ts";
import { findOwner } from "./questions.ts";

/** What can be asked again: a question about the source, the source itself, or the folder. */
export type Changeable = Question | "source" | "place";

export type Decision =
  | { kind: "write"; draft: Draft }
  | { kind: "change"; what: Changeable }
  | { kind: "again" }
  | { kind: "cancel" };

/** Shows what would be written and why, and asks what to do. Nothing is written here. */
export async function review(desk: Desk, prepared: PreparedPlan): Promise<Decision> {
  const { asker, session, questions } = desk;
  asker.say(`\n${printExplanation(explainPlan(prepared.complete))}\n`);
  const draft = await makeDraft(desk, prepared);
  if (draft instanceof Problem) {
    asker.say(printProblem(draft));
    const owner = findOwner(draft, questions);
    return owner ? { kind: "change", what: owner } : decide(desk, prepared, undefined);
  }
  const where = session.place?.folder ?? "this folder";
  asker.say(`Files in ${where}:\n${draft.changes.map(describeChange).map(sayFile).join("\n")}\n`);
  return decide(desk, prepared, draft);
}

async function makeDraft({ session, asker }: Desk, prepared: PreparedPlan): Promise<Draft | Problem> {
  asker.say("Preparing the files (nothing is written yet) …");
  try {
    return await draftSync(session.place?.root ?? session.cwd, prepared);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

async function decide(desk: Desk, prepared: PreparedPlan, draft: Draft | undefined): Promise<Decision> {
  const { asker, session } = desk;
  const ready: Choice<string>[] = [
    { value: "write", name: session.isDryRun ? "Print the diff (dry run)" : "Write it" },
    ...(session.isDryRun ? [] : [{ value: "diff", name: "Show the diff" }]),
  ];
  const choices: Choice<string>[] = [
    ...(draft ? ready : [{ value: "again", name: "Try again" }]),
    { value: "change", name: "Change something" },
    { value: "cancel", name: "Cancel (nothing is written)" },
  ];
  for (;;) {
    const choice = await asker.select({ message: "What now?", choices });
    if (choice === "cancel" || choice === "again") return { kind: choice };
    if (choice === "write" && draft) return { kind: "write", draft };
    if (choice === "diff" && draft) asker.say(colourDiff(unifiedDiff(draft.changes)));
    const what = choice === "change" ? await askWhat(desk, prepared) : undefined;
    if (what) return { kind: "change", what };
  }
}

/** Asks what to change; every answer can be. Undefined after "Nothing". */
async function askWhat(
  { asker, session, entry, questions }: Desk,
  { complete: { plan } }: PreparedPlan,
): Promise<Changeable | undefined> {
  const rows: { what: Changeable; name: string }[] = [
    { what: "source", name: `Source: ${entry.title}` },
    ...(session.place?.isAsked
      ? [{ what: "place" as const, name: `Folder: ${session.place.folder ?? "this one"}` }]
      : []),
    ...questions.flatMap((what) => {
      const answer = what.say(plan, { entry });
      return answer === undefined ? [] : [{ what, name: `${what.title}: ${answer}` }];
    }),
  ];
  const choices = [
    ...rows.map(({ name }, value) => ({ value, name })),
    { value: -1, name: "Nothing, back to the review" },
  ];
  const index = await asker.select({ message: "Change what?", choices });
  return rows[index]?.what;
}

function colourDiff(diff: string): string {
  const colours: Readonly<Record<string, number>> = { "+": 32, "-": 31, "@": 36 };
  const paint = (line: string): string => {
    const colour = /^(\+\+\+|---) /.test(line) ? 1 : colours[line.charAt(0)];
    return colour === undefined ? line : `\u001b[${colour}m${line}\u001b[0m`;
  };
  return diff.split("\n").map(paint).join("\n");
}
