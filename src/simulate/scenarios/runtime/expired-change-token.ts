import type { Scenario } from "../../types.ts";
import { editOne, pauseAll, resumeAll, spread } from "../common/acts.ts";
import { isToldChanges } from "../common/applies.ts";
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
    spread(stage, { count: 60, overMs: 31 * day }, () => editOne(stage));
    await stage.wait(31 * day + minute);
    resumeAll(stage);
    // What a person does who reads the error; a sync that finds its way alone needs nobody.
    if (!(await stage.delta(2 * hour))) stage.notion.reset(delta);
    await stage.delta(2 * hour);
    if (walk !== undefined) await stage.walk(day);
  },
};
