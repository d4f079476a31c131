import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { sparseWrites } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const clockAhead1m: Scenario = {
  name: "clock-ahead-1m",
  title: "The worker's clock is a minute ahead of the API's.",
  hazards: ["H06", "S6"],
  applies: always,
  knobs: { skewMs: -minute },
  play: sparseWrites,
};
