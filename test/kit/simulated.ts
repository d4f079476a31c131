import { draftSync } from "../../src/add/draft.ts";
import { preparePlan, type PreparedPlan } from "../../src/plan/load.ts";
import { chooseScenarios, readSeeds, readSettings } from "../../src/simulate/options.ts";
import { scenarios } from "../../src/simulate/scenarios/index.ts";
import { makeEnvironment, simulatedAccessToken } from "../../src/simulate/simulate-environment.ts";
import { chooseSubjects } from "../../src/simulate/simulate-subjects.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import type { SubjectOutcome } from "../../src/simulate/report/outcome.ts";
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
};

/** Simulates the syncs of a worker as the command does. */
export async function simulateWorker(
  { root, plans }: Pick<SimulatedWorker, "root" | "plans">,
  choice: Choice = {},
): Promise<readonly SubjectOutcome[]> {
  const bare = plans.map(({ complete }) => complete.plan);
  const env = await makeEnvironment(root, bare);
  const [spoils, forgives] = readSettings();
  const settings = { spoils: [spoils], forgives: [forgives], both: [spoils, forgives] }[
    choice.platform ?? "both"
  ];
  return simulate({
    root,
    simulator: { env, accessToken: simulatedAccessToken(bare) },
    subjectsOf: (manifest) => chooseSubjects(manifest, { plans, keys: choice.keys ?? [], isGiven: false }),
    scenarios: chooseScenarios(scenarios, { names: choice.names ?? [], quick: false }),
    seeds: readSeeds(String(choice.seed ?? 1), String(choice.runs ?? 1)),
    settings: settings.filter((each) => each !== undefined),
  });
}
