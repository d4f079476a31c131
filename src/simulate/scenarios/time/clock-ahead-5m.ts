import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { sparseWrites } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const clockAhead5m: Scenario = {
  name: "clock-ahead-5m",
  title: "The worker's clock is 5 minutes ahead of the API's.",
  hazards: ["H06", "S6"],
  applies: always,
  knobs: { skewMs: -5 * minute },
  play: sparseWrites,
};
