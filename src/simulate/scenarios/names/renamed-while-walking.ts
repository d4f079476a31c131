import type { Scenario } from "../../types.ts";
import { bothEnds } from "../common/acts.ts";
import { all, walksInPages } from "../common/applies.ts";
import { looksUp, pickEntries } from "../common/names.ts";

export const renamedWhileWalking: Scenario = {
  name: "renamed-while-walking",
  title:
    "Between two pages of the full read an id's name changes, and so do some of the records that have it.",
  hazards: ["H10", "H12"],
  applies: all(looksUp, walksInPages),
  records: { pages: 3 },
  play: async (stage) => {
    const { world } = stage;
    stage.beforeRequest(2, () => {
      for (const { lookup, id, records } of pickEntries(stage)) {
        world.directories.rename(lookup, id);
        for (const record of records.slice(0, 2)) world.edit(record);
      }
      for (const id of bothEnds(stage, 2)) world.edit(id);
    });
    await stage.walk();
    await stage.delta();
  },
};
