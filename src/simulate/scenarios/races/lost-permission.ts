import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { hasWalk } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const lostPermission: Scenario = {
  name: "lost-permission",
  title: "The credential loses sight of half of the records.",
  hazards: ["H15", "H33"],
  applies: hasWalk,
  records: 120,
  needs: { lastState: "kept" },
  play: async (stage) => {
    stage.upstream.knobs.hideFraction = 0.5;
    await stage.walk(hour);
    checkRows(stage, "While records are hidden");
  },
  failsLoudly: {
    message: /\d+.*(records|rows|items|of \d+)|permission|fewer|shrank|partial/is,
    because: "a valid, shorter list may be true or a lost permission; only a person can tell",
    remedy: ({ upstream }) => void (upstream.knobs.hideFraction = 0),
  },
};
