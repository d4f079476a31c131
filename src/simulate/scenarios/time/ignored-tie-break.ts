import type { Scenario } from "../../types.ts";
import { pagesOfChanges, pickSome } from "../common/acts.ts";
import { changesPage } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const ignoredTieBreak: Scenario = {
  name: "ignored-tie-break",
  title:
    "The API ignores the second half of the position, and more records than a page holds share one instant.",
  hazards: ["H01", "H25", "S22"],
  applies: (subject) =>
    changesPage(subject) === "keyset" || "its pages of changes do not begin after a time and an id",
  records: { pages: 3 },
  play: async (stage) => {
    Object.assign(stage.upstream.knobs, { tieBreak: "ignored", bound: "gte" });
    for (const id of pickSome(stage, pagesOfChanges(stage.subject))) stage.world.edit(id);
    await stage.delta(hour);
  },
  failsLoudly: {
    message: /same page|no effect|did not move|not moved|twice|repeat/i,
    because: "the API gives the same page again whatever is asked for; what comes after it cannot be reached",
    remedy: ({ upstream }) => void Object.assign(upstream.knobs, { tieBreak: "honoured", bound: undefined }),
  },
};
