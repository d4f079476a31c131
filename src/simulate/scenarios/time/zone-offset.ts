import type { Scenario } from "../../types.ts";
import { editOne, spread } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const zoneOffset: Scenario = {
  name: "zone-offset",
  title: "The API prints its times with the offset -05:00 instead of Z.",
  hazards: ["H04", "S8"],
  applies: always,
  knobs: { printZone: "-05:00" },
  play: async (stage) => {
    spread(stage, { count: 60, overMs: 8 * hour }, () => editOne(stage));
    await stage.wait(8 * hour);
  },
};
