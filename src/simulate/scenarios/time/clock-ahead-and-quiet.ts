import type { Scenario } from "../../types.ts";
import { editOne, spread } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { day, minute } from "../common/times.ts";

export const clockAheadAndQuiet: Scenario = {
  name: "clock-ahead-and-quiet",
  title: "The worker's clock is a minute ahead, and the source is so quiet that most answers are empty.",
  hazards: ["H06", "H07", "S7"],
  applies: always,
  knobs: { skewMs: -minute },
  play: async (stage) => {
    spread(stage, { count: 12, overMs: day }, () => editOne(stage));
    await stage.wait(day);
  },
};
