import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { all, hasPageTokens, walksInPages } from "../common/applies.ts";
import { minute, second } from "../common/times.ts";

export const repeatedPageToken: Scenario = {
  name: "repeated-page-token",
  title: "From the third page on the API leads back and forth between the same two pages.",
  hazards: ["H20"],
  applies: all(walksInPages, hasPageTokens),
  records: { pages: 5 },
  play: async (stage) => {
    Object.assign(stage.upstream.knobs, { repeatTokenFrom: 3, latencyMs: second });
    await stage.walk(10 * minute);
    checkRows(stage, "After a walk in circles");
  },
  failsLoudly: {
    message: /same page|twice|repeat|loop|again|circle|before/i,
    because: "the API leads in a circle; the pages after it cannot be reached",
    remedy: ({ upstream }) => void (upstream.knobs.repeatTokenFrom = undefined),
  },
};
