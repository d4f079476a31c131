import { Problem } from "../problems/problem.ts";
import { chooseScenarios, readSeeds, readSettings } from "../simulate/options.ts";
import { tellProgress } from "../simulate/progress.ts";
import { describeSimulation } from "../simulate/report/text.ts";
import { toSimulationJson } from "../simulate/report/json.ts";
import { scenarios } from "../simulate/scenarios/index.ts";
import { simulate as play } from "../simulate/simulate.ts";
import { makeEnvironment, simulatedAccessToken } from "../simulate/simulate-environment.ts";
import { readKeptPlans } from "../simulate/simulate-plans.ts";
import { chooseSubjects } from "../simulate/simulate-subjects.ts";
import { prepare } from "./plan-answers.ts";
import type { Context, Outcome } from "./types.ts";

/** What `create-sync simulate` takes: the keys of syncs, and the flags as they were typed. */
export type SimulateArguments = {
  keys: string[];
  scenario?: string[];
  seed?: string;
  runs?: string;
  settings?: string;
  source?: string;
  quick?: boolean;
  param: string[];
  set: string[];
};

/** Plays scenarios against the worker's real code on a virtual clock and judges the rows. Exit 5 if one brings a finding. */
export async function simulate(context: Context, given: SimulateArguments): Promise<Outcome> {
  const { keys, scenario: names = [], quick = false, source, param, set } = given;
  const chosen = chooseScenarios(scenarios, { names, quick });
  const seeds = readSeeds(given.seed, given.runs);
  const settings = readSettings(given.settings);
  if (source === undefined && param.length + set.length > 0)
    throw new Problem("usage/command-line", { said: "--param and --set belong to --source" });
  const plans =
    source === undefined
      ? await readKeptPlans(context.cwd)
      : [await prepare(context, source, { param, set })];
  const bare = plans.map(({ complete }) => complete.plan);
  const progress = tellProgress({
    say: context.say,
    ...(context.status && { status: context.status }),
    now: () => performance.now(),
  });
  const outcomes = await play({
    root: context.cwd,
    simulator: {
      env: await makeEnvironment(context.cwd, bare),
      accessToken: simulatedAccessToken(bare),
      // With one scenario somebody is looking for a fault, and what the worker prints may tell it.
      ...(names.length === 1 && { onOutput: (line: string) => context.say(`worker | ${line}`) }),
    },
    subjectsOf: (manifest) => chooseSubjects(manifest, { plans, keys, isGiven: source !== undefined }),
    scenarios: chosen,
    seeds,
    settings,
    onProgress: progress.tell,
  }).finally(progress.end);
  const options = { scenarios, words: wordsOf(given) };
  const result = toSimulationJson(outcomes, options);
  const failures = result.subjects.flatMap((subject) => subject.scenarios.flatMap((one) => one.failures));
  return {
    result,
    text: describeSimulation(outcomes, { ...options, colour: true }),
    next: failures.slice(0, 1).map(({ repeat }) => repeat),
    exit: result.ok ? 0 : 5,
  };
}

/** What a repetition of one simulation must say beside its key, scenario and seed. */
function wordsOf({ source, settings, param, set }: SimulateArguments): string[] {
  return [
    ...(source === undefined ? [] : ["--source", source]),
    ...(settings === undefined ? [] : ["--settings", settings]),
    ...param.flatMap((text) => ["--param", text]),
    ...set.flatMap((text) => ["--set", text]),
  ];
}
