import type { Context, Outcome } from "./types.ts";

export type AddOptions = { what: string; param: string[]; set: string[] };

/** Adds one sync: from a catalogue id, a plan file or `-`. With --dry-run it prints the diff and writes nothing. */
export async function add(context: Context, { what, param, set }: AddOptions): Promise<Outcome> {
  const { prepare, sayAgain } = await import("./plan-answers.ts");
  const { draftSync } = await import("../add/draft.ts");
  const { applyDraft, describeChange } = await import("../add/apply.ts");
  const { reportApplied, sayFile } = await import("../add/report.ts");
  const prepared = await prepare(context, what, { param, set });
  const draft = await draftSync(context.cwd, prepared, { force: context.force });
  const { plan } = prepared.complete;
  const files = draft.changes.map(describeChange);
  if (context.dryRun) {
    const { unifiedDiff } = await import("../write/diff.ts");
    const diff = unifiedDiff(draft.changes);
    context.say(
      files.length === 0
        ? "Nothing to do: everything is there already."
        : `Would write:\n${files.map(sayFile).join("\n")}`,
    );
    const again = `create-sync add ${sayAgain(what, { param, set })}${context.force ? " --force" : ""}`;
    return { result: { plan: plan.name, files, diff }, text: diff, next: files.length === 0 ? [] : [again] };
  }
  const applied = await applyDraft(draft, context.say);
  const failed = applied.checks.some((check) => !check.ok);
  return {
    result: {
      plan: plan.name,
      nothingToDo: files.length === 0,
      files,
      checks: applied.checks,
      steps: applied.steps,
    },
    text: reportApplied(applied),
    next: applied.steps.flatMap((step) => step.command ?? []),
    exit: failed ? 5 : 0,
  };
}
