import type { Scenario } from "../../types.ts";
import { asksSince } from "../common/applies.ts";
import { withoutChangeTime } from "../common/plays.ts";

export const nullChangeTime: Scenario = {
  name: "null-change-time",
  title: "The last record of each page of changes has no change time.",
  hazards: ["H08", "H50"],
  applies: asksSince,
  play: (stage) => withoutChangeTime(stage, null),
};
