import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { refusal, type Spoil } from "../common/faults.ts";
import { withPause } from "../common/plays.ts";
import { minute, second } from "../common/times.ts";

export const tooManyRequestsDate: Scenario = {
  name: "too-many-requests-date",
  title: "The API answers 429 and says by a date how long to wait.",
  hazards: ["H38"],
  applies: always,
  records: { pages: 4 },
  play: (stage) => {
    const wait = (now: number): string => new Date(now + 2 * minute).toUTCString();
    const spoil: Spoil = (answer, context) =>
      refusal(429, { "retry-after": wait(context.now) })(answer, context);
    // A date has whole seconds.
    return withPause(stage, spoil, 2 * minute - 2 * second);
  },
};
