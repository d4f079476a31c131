import type { Scenario } from "../../types.ts";
import { checkRows, pagesOfRecords } from "../common/acts.ts";
import { all, countsPlaces, hasWalk } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const resultWindowRefused: Scenario = {
  name: "result-window-refused",
  title: "The API serves two and a half pages of its list and refuses what comes after.",
  hazards: ["H21"],
  applies: all(hasWalk, countsPlaces),
  records: { pages: 4 },
  play: async (stage) => {
    Object.assign(stage.upstream.knobs, {
      maxWindow: pagesOfRecords(stage.subject),
      beyondWindow: "refused",
    });
    await stage.walk(hour);
    checkRows(stage, "While the list ends too soon");
  },
  failsLoudly: {
    message: /\b4\d\d\b|refused|window|limit/i,
    because: "the API does not list what lies beyond its result window",
    remedy: ({ upstream }) => void (upstream.knobs.maxWindow = undefined),
  },
};
