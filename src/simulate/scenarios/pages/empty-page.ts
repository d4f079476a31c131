import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { all, saysWhereNext, walksInPages } from "../common/applies.ts";

export const emptyPage: Scenario = {
  name: "empty-page",
  title: "A page in the middle of the list is empty and still leads to a next one.",
  hazards: ["H18"],
  applies: all(walksInPages, saysWhereNext),
  records: { pages: 3 },
  knobs: { emptyPages: [2] },
  play: async (stage) => {
    await stage.walk();
    checkRows(stage, "After the walk");
  },
};
