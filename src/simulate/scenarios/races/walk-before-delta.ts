import type { Scenario } from "../../types.ts";
import { bothEnds } from "../common/acts.ts";
import { all, hasDelta, hasWalk } from "../common/applies.ts";

export const walkBeforeDelta: Scenario = {
  name: "walk-before-delta",
  title:
    "The full read is started first, records change meanwhile, and the delta runs for the first time afterwards.",
  hazards: ["H29", "S11"],
  applies: all(hasDelta, hasWalk),
  records: { pages: 2 },
  start: "none",
  play: async (stage) => {
    const { delta = "" } = stage.subject;
    stage.notion.pause(delta);
    for (const page of [2, 3])
      stage.beforeRequest(page, () => bothEnds(stage, 5).forEach((id) => stage.world.edit(id)));
    await stage.walk();
    stage.notion.resume(delta);
    await stage.delta();
  },
};
