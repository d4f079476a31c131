import type { Scenario } from "../../types.ts";
import { createSome, editOne, spread, stir } from "../common/acts.ts";
import { changesKind, hasDelta } from "../common/applies.ts";
import { hour, minute } from "../common/times.ts";

export const deltaReset: Scenario = {
  name: "delta-reset",
  title: "Somebody resets the state of the delta alone, in the middle of the day.",
  hazards: ["H52"],
  applies: hasDelta,
  play: async (stage) => {
    // Without its token a delta lists everything, and a list shows no deletion: that is for the next full read.
    const seesDeletions = changesKind(stage.subject) !== "delta-token";
    spread(stage, { count: 24, overMs: 4 * hour }, (index) => {
      if (index % 6 !== 0) editOne(stage);
      else if (seesDeletions) stir(stage);
      else createSome(stage, 2);
    });
    await stage.wait(2 * hour);
    stage.notion.pause(stage.subject.delta ?? "");
    await stage.wait(20 * minute);
    stage.notion.reset(stage.subject.delta ?? "");
    stage.notion.resume(stage.subject.delta ?? "");
    await stage.wait(2 * hour);
  },
};
