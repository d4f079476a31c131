import type { Scenario } from "../../types.ts";
import { all, hasWalk, throttlesItsWay } from "../common/applies.ts";
import { everyAnswer, ownThrottle } from "../common/faults.ts";
import { hour, minute } from "../common/times.ts";

export const ownThrottleForAnHour: Scenario = {
  name: "own-throttle-for-an-hour",
  title:
    "In the middle of a full read the API says for an hour, in its own way, that requests come too fast.",
  hazards: ["H38"],
  applies: all(throttlesItsWay, hasWalk),
  records: { pages: 4 },
  play: async (stage) => {
    const { throttle } = stage.subject.plan.source;
    if (throttle === undefined) return;
    const { knobs } = stage.upstream;
    stage.beforeRequest(2, () => {
      knobs.fault = everyAnswer(ownThrottle(throttle, { waitMs: minute, skewMs: knobs.skewMs }));
      stage.later(hour, () => (knobs.fault = undefined));
    });
    // Who takes it for a failure gives up after a few tries, and begins anew a day later.
    const hasEnded = await stage.walk(3 * hour);
    stage.check(
      hasEnded,
      "The full read did not go on when the hour was over: a pause was taken for a failure",
    );
  },
};
