import type { Scenario } from "../../types.ts";
import { hasDelta } from "../common/applies.ts";
import { everyTenthLate } from "../common/plays.ts";

export const lateToShow: Scenario = {
  name: "late-to-show",
  title: "Every tenth change shows as late as the sync looks back, and not a second later.",
  hazards: ["H11", "S20"],
  applies: hasDelta,
  quick: true,
  play: (stage) => everyTenthLate(stage, stage.subject.plan.schedule.overlapMs),
};
