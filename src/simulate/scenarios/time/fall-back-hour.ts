import type { Scenario } from "../../types.ts";
import { editOne, spread } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const fallBackHour: Scenario = {
  name: "fall-back-hour",
  title: "Summer time ends: the offset of the printed times changes, and an hour of the clock comes twice.",
  hazards: ["H05"],
  applies: always,
  knobs: { printZone: "-04:00" },
  play: async (stage) => {
    stage.later(2 * hour, () => Object.assign(stage.upstream.knobs, { printZone: "-05:00" }));
    spread(stage, { count: 40, overMs: 4 * hour }, () => editOne(stage));
    await stage.wait(4 * hour);
  },
};
