import type { Scenario } from "../../types.ts";
import { editOne, holdWalk, pickSome, spread } from "../common/acts.ts";
import { all, hasDelta, hasWalk } from "../common/applies.ts";
import { hour, minute } from "../common/times.ts";

export const deletedBehindTheWalk: Scenario = {
  name: "deleted-behind-the-walk",
  title: "Records are deleted after the full read has read them and before it has written them.",
  hazards: ["H27", "H28", "H34"],
  applies: all(hasDelta, hasWalk),
  play: async (stage) => {
    holdWalk(stage, stage.subject.plan.schedule.overlapMs / 2);
    stage.beforeRequest(1, () =>
      stage.later(minute, () => pickSome(stage, 3).forEach((id) => stage.world.remove(id))),
    );
    await stage.walk();
    spread(stage, { count: 20, overMs: hour }, () => editOne(stage));
    await stage.wait(hour);
  },
};
