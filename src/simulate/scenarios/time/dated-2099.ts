import type { Scenario } from "../../types.ts";
import { spread } from "../common/acts.ts";
import { showsFuture } from "../common/applies.ts";
import { editOrdinary, farAhead } from "../common/plays.ts";
import { hour } from "../common/times.ts";

export const dated2099: Scenario = {
  name: "dated-2099",
  title: "One record's change time lies in the year 2099.",
  hazards: ["H06", "H09"],
  applies: showsFuture,
  play: async (stage) => {
    stage.world.edit(stage.pick(), { updatedAt: farAhead });
    spread(stage, { count: 20, overMs: 2 * hour }, () => editOrdinary(stage));
    await stage.wait(2 * hour);
  },
};
