import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { sparseWrites } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const clockBehind5m: Scenario = {
  name: "clock-behind-5m",
  title: "The worker's clock is 5 minutes behind the API's.",
  hazards: ["H06"],
  applies: always,
  knobs: { skewMs: 5 * minute },
  play: sparseWrites,
};
