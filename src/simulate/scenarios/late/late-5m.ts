import type { Scenario } from "../../types.ts";
import { all, hasDelta, overlapsBy } from "../common/applies.ts";
import { everyTenthLate } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const late5m: Scenario = {
  name: "late-5m",
  title: "Every tenth change shows 5 minutes late.",
  hazards: ["H11", "S20"],
  applies: all(hasDelta, overlapsBy(5 * minute)),
  play: (stage) => everyTenthLate(stage, 5 * minute),
};
