import type { Scenario } from "../../types.ts";
import { spread } from "../common/acts.ts";
import { all, hasDelta, overlapsBy } from "../common/applies.ts";
import { hour, second } from "../common/times.ts";

export const lateInAFeed: Scenario = {
  name: "late-in-a-feed",
  title: "Every seventh new record shows 5 seconds late, behind others that are newer.",
  hazards: ["H11", "S15"],
  applies: all(hasDelta, overlapsBy(5 * second)),
  play: async (stage) => {
    spread(stage, { count: 300, overMs: hour }, (index) =>
      stage.world.create(index % 7 === 0 ? { lagMs: 5 * second } : {}),
    );
    await stage.wait(hour);
  },
};
