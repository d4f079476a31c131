import { describe, expect, it } from "vitest";
import { preparePlan } from "../../src/plan/load.ts";
import { chooseScenarios, readSeeds, readSettings } from "../../src/simulate/options.ts";
import type { SubjectOutcome } from "../../src/simulate/report/outcome.ts";
import { scenarios } from "../../src/simulate/scenarios/index.ts";
import { makeEnvironment, simulatedAccessToken } from "../../src/simulate/simulate-environment.ts";
import { chooseSubjects } from "../../src/simulate/simulate-subjects.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { findingsOf } from "../kit/simulated.ts";
import { readStyles, runnableStyle, type Style, type StylePlan } from "./style-kit.ts";

// A rule that speaks about these workers is wrong, because they lose nothing: every scenario that applies is played
// against each, under both extremes of the platform.

const cases = readStyles().flatMap((style) =>
  style.plans.map((plan) => [`${style.name}/${plan.file}`, style, plan] as const),
);

describe("workers written by hand survive every hazard that applies", () => {
  it.each(cases)("%s", { timeout: 600_000 }, async (_, style, plan) => {
    const outcomes = await play(style, plan);
    expect(outcomes.length).toBe(1);
    expect(outcomes[0]?.verdicts.length).toBeGreaterThan(150);
    expect(findingsOf(outcomes)).toEqual([]);
  });
});

async function play(style: Style, { file, text, key }: StylePlan): Promise<readonly SubjectOutcome[]> {
  const { root, remove } = await runnableStyle(style);
  try {
    const plan = await preparePlan({ text, file }, { set: [] });
    const bare = [plan.complete.plan];
    return await simulate({
      root,
      simulator: { env: await makeEnvironment(root, bare), accessToken: simulatedAccessToken(bare) },
      subjectsOf: (manifest) =>
        chooseSubjects(manifest, { plans: [plan], keys: key === undefined ? [] : [key], isGiven: true }),
      scenarios: chooseScenarios(scenarios, { names: [], quick: false }),
      seeds: readSeeds("1", "1"),
      settings: readSettings(),
      histories: 0,
    });
  } finally {
    await remove();
  }
}
