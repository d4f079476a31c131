import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { all, hasPageTokens, saysExpired, walksInPages } from "../common/applies.ts";
import { hour, minute } from "../common/times.ts";

export const expiredPageToken: Scenario = {
  name: "expired-page-token",
  title: "The platform pauses between two pages for so long that the page token expires.",
  hazards: ["H22"],
  applies: all(walksInPages, hasPageTokens, saysExpired),
  records: { pages: 3 },
  play: async (stage) => {
    stage.upstream.knobs.tokenTtlMs = 5 * minute;
    const { knobs } = stage.notion;
    const usual = knobs.gapMs;
    knobs.gapMs = (key) => (key === stage.subject.walk ? 10 * minute : usual(key));
    stage.later(15 * minute, () => (knobs.gapMs = usual));
    stage.check(await stage.walk(6 * hour), "The full read did not end after its page token had expired");
    checkRows(stage, "After the walk");
  },
};
