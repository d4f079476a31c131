import type { Scenario } from "../../types.ts";
import { showsFuture } from "../common/applies.ts";
import { farAhead } from "../common/plays.ts";

export const dated2099ThenCorrected: Scenario = {
  name: "dated-2099-then-corrected",
  title: "A record's change time lies in the year 2099, and is put right later with new values.",
  hazards: ["H06", "H27"],
  applies: showsFuture,
  play: async (stage) => {
    const id = stage.pick();
    stage.world.edit(id, { updatedAt: farAhead });
    await stage.delta();
    stage.world.edit(id);
    await stage.delta();
  },
};
