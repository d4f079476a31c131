import type { Scenario } from "../../types.ts";
import { pagesOfChanges, pauseAll, pickSome, resumeAll, spread } from "../common/acts.ts";
import { deltaInPages } from "../common/applies.ts";
import { hour, minute } from "../common/times.ts";

export const editAmongChanges: Scenario = {
  name: "edit-among-changes",
  title:
    "While several pages of changes are being read, records of the first page change again and move to the end.",
  hazards: ["H09", "H16"],
  applies: deltaInPages,
  records: { pages: 3 },
  play: async (stage) => {
    const changed = pickSome(stage, pagesOfChanges(stage.subject));
    pauseAll(stage);
    spread(stage, { count: changed.length, overMs: 3 * hour }, (index) =>
      stage.world.edit(changed[index] ?? ""),
    );
    await stage.wait(3 * hour + minute);
    stage.beforeRequest(2, () => changed.slice(0, 5).forEach((id) => stage.world.edit(id)), "changes");
    stage.beforeRequest(3, () => changed.slice(5, 10).forEach((id) => stage.world.edit(id)), "changes");
    resumeAll(stage);
    await stage.delta();
  },
};
