import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { instead } from "../common/faults.ts";
import { withSpoilt } from "../common/plays.ts";

export const notModified: Scenario = {
  name: "not-modified",
  title: "A cache on the way answers 304 without a body.",
  hazards: ["H42"],
  applies: always,
  records: { pages: 4 },
  play: (stage) => withSpoilt(stage, instead(304)),
};
