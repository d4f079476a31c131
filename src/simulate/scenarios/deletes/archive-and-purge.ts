import type { Scenario } from "../../types.ts";
import { pickSome, pollMs } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { second } from "../common/times.ts";

export const archiveAndPurge: Scenario = {
  name: "archive-and-purge",
  title: "Records are archived, brought back, archived again, and one is purged in the end.",
  hazards: ["H35", "H36", "S27"],
  applies: always,
  play: async (stage) => {
    const [kept = "", purged = ""] = pickSome(stage, 2);
    const pauses = [second, pollMs(stage.subject), 20 * second];
    for (const pause of pauses) {
      stage.world.remove(kept);
      stage.world.remove(purged);
      await stage.wait(pause);
      stage.world.restore(kept);
      stage.world.restore(purged, { updatedAt: stage.clock.now() });
      await stage.wait(pause);
    }
    stage.world.remove(purged);
    await stage.delta();
  },
};
