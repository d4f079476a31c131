import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { sparseWrites } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const clockAhead30m: Scenario = {
  name: "clock-ahead-30m",
  title: "The worker's clock is half an hour ahead of the API's, more than most syncs look back.",
  hazards: ["H06", "S6"],
  applies: always,
  knobs: { skewMs: -30 * minute },
  quick: true,
  play: sparseWrites,
};
