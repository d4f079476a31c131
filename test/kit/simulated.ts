import { draftSync } from "../../src/add/draft.ts";
import { preparePlan, type PreparedPlan } from "../../src/plan/load.ts";
import { chooseScenarios, readSeeds, readSettings } from "../../src/simulate/options.ts";
import { scenarios } from "../../src/simulate/scenarios/index.ts";
import { makeEnvironment, simulatedAccessToken } from "../../src/simulate/simulate-environment.ts";
import { chooseSubjects } from "../../src/simulate/simulate-subjects.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import type { SubjectOutcome } from "../../src/simulate/report/outcome.ts";
import type { PlatformSettings } from "../../src/notion/types.ts";
import type { Scenario } from "../../src/simulate/types.ts";
import { writeChanges } from "../../src/write/write.ts";
import { linkPackages, tempProject, type TempProject } from "./temp-project.ts";

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
  /**
   * Each scenario is played under one of the two extremes, in turns, and by one in so many of the syncs: the first by the
   * first, the second by the second, and so on, so that over all of them nothing is left out.
   */
  oneIn?: number;
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
  const { oneIn } = choice;
  const played = oneIn === undefined ? chosen : takeTurns(chosen, { oneIn, turns: [spoils, forgives] });
  return play(worker, { ...choice, scenarios: played, settings });
}

function takeTurns(
  chosen: readonly Scenario[],
  { oneIn, turns }: { oneIn: number; turns: readonly PlatformSettings[] },
): Scenario[] {
  const places = new Map<string, number>();
  const placeOf = (key: string): number => {
    if (!places.has(key)) places.set(key, places.size);
    return places.get(key) ?? 0;
  };
  return chosen.map((scenario, index) => ({
    ...scenario,
    needs: scenario.needs ?? turns[index % turns.length] ?? {},
    applies: (subject) =>
      (placeOf(subject.databaseKey) + index) % oneIn === 0
        ? scenario.applies(subject)
        : "it is another sync's turn",
  }));
}

type Playing = Pick<Choice, "keys" | "seed" | "runs"> & {
  scenarios: readonly Scenario[];
  settings: readonly PlatformSettings[];
};

async function play(
  { root, plans }: Pick<SimulatedWorker, "root" | "plans">,
  { scenarios: chosen, settings, keys = [], seed = 1, runs = 1 }: Playing,
): Promise<readonly SubjectOutcome[]> {
  const bare = plans.map(({ complete }) => complete.plan);
  const env = await makeEnvironment(root, bare);
  return simulate({
    root,
    simulator: { env, accessToken: simulatedAccessToken(bare) },
    subjectsOf: (manifest) => chooseSubjects(manifest, { plans, keys, isGiven: false }),
    scenarios: chosen,
    seeds: readSeeds(String(seed), String(runs)),
    settings,
    histories: 0,
  });
}
