import type { Scenario } from "../../types.ts";
import { all, hasDelta, overlapsBy } from "../common/applies.ts";
import { everyTenthLate } from "../common/plays.ts";
import { second } from "../common/times.ts";

export const late30s: Scenario = {
  name: "late-30s",
  title: "Every tenth change shows 30 seconds late.",
  hazards: ["H11", "S20"],
  applies: all(hasDelta, overlapsBy(30 * second)),
  play: (stage) => everyTenthLate(stage, 30 * second),
};
