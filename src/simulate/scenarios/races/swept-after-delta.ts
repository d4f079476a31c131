import type { Scenario } from "../../types.ts";
import { holdWalk, triggerDelta } from "../common/acts.ts";
import { all, hasDelta, hasWalk } from "../common/applies.ts";

export const sweptAfterDelta: Scenario = {
  name: "swept-after-delta",
  title: "Records that only the delta has seen are swept at the end of the full read.",
  hazards: ["H28", "S10"],
  applies: all(hasDelta, hasWalk),
  quick: true,
  play: async (stage) => {
    const holdMs = stage.subject.plan.schedule.overlapMs * 0.6;
    holdWalk(stage, holdMs);
    let isOver = false;
    // Some of these fall between the last page's reading and its sweep.
    const go = (): void => {
      if (isOver) return;
      stage.world.create();
      stage.later(holdMs / 3, () => triggerDelta(stage));
      stage.later(holdMs / 2, go);
    };
    stage.beforeRequest(1, go);
    await stage.walk();
    isOver = true;
    await stage.delta();
  },
};
