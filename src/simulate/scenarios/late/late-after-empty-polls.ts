import type { Scenario } from "../../types.ts";
import { pollMs } from "../common/acts.ts";
import { hasDelta } from "../common/applies.ts";
import { minute } from "../common/times.ts";

export const lateAfterEmptyPolls: Scenario = {
  name: "late-after-empty-polls",
  title: "After hours without a change one appears whose time lies before the last empty answers.",
  hazards: ["H07", "H11", "S25"],
  applies: hasDelta,
  play: async (stage) => {
    const lagMs = Math.min(stage.subject.plan.schedule.overlapMs, 10 * minute);
    await stage.wait(6 * pollMs(stage.subject));
    for (let round = 0; round < 4; round += 1) {
      stage.world.create({ lagMs });
      stage.world.edit(stage.pick(), { lagMs });
      await stage.wait(lagMs + 5 * pollMs(stage.subject));
    }
  },
};
