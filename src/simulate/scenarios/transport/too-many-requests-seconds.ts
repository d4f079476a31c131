import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { refusal } from "../common/faults.ts";
import { withPause } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const tooManyRequestsSeconds: Scenario = {
  name: "too-many-requests-seconds",
  title: "The API answers 429 and says in seconds how long to wait.",
  hazards: ["H38", "S16"],
  applies: always,
  records: { pages: 4 },
  quick: true,
  play: (stage) => withPause(stage, refusal(429, { "retry-after": "120" }), 2 * minute),
};
