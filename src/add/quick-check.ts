import type { PreparedPlan } from "../plan/load.ts";
import { Problem } from "../problems/problem.ts";
import { chooseScenarios, readSettings } from "../simulate/options.ts";
import type { SubjectOutcome } from "../simulate/report/outcome.ts";
import { sayRepeat } from "../simulate/report/text.ts";
import { scenarios } from "../simulate/scenarios/index.ts";
import { simulate } from "../simulate/simulate.ts";
import { makeEnvironment, simulatedAccessToken } from "../simulate/simulate-environment.ts";
import { chooseSubjects } from "../simulate/simulate-subjects.ts";
import type { Check } from "./verify.ts";

const mostFound = 5;

/**
 * Plays the quick scenarios against the syncs of a plan that were just written: one seed, under the platform that spoils
 * the most. Never throws; what keeps it from being made is the reason for which it was skipped.
 */
export async function quickCheck(root: string, prepared: PreparedPlan): Promise<Check> {
  const plans = [prepared];
  const bare = [prepared.complete.plan];
  try {
    const [outcome] = await simulate({
      root,
      simulator: { env: await makeEnvironment(root, bare), accessToken: simulatedAccessToken(bare) },
      subjectsOf: (manifest) => chooseSubjects(manifest, { plans, keys: [], isGiven: false }),
      scenarios: chooseScenarios(scenarios, { names: [], quick: true }),
      seeds: [1],
      settings: readSettings().slice(0, 1),
      histories: 0,
    });
    return outcome === undefined ? skip("there is nothing to simulate") : toCheck(outcome);
  } catch (error) {
    if (error instanceof Problem) return skip(error.message);
    // The code is written and may be right all the same; a fault of the simulator is no fault of it.
    const message = error instanceof Error ? error.message : String(error);
    return skip(`create-sync simulate failed (${message}), please report it: npm bugs create-sync`);
  }
}

function skip(skipped: string): Check {
  return { name: "simulation", ok: true, skipped, found: [] };
}

function toCheck({ subject, verdicts }: SubjectOutcome): Check {
  const failed = verdicts.filter(({ findings }) => findings.length > 0);
  const keys = [subject.walk, subject.delta].filter((key) => key !== undefined);
  const all = scenarios.filter((scenario) => scenario.heavy !== true && scenario.applies(subject) === true);
  const survived = verdicts.length - failed.length;
  return {
    name: "simulation",
    label:
      failed.length === 0
        ? `${survived} hazards survived (create-sync simulate plays all ${all.length})`
        : `${failed.length} of ${verdicts.length} hazards not survived`,
    ok: failed.length === 0,
    found: failed
      .slice(0, mostFound)
      .flatMap((verdict) => [
        `${verdict.scenario}: ${verdict.findings[0]?.kind}: ${verdict.findings[0]?.detail}`,
        `again: ${sayRepeat(keys, verdict)}`,
      ]),
  };
}
