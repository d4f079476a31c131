import type { Scenario } from "../../types.ts";
import { checkRows, pagesOfRecords } from "../common/acts.ts";
import { all, countsPlaces, hasWalk } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const resultWindowEmpty: Scenario = {
  name: "result-window-empty",
  title: "The API serves two and a half pages of its list and says that nothing comes after.",
  hazards: ["H21", "H33"],
  applies: all(hasWalk, countsPlaces),
  records: { pages: 4 },
  needs: { lastState: "kept" },
  play: async (stage) => {
    Object.assign(stage.upstream.knobs, { maxWindow: pagesOfRecords(stage.subject), beyondWindow: "empty" });
    await stage.walk(hour);
    checkRows(stage, "While the list ends too soon");
  },
  failsLoudly: {
    message: /\d+.*(records|rows|items|of \d+)|fewer|shrank|partial/is,
    because: "a valid, shorter list may be true or a result window; only a person can tell",
    remedy: ({ upstream }) => void (upstream.knobs.maxWindow = undefined),
  },
};
