import type { SubjectOutcome } from "../../src/simulate/report/outcome.ts";

const minutes = (ms: number): string => `${(ms / 60_000).toFixed(1)} min`;

/** The matrix as a Markdown table: a row for each strategy, with what was played, found and measured. */
export function printTable(outcomes: readonly SubjectOutcome[], names: ReadonlyMap<string, string>): string {
  const rows = outcomes.map(({ subject, verdicts, skipped }) => {
    const failed = verdicts.filter(({ findings }) => findings.length > 0);
    const most = (pick: (verdict: (typeof verdicts)[number]) => number): number =>
      Math.max(0, ...verdicts.map(pick));
    return [
      names.get(subject.plan.name) ?? subject.plan.name,
      new Set(verdicts.map(({ scenario }) => scenario)).size,
      skipped.length,
      verdicts.length,
      failed.length,
      minutes(most(({ figures }) => figures.worstChangeMs)),
      most(({ figures }) => figures.largestState),
      [...new Set(failed.map(({ scenario }) => scenario))].join(", "),
    ].join(" | ");
  });
  const head =
    "strategy | scenarios | do not apply | runs | failed | worst wait | largest state (bytes) | failing";
  return [head, head.replaceAll(/[^|]+/g, " --- "), ...rows, ""].join("\n");
}
