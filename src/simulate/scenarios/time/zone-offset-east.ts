import type { Scenario } from "../../types.ts";
import { editOne, spread } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const zoneOffsetEast: Scenario = {
  name: "zone-offset-east",
  title:
    "The API prints its times with the offset +09:30, which reads as hours ahead of now without the offset.",
  hazards: ["H04"],
  applies: always,
  knobs: { printZone: "+09:30" },
  play: async (stage) => {
    spread(stage, { count: 60, overMs: 8 * hour }, () => editOne(stage));
    await stage.wait(8 * hour);
  },
};
