import type { Scenario } from "../../types.ts";
import { checkRows, pickSome } from "../common/acts.ts";
import { hasLog } from "../common/log-entries.ts";
import { minute, second } from "../common/times.ts";

export const severalEntriesOfOne: Scenario = {
  name: "several-entries-of-one",
  title:
    "Records are deleted and restored several times between two polls, and the log has an entry for each time, some twice.",
  hazards: ["H24", "H35", "S27"],
  applies: hasLog,
  knobs: { dupesPerPage: 3 },
  play: async (stage) => {
    const { world } = stage;
    const [back = "", gone = "", twice = ""] = pickSome(stage, 3);
    await stage.delta();
    for (const id of [back, gone, twice]) world.remove(id);
    await stage.wait(10 * second);
    for (const id of [back, gone, twice]) world.restore(id);
    await stage.wait(minute);
    world.remove(gone);
    world.remove(twice);
    await stage.wait(10 * second);
    world.restore(twice);
    await stage.delta();
    checkRows(stage, "After the last restoration", [back, twice]);
  },
};
