import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { sparseWrites } from "../common/plays.ts";
import { second } from "../common/times.ts";

export const clockBehind20s: Scenario = {
  name: "clock-behind-20s",
  title: "The worker's clock is 20 seconds behind the API's.",
  hazards: ["H06"],
  applies: always,
  knobs: { skewMs: 20 * second },
  play: sparseWrites,
};
