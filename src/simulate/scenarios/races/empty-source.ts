import type { Scenario } from "../../types.ts";
import { all, hasWalk } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const emptySource: Scenario = {
  name: "empty-source",
  title: "The last records are deleted, and the source is really empty.",
  hazards: ["H32", "H33"],
  applies: all(hasWalk, ({ plan }) => plan.allowEmpty || "its plan does not believe an empty list"),
  records: 12,
  play: async (stage) => {
    for (const id of stage.world.alive()) stage.world.remove(id);
    await stage.walk(hour);
    await stage.delta();
  },
};
