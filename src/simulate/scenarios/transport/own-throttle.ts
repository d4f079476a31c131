import type { Scenario } from "../../types.ts";
import { throttlesItsWay } from "../common/applies.ts";
import { ownThrottle as inItsWay } from "../common/faults.ts";
import { withPause } from "../common/plays.ts";
import { minute, second } from "../common/times.ts";

export const ownThrottle: Scenario = {
  name: "own-throttle",
  title: "The API says in its own way, without 429, that requests come too fast.",
  hazards: ["H38"],
  applies: throttlesItsWay,
  records: { pages: 4 },
  play: (stage) => {
    const { throttle } = stage.subject.plan.source;
    if (throttle === undefined) return;
    const { skewMs } = stage.upstream.knobs;
    const spoil = inItsWay(throttle, { waitMs: 2 * minute, skewMs });
    // Some tell how long, in whole seconds; the others are not to be asked again at once.
    const leastMs = throttle.resetHeader === undefined ? second : 2 * minute - 2 * second;
    return withPause(stage, spoil, leastMs);
  },
};
