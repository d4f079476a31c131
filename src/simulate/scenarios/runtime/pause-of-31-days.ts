import type { Scenario } from "../../types.ts";
import { editOne, pauseAll, pollMs, resumeAll, spread } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { day, minute } from "../common/times.ts";

export const pauseOf31Days: Scenario = {
  name: "pause-of-31-days",
  title: "The syncs are paused for 31 days, in which records are created, edited and deleted.",
  hazards: ["H23", "H30"],
  applies: always,
  records: 60,
  play: async (stage) => {
    pauseAll(stage);
    spread(stage, { count: 60, overMs: 31 * day }, (index) => {
      if (index % 6 === 0) stage.world.create();
      else if (index % 9 === 0) stage.world.remove(stage.pick());
      else editOne(stage);
    });
    await stage.wait(31 * day + minute);
    resumeAll(stage);
    await stage.delta(day);
    await stage.wait(2 * pollMs(stage.subject));
  },
};
