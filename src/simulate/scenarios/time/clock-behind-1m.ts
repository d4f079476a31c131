import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { sparseWrites } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const clockBehind1m: Scenario = {
  name: "clock-behind-1m",
  title: "The worker's clock is a minute behind the API's.",
  hazards: ["H06"],
  applies: always,
  knobs: { skewMs: minute },
  play: sparseWrites,
};
