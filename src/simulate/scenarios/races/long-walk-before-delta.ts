import type { Scenario } from "../../types.ts";
import { bothEnds } from "../common/acts.ts";
import { all, hasDelta, walksInPages } from "../common/applies.ts";
import { hour, minute } from "../common/times.ts";

export const longWalkBeforeDelta: Scenario = {
  name: "long-walk-before-delta",
  title:
    "The full read takes longer than the first delta looks back, and the delta runs for the first time after it.",
  hazards: ["H29", "H30"],
  applies: all(hasDelta, walksInPages),
  records: { pages: 2 },
  start: "none",
  play: async (stage) => {
    const { delta = "", plan, walk } = stage.subject;
    const { knobs } = stage.notion;
    const usual = knobs.gapMs;
    const gapMs = plan.schedule.lookbackMs / 2 + hour;
    knobs.gapMs = (key) => (key === walk ? gapMs : usual(key));
    stage.notion.pause(delta);
    stage.beforeRequest(2, () => (knobs.gapMs = usual), "changes");
    stage.beforeRequest(1, () =>
      stage.later(minute, () => bothEnds(stage, 5).forEach((id) => stage.world.edit(id))),
    );
    await stage.walk(10 * gapMs);
    stage.notion.resume(delta);
    await stage.delta();
  },
};
