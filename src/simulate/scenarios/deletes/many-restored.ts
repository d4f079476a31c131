import type { Scenario } from "../../types.ts";
import { checkRows, pickSome, pollMs } from "../common/acts.ts";
import { marksDeletes } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const manyRestored: Scenario = {
  name: "many-restored",
  title: "Many deleted records are restored, and the API answers in pages far shorter than it is asked for.",
  hazards: ["H17", "H35", "S27"],
  applies: marksDeletes,
  records: 40,
  play: async (stage) => {
    const ids = pickSome(stage, 12);
    for (const id of ids) stage.world.remove(id);
    await stage.delta();
    stage.upstream.knobs.clampLimit = 4;
    for (const id of ids) stage.world.restore(id);
    await stage.delta();
    // What told of the deletions is read again by the next ones.
    await stage.wait(hour + 3 * pollMs(stage.subject));
    checkRows(stage, "After the restoration", ids);
  },
};
