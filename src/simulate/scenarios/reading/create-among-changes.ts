import type { Scenario } from "../../types.ts";
import { createSome, pagesOfChanges, pickSome } from "../common/acts.ts";
import { deltaInPages } from "../common/applies.ts";

export const createAmongChanges: Scenario = {
  name: "create-among-changes",
  title: "New records appear while several pages of changes are being read.",
  hazards: ["H12", "H16"],
  applies: deltaInPages,
  records: { pages: 3 },
  play: async (stage) => {
    for (const id of pickSome(stage, pagesOfChanges(stage.subject))) stage.world.edit(id);
    stage.beforeRequest(2, () => createSome(stage, 3), "changes");
    stage.beforeRequest(3, () => createSome(stage, 2), "changes");
    await stage.delta();
  },
};
