import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { instead } from "../common/faults.ts";
import { withSpoilt } from "../common/plays.ts";

export const emptyBody: Scenario = {
  name: "empty-body",
  title: "The answer has status 200 and no body at all.",
  hazards: ["H40"],
  applies: always,
  records: { pages: 4 },
  play: (stage) => withSpoilt(stage, instead(200)),
};
