import { draftSync } from "../../src/add/draft.ts";
import { preparePlan, type PreparedPlan } from "../../src/plan/load.ts";
import { chooseScenarios, readSeeds, readSettings } from "../../src/simulate/options.ts";
import { scenarios } from "../../src/simulate/scenarios/index.ts";
import { makeEnvironment, simulatedAccessToken } from "../../src/simulate/simulate-environment.ts";
import { chooseSubjects } from "../../src/simulate/simulate-subjects.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import type { SubjectOutcome } from "../../src/simulate/report/outcome.ts";
import type { PlatformSettings } from "../../src/notion/types.ts";
import type { Scenario, Subject } from "../../src/simulate/types.ts";
import { writeChanges } from "../../src/write/write.ts";
import { linkPackages, tempProject, type TempProject } from "./temp-project.ts";
import { dealTurns, type Share } from "./turns.ts";

/** A plan to be added: a catalogue id with its parameters, or the text of a plan file. */
export type Wanted = ({ id: string; params?: readonly string[] } | { text: string; file: string }) & {
  /** Changes as `--set` would make them. */
  set?: readonly string[];
};

/** A worker with the syncs of several plans, made by the real pipeline, with packages to run it. */
export type SimulatedWorker = TempProject & { plans: readonly PreparedPlan[] };

export function prepare({ set = [], ...one }: Wanted): Promise<PreparedPlan> {
  return "id" in one
    ? preparePlan(one.id, { params: one.params ?? [], set })
    : preparePlan({ text: one.text, file: one.file }, { set });
}

export async function simulatedWorker(wanted: readonly Wanted[]): Promise<SimulatedWorker> {
  const project = await tempProject();
  const plans: PreparedPlan[] = [];
  for (const one of wanted) {
    const plan = await prepare(one);
    const draft = await draftSync(project.root, plan);
    await writeChanges(project.root, draft.changes);
    plans.push(plan);
  }
  await linkPackages(project.root);
  return { ...project, plans };
}

/** Everything that was found wrong, with the names it needs to be repeated. */
export function findingsOf(
  outcomes: readonly SubjectOutcome[],
): { scenario: string; kind: string; detail: string }[] {
  return outcomes.flatMap(({ subject, verdicts }) =>
    verdicts.flatMap(({ scenario, seed, findings }) =>
      findings.map(({ kind, detail }) => ({
        scenario: `${subject.plan.name} ${scenario} ${seed}`,
        kind,
        detail,
      })),
    ),
  );
}

export type Choice = {
  /** Names of scenarios; default all. */
  names?: readonly string[];
  keys?: readonly string[];
  seed?: number;
  runs?: number;
  /** One of the two extremes of the platform; default both. */
  platform?: "spoils" | "forgives";
  /** Each scenario is played under one of the two extremes, in turns, and by some of the syncs; default by all, under both. */
  share?: Share;
};

/** Simulates the syncs of a worker as the command does. */
export async function simulateWorker(
  worker: Pick<SimulatedWorker, "root" | "plans">,
  { names = [], platform, ...choice }: Choice = {},
): Promise<readonly SubjectOutcome[]> {
  const [spoils, forgives] = readSettings();
  if (!spoils || !forgives) throw new Error("the platform has two extremes");
  const chosen = chooseScenarios(scenarios, { names, quick: false });
  const settings = { spoils: [spoils], forgives: [forgives], both: [spoils, forgives] }[platform ?? "both"];
  return play(worker, { ...choice, scenarios: chosen, settings });
}

/** Why a scenario that applies was not played. */
export const notItsTurn = "it is another sync's turn";

/** The scenarios so that each applies only where `deal` gave it a turn. */
function takeTurns(
  chosen: readonly Scenario[],
  { share, extremes }: { share: Share; extremes: readonly PlatformSettings[] },
): { scenarios: Scenario[]; deal: (subjects: readonly Subject[]) => void } {
  let turns: ReturnType<typeof dealTurns> = new Map();
  return {
    deal: (subjects) => (turns = dealTurns(chosen, subjects, share)),
    scenarios: chosen.map((scenario, index) => ({
      ...scenario,
      needs: scenario.needs ?? extremes[index % extremes.length] ?? {},
      applies: (subject) => {
        const applies = scenario.applies(subject);
        return applies !== true || turns.get(subject)?.has(scenario.name) ? applies : notItsTurn;
      },
    })),
  };
}

type Playing = Pick<Choice, "keys" | "seed" | "runs" | "share"> & {
  scenarios: readonly Scenario[];
  settings: readonly PlatformSettings[];
};

async function play(
  { root, plans }: Pick<SimulatedWorker, "root" | "plans">,
  { scenarios: chosen, settings, keys = [], seed = 1, runs = 1, share }: Playing,
): Promise<readonly SubjectOutcome[]> {
  const bare = plans.map(({ complete }) => complete.plan);
  const env = await makeEnvironment(root, bare);
  const turns = share && takeTurns(chosen, { share, extremes: settings });
  return simulate({
    root,
    simulator: { env, accessToken: simulatedAccessToken(bare) },
    subjectsOf: (manifest) => {
      const subjects = chooseSubjects(manifest, { plans, keys, isGiven: false });
      turns?.deal(subjects);
      return subjects;
    },
    scenarios: turns?.scenarios ?? chosen,
    seeds: readSeeds(String(seed), String(runs)),
    settings,
    histories: 0,
  });
}
