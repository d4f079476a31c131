import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { all, asksSince, hasWalk, marksDeletes } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const deletedWithoutChangeTime: Scenario = {
  name: "deleted-without-change-time",
  title: "Records are archived or deleted, and their change time stays as it was.",
  hazards: ["H10", "H36"],
  applies: all(asksSince, hasWalk, marksDeletes),
  play: async (stage) => {
    const { world } = stage;
    await stage.wait(hour);
    for (const id of pickSome(stage, 3)) {
      const { updatedAt } = world.history(id).at(-1) ?? {};
      world.remove(id, updatedAt === undefined ? {} : { updatedAt });
    }
    await stage.delta();
    await stage.walk();
  },
};
