import type { Scenario } from "../../types.ts";
import { all, hasDelta, overlapsBy } from "../common/applies.ts";
import { everyTenthLate } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const late1m: Scenario = {
  name: "late-1m",
  title: "Every tenth change shows a minute late.",
  hazards: ["H11", "S20"],
  applies: all(hasDelta, overlapsBy(minute)),
  play: (stage) => everyTenthLate(stage, minute),
};
