import type { Scenario } from "../../types.ts";
import { asksSince } from "../common/applies.ts";
import { withoutChangeTime } from "../common/plays.ts";

export const garbageChangeTime: Scenario = {
  name: "garbage-change-time",
  title: "The last record of each page of changes has a change time that is no time.",
  hazards: ["H08", "H50"],
  applies: asksSince,
  play: (stage) => withoutChangeTime(stage, "not yet"),
};
