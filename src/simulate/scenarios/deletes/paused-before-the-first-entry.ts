import type { Scenario } from "../../types.ts";
import { createSome, pauseAll, pickSome, pollMs, resumeAll, spread } from "../common/acts.ts";
import { all, hasWalk } from "../common/applies.ts";
import { hasLog } from "../common/log-entries.ts";
import { day, hour } from "../common/times.ts";

export const pausedBeforeTheFirstEntry: Scenario = {
  name: "paused-before-the-first-entry",
  title: "The log is empty until the syncs are paused for a month; then it tells of deletions long ago.",
  hazards: ["H23", "H30", "H34"],
  applies: all(hasLog, hasWalk),
  records: 0,
  start: "none",
  play: async (stage) => {
    const { delta = "" } = stage.subject;
    createSome(stage, 20);
    await stage.delta();
    await stage.walk();
    await stage.delta();
    pauseAll(stage);
    const ids = pickSome(stage, 5);
    spread(stage, { count: ids.length, overMs: 20 * day }, (index) => stage.world.remove(ids[index] ?? ""));
    await stage.wait(30 * day);
    // A full read that is due would find all of it, so the delta goes first.
    stage.notion.resume(delta);
    await stage.delta(2 * hour);
    await stage.wait(3 * pollMs(stage.subject));
    resumeAll(stage);
  },
};
