import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { looksUp, pickEntries } from "../common/names.ts";

export const forgottenEntry: Scenario = {
  name: "forgotten-entry",
  title: "Somebody leaves: an id of several records is no longer in the directory.",
  hazards: ["H10"],
  applies: looksUp,
  play: async (stage) => {
    const picked = pickEntries(stage);
    for (const { lookup, id, records } of picked) {
      stage.world.directories.forget(lookup, id);
      for (const record of records.slice(0, 3)) stage.world.edit(record);
    }
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk();
    checkRows(stage, "After an id lost its name");
  },
};
