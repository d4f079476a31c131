import { Problem } from "../problems/problem.ts";
import { readSettings } from "../simulate/options.ts";
import { scenarios as allScenarios } from "../simulate/scenarios/index.ts";
import { openSimulator, type Simulator } from "../simulate/simulate-process.ts";
import { makeEnvironment, simulatedAccessToken } from "../simulate/simulate-environment.ts";
import { readKeptPlans } from "../simulate/simulate-plans.ts";
import { chooseSubjects } from "../simulate/simulate-subjects.ts";
import type { Finding, Scenario, Subject, Verdict } from "../simulate/types.ts";
import type { Symptom } from "./evidence.ts";

/** One scenario that was played: `finding` is what went wrong, if anything did. */
export type Played = { scenario: string; title: string; command: string; finding?: Finding };

/** What playing a symptom's scenarios came to. `because` says why none or not all were played. */
export type Reproduction = { played: readonly Played[]; because?: string };

export type ReproduceOptions = {
  key?: string;
  symptom: Symptom;
  /** Real time after which no further scenario is begun, in ms. Default 60 000. */
  budgetMs?: number;
  onPlay?: (scenario: string) => void;
};

/** The scenarios by which a symptom comes about, the most frequent first. */
export const scenariosOf: Readonly<Record<Symptom, readonly string[]>> = {
  missing: [
    "short-page",
    "late-to-show",
    "create-while-walking",
    "busy-second",
    "empty-page",
    "swept-after-delta",
    "late-1m",
    "long-walk-before-delta",
    "null-id",
    "ignored-tie-break",
  ],
  stale: [
    "edit-while-walking",
    "late-to-show",
    "edit-among-changes",
    "stale-overwrite",
    "hard-delete",
    "resolution-1s",
    "silent-change",
    "busy-second",
  ],
  duplicated: [
    "id-as-number-and-text",
    "duplicates",
    "delete-then-restore",
    "merged-records",
    "record-changes-partition",
  ],
  vanished: [
    "outage-answers-empty",
    "lost-permission",
    "delete-while-walking",
    "create-while-walking",
    "swept-after-delta",
    "empty-page",
    "answer-without-list",
    "partial-list",
    "server-error-with-list",
  ],
  "not-cleared": [
    "cleared-to-null",
    "cleared-to-absent",
    "cleared-to-empty-text",
    "cleared-to-empty-list",
    "cleared-and-deleted",
  ],
};

/** What the oracle calls each symptom. */
const kindsOf: Readonly<Record<Symptom, readonly Finding["kind"][]>> = {
  missing: ["lost", "falsely-deleted", "late"],
  stale: ["stale", "ghost", "resurrected", "late"],
  duplicated: ["duplicate"],
  vanished: ["falsely-deleted", "lost"],
  "not-cleared": ["not-cleared", "stale"],
};

const defaultBudgetMs = 60_000;

/**
 * Plays, in a child process and against a fake of the API, the scenarios that bring about what is seen, until one fails
 * or time is up. Gives a reason instead of throwing where the worker cannot be loaded or no plan tells which API it reads.
 */
export async function reproduce(root: string, options: ReproduceOptions): Promise<Reproduction> {
  try {
    const plans = await readKeptPlans(root);
    const bare = plans.map(({ complete }) => complete.plan);
    const simulator = await openSimulator(root, {
      env: await makeEnvironment(root, bare),
      accessToken: simulatedAccessToken(bare),
    });
    try {
      const keys = options.key === undefined ? [] : [options.key];
      const subjects = chooseSubjects(simulator.manifest, { plans, keys, isGiven: false });
      return await playAll(simulator, subjects, options);
    } finally {
      await simulator.close();
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { played: [], because: error.message };
  }
}

async function playAll(
  simulator: Simulator,
  subjects: readonly Subject[],
  { symptom, budgetMs = defaultBudgetMs, onPlay }: ReproduceOptions,
): Promise<Reproduction> {
  const until = performance.now() + budgetMs;
  const played: Played[] = [];
  const [settings] = readSettings();
  const wanted = allScenarios.filter(({ name }) => scenariosOf[symptom].includes(name));
  const inOrder = scenariosOf[symptom].flatMap(
    (name) => wanted.find((scenario) => scenario.name === name) ?? [],
  );
  for (const scenario of inOrder) {
    for (const subject of subjects) {
      if (!settings || scenario.applies(subject) !== true || !fits(settings, scenario)) continue;
      if (performance.now() > until)
        return { played, because: "time was up before all scenarios were played" };
      onPlay?.(scenario.name);
      const verdict = await simulator.simulate({ subject, scenario: scenario.name, seed: 1, settings });
      const finding = worst(verdict, symptom);
      const keys = [subject.walk, subject.delta].filter((key) => key !== undefined);
      const command = ["create-sync simulate", ...keys, "--scenario", scenario.name].join(" ");
      played.push({ scenario: scenario.name, title: scenario.title, command, ...(finding && { finding }) });
      if (finding) return { played };
    }
  }
  return { played };
}

type Settings = ReturnType<typeof readSettings>[number];

function fits(settings: Settings, { needs = {} }: Scenario): boolean {
  return Object.entries(needs).every(([name, value]) =>
    Object.entries(settings).some(([own, is]) => own === name && is === value),
  );
}

/** The finding that is the symptom; else any, as a sync that is stuck loses rows, too. */
function worst({ findings }: Verdict, symptom: Symptom): Finding | undefined {
  return findings.find(({ kind }) => kindsOf[symptom].includes(kind)) ?? findings[0];
}
