import type { Figures, Finding, Scenario, Verdict } from "../types.ts";
import { groupOf } from "./groups.ts";
import { judgePromises, type PromiseSummary } from "./kept.ts";
import type { SubjectOutcome } from "./outcome.ts";

export type ReportOptions = {
  /** Everything that there is to know of the scenarios by name. */
  scenarios: readonly Pick<Scenario, "name" | "title" | "hazards" | "failsLoudly">[];
  /** What was typed beside keys, scenario and seed, such as `["--source", "github.issues"]`. */
  words?: readonly string[];
};

/** One scenario over all its seeds and settings. */
export type ScenarioSummary = {
  name: string;
  title: string;
  hazards: readonly string[];
  group: string;
  runs: number;
  /** The runs that failed, in the order they were played. */
  failed: readonly Verdict[];
  /** Why no code can survive it: here it is right to fail with a message. */
  unsurvivable?: string;
};

export type SubjectSummary = {
  keys: readonly string[];
  outcome: SubjectOutcome;
  /** In the order of groups, then as they were played. */
  scenarios: readonly ScenarioSummary[];
  promises: readonly PromiseSummary[];
  /** Added up over all runs; waits and sizes are the largest of any. */
  figures: Figures;
  runs: number;
};

/** Puts the verdicts of one subject in the order in which people are told. */
export function summarise(outcome: SubjectOutcome, { scenarios }: ReportOptions): SubjectSummary {
  const { subject, verdicts } = outcome;
  const known = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  const names = [...new Set(verdicts.map(({ scenario }) => scenario))];
  const all = names.map((name): ScenarioSummary => {
    const own = verdicts.filter(({ scenario }) => scenario === name);
    const { title = name, hazards = [], failsLoudly } = known.get(name) ?? {};
    const group = groupOf(hazards);
    const failed = own.filter(({ findings }) => findings.length > 0);
    const unsurvivable = failsLoudly === undefined ? {} : { unsurvivable: failsLoudly.because };
    return { name, title, hazards, group: group.title, runs: own.length, failed, ...unsurvivable };
  });
  const place = ({ hazards }: ScenarioSummary): number => groupOf(hazards).place;
  return {
    keys: [subject.walk, subject.delta, ...(subject.beside ?? [])].filter((key) => key !== undefined),
    outcome,
    scenarios: all.sort((one, other) => place(one) - place(other)),
    promises: judgePromises(outcome),
    figures: addUp(verdicts.map(({ figures }) => figures)),
    runs: verdicts.length,
  };
}

/** How often each kind of finding came, most first: `3 lost, 1 stale`. */
export function countKinds(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .sort((one, other) => other[1] - one[1])
    .map(([kind, number]) => `${number} ${kind}`)
    .join(", ");
}

function addUp(all: readonly Figures[]): Figures {
  const sum = (pick: (figures: Figures) => number): number =>
    all.reduce((total, figures) => total + pick(figures), 0);
  const most = (pick: (figures: Figures) => number): number =>
    all.reduce((largest, figures) => Math.max(largest, pick(figures)), 0);
  return {
    requests: sum(({ requests }) => requests),
    leastRequests: sum(({ leastRequests }) => leastRequests),
    rows: sum(({ rows }) => rows),
    largestBatch: most(({ largestBatch }) => largestBatch),
    largestState: most(({ largestState }) => largestState),
    worstChangeMs: most(({ worstChangeMs }) => worstChangeMs),
    worstDeleteMs: most(({ worstDeleteMs }) => worstDeleteMs),
    flickers: sum(({ flickers }) => flickers),
    executes: sum(({ executes }) => executes),
    simulatedMs: sum(({ simulatedMs }) => simulatedMs),
  };
}
