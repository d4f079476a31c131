import type { Scenario } from "../../types.ts";
import { editOne, holdWalk, spread, stir } from "../common/acts.ts";
import { all, hasDelta, walksInPages } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const busyWalkAndDelta: Scenario = {
  name: "busy-walk-and-delta",
  title:
    "Both syncs run at once, each page of the full read written minutes late, in a source that never rests.",
  hazards: ["H27", "H28", "S9", "S10"],
  applies: all(hasDelta, walksInPages),
  records: { pages: 3 },
  play: async (stage) => {
    holdWalk(stage, stage.subject.plan.schedule.overlapMs / 3);
    spread(stage, { count: 30, overMs: hour }, (index) => (index % 5 === 0 ? stir(stage) : editOne(stage)));
    await stage.walk();
    await stage.wait(hour);
  },
};
