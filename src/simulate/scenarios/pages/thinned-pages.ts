import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { walksInPages } from "../common/applies.ts";

export const thinnedPages: Scenario = {
  name: "thinned-pages",
  title: "Pages come short because records that nobody may see were taken out, and the list goes on.",
  hazards: ["H17"],
  applies: walksInPages,
  records: { pages: 3 },
  knobs: { dropPerPage: 3 },
  play: async (stage) => {
    await stage.walk();
    checkRows(stage, "After the walk");
  },
};
