import type { Scenario } from "../../types.ts";
import { pagesOfChanges, pauseAll, pickSome, resumeAll, spread } from "../common/acts.ts";
import { all, countsPlacesOfChanges, deltaInPages } from "../common/applies.ts";
import { hour, minute } from "../common/times.ts";

export const resultWindowOfChanges: Scenario = {
  name: "result-window-of-changes",
  title: "After a pause there are more changes than the API serves in one query, and it refuses the rest.",
  hazards: ["H21"],
  applies: all(deltaInPages, countsPlacesOfChanges),
  records: { pages: 4 },
  play: async (stage) => {
    const maxWindow = pagesOfChanges(stage.subject);
    Object.assign(stage.upstream.knobs, { maxWindow, beyondWindow: "refused" });
    const changed = pickSome(stage, 1.6 * maxWindow);
    pauseAll(stage);
    spread(stage, { count: changed.length, overMs: 6 * hour }, (index) =>
      stage.world.edit(changed[index] ?? ""),
    );
    await stage.wait(6 * hour + minute);
    resumeAll(stage);
    await stage.wait(2 * hour);
  },
};
