import type { Applied, ChangedFile } from "./apply.ts";
import type { Check } from "./verify.ts";
import type { Step } from "./next-steps.ts";

/** What was written, what the checks say and what comes next, for a person. */
export function reportApplied({ files, checks, steps }: Applied): string {
  const head =
    files.length === 0
      ? ["Nothing to do: everything this plan asks for is there already."]
      : ["Written:", ...files.map(sayFile)];
  return [
    ...head,
    "",
    "Checks:",
    ...checks.flatMap(sayCheck),
    ...(files.length === 0 ? [] : ["", "Next:", ...sayStepList(steps)]),
  ].join("\n");
}

/** Numbered steps, each with its command on a line of its own. */
export function sayStepList(steps: readonly Step[]): string[] {
  return steps.flatMap(({ why, command }, index) => [
    `  ${index + 1}. ${why}`,
    ...(command === undefined ? [] : [`     $ ${command}`]),
  ]);
}

/** One file of a change, with how many lines come and go. */
export function sayFile({ path, created, added, removed }: ChangedFile): string {
  const gone = removed === 0 ? "" : `, -${removed}`;
  return `  ${created ? "new " : "edit"}  ${path}  (+${added}${gone} lines)`;
}

const labels: ReadonlyMap<string, string> = new Map([
  ["types", "tsc --noEmit"],
  ["manifest", "the worker loads and declares what was planned"],
  ["simulation", "hazards survived"],
]);

function sayCheck({ name, label = labels.get(name) ?? name, ok, skipped, found }: Check): string[] {
  if (skipped !== undefined) return [`  -   ${label}: skipped, ${skipped}`];
  return [`  ${ok ? "ok " : "BAD"} ${label}`, ...found.slice(0, 20).map((fault) => `      ${fault}`)];
}
