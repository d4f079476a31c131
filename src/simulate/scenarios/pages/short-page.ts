import type { Scenario } from "../../types.ts";
import { pageSizes, pickSome } from "../common/acts.ts";
import { walksInPages } from "../common/applies.ts";

export const shortPage: Scenario = {
  name: "short-page",
  title: "The API gives half as many records a page as are asked for.",
  hazards: ["H17", "S1", "S2"],
  applies: walksInPages,
  records: { pages: 3 },
  quick: true,
  play: async (stage) => {
    const { records, changes } = pageSizes(stage.subject);
    stage.upstream.knobs.clampLimit = Math.ceil(Math.min(records, changes) / 2);
    for (const id of pickSome(stage, 1.2 * changes)) stage.world.edit(id);
    await stage.delta();
    await stage.walk();
  },
};
