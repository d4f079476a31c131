import type { Scenario } from "../../types.ts";
import { refusal, type Spoil } from "../common/faults.ts";
import { withPause } from "../common/plays.ts";
import { minute, second } from "../common/times.ts";

export const ownThrottle: Scenario = {
  name: "own-throttle",
  title: "The API says in its own way, without 429, that requests come too fast.",
  hazards: ["H38"],
  applies: ({ plan }) => plan.source.throttle !== undefined || "it has no way of its own to say that",
  records: { pages: 4 },
  play: (stage) => {
    const { throttle } = stage.subject.plan.source;
    if (throttle === undefined) return;
    const { status, header, equals, resetHeader } = throttle;
    const spoil: Spoil = (answer, context) => {
      const until = String(Math.ceil((context.now + 2 * minute) / second));
      const reset = resetHeader === undefined ? {} : { [resetHeader]: until };
      return refusal(status, { [header]: equals, ...reset })(answer, context);
    };
    return withPause(stage, spoil, resetHeader === undefined ? second : 2 * minute - 2 * second);
  },
};
