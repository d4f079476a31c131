import type { Scenario } from "../../types.ts";
import { editOne, pauseAll, pickSome, pollMs, resumeAll, spread } from "../common/acts.ts";
import { changesKind, isToldChanges } from "../common/applies.ts";
import { day, hour, minute } from "../common/times.ts";

export const expiredChangeToken: Scenario = {
  name: "expired-change-token",
  title: "The syncs are paused for longer than the API remembers what changed.",
  hazards: ["H23", "H30", "S13"],
  applies: isToldChanges,
  records: 60,
  play: async (stage) => {
    const { delta = "", walk } = stage.subject;
    stage.upstream.knobs.retentionMs = 30 * day;
    pauseAll(stage);
    // The API has forgotten the first of these when the syncs go on, and no later change tells of them.
    const changed = pickSome(stage, 40);
    spread(stage, { count: 10, overMs: 6 * hour }, (index) => stage.world.edit(changed[index] ?? ""));
    spread(stage, { count: 30, overMs: 31 * day }, (index) => stage.world.edit(changed[index + 10] ?? ""));
    await stage.wait(31 * day + minute);
    // A full read that is due would bring everything; so it comes last, where it is not what was promised.
    if (changesKind(stage.subject) === "rolling-window") resumeAll(stage);
    else stage.notion.resume(delta);
    // What a person does who reads the error; a sync that finds its way alone needs nobody.
    if (!(await stage.delta(2 * hour))) stage.notion.reset(delta);
    await stage.delta(2 * hour);
    for (let round = 0; round < 3; round += 1) editOne(stage);
    await stage.wait(3 * pollMs(stage.subject));
    if (walk !== undefined) {
      stage.notion.resume(walk);
      await stage.walk(day);
    }
  },
};
