import type { Scenario } from "../../types.ts";
import { pickSome, spread } from "../common/acts.ts";
import { all, hasDelta, hasWalk } from "../common/applies.ts";
import { editShown } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const laterThanTheOverlap: Scenario = {
  name: "later-than-the-overlap",
  title: "Some changes show much later than the sync looks back, and come with the next full read.",
  hazards: ["H11", "S20"],
  applies: all(hasDelta, hasWalk),
  play: async (stage) => {
    const lagMs = stage.subject.plan.schedule.overlapMs + 30 * minute;
    for (const id of pickSome(stage, 3)) stage.world.edit(id, { lagMs });
    stage.world.create({ lagMs });
    spread(stage, { count: 30, overMs: lagMs }, () => editShown(stage));
    await stage.wait(lagMs + 10 * minute);
    await stage.walk();
  },
};
