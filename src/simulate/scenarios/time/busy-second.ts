import type { Scenario } from "../../types.ts";
import { pagesOfChanges, pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";

export const busySecond: Scenario = {
  name: "busy-second",
  title: "So many records change in the same instant that they fill several pages.",
  hazards: ["H01", "H02", "S23"],
  applies: always,
  records: { pages: 3 },
  quick: true,
  play: async (stage) => {
    for (const id of pickSome(stage, pagesOfChanges(stage.subject))) stage.world.edit(id);
    await stage.delta();
  },
};
