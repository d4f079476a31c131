import type { Graded } from "./grade.ts";

/** Whether the project had the skills. */
export type Arm = "with skills" | "without skills";

/** One task, worked on once. */
export type Outcome = {
  task: string;
  arm: Arm;
  ok: boolean;
  /** How long the agent took. */
  seconds: number;
  toolCalls: number | null;
  expectations: Graded[];
};

/** Everything of a run as data, with the share of tasks that each arm solved. */
export type Report = { outcomes: Outcome[]; solved: Partial<Record<Arm, { tasks: number; ok: number }>> };

export function makeReport(outcomes: readonly Outcome[]): Report {
  const arms = [...new Set(outcomes.map(({ arm }) => arm))];
  const solved = arms.map((arm) => {
    const own = outcomes.filter((outcome) => outcome.arm === arm);
    return [arm, { tasks: own.length, ok: own.filter(({ ok }) => ok).length }];
  });
  return { outcomes: [...outcomes], solved: Object.fromEntries(solved) as Report["solved"] };
}

/** The report for people: a row for each task, a column for each arm, then why what failed did. */
export function printReport({ outcomes, solved }: Report): string {
  const arms = Object.keys(solved) as Arm[];
  const tasks = [...new Set(outcomes.map(({ task }) => task))];
  const cell = (task: string, arm: Arm): string => {
    const outcome = outcomes.find((one) => one.task === task && one.arm === arm);
    return outcome === undefined ? "" : sayOutcome(outcome);
  };
  const sums = arms.map((arm) => `${solved[arm]?.ok} of ${solved[arm]?.tasks} solved`);
  const rows = [
    ["task", ...arms],
    ...tasks.map((task) => [task, ...arms.map((arm) => cell(task, arm))]),
    ["", ...sums],
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const table = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...table, "", ...outcomes.filter(({ ok }) => !ok).flatMap(sayFailure), ""].join("\n");
}

function sayOutcome({ ok, seconds, toolCalls, expectations }: Outcome): string {
  const counted = expectations.filter(({ state }) => state !== "unknown");
  const met = counted.filter(({ state }) => state === "met").length;
  const calls = toolCalls === null ? "" : `, ${toolCalls} calls`;
  return `${ok ? "ok" : "FAILED"} ${met}/${counted.length}, ${Math.round(seconds)} s${calls}`;
}

function sayFailure({ task, arm, expectations }: Outcome): string[] {
  const unmet = expectations.filter(({ state }) => state === "unmet");
  return [
    `${task}, ${arm}:`,
    ...unmet.flatMap(({ expectation, details }) => [
      `  ${expectation}`,
      ...details.map((one) => `    ${one}`),
    ]),
  ];
}
