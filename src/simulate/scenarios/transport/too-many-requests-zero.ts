import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { refusal } from "../common/faults.ts";
import { withPause } from "../common/plays.ts";
import { second } from "../common/times.ts";

export const tooManyRequestsZero: Scenario = {
  name: "too-many-requests-zero",
  title: "The API answers 429 and says to wait for 0 seconds, which must not mean at once.",
  hazards: ["H38"],
  applies: always,
  records: { pages: 4 },
  play: (stage) => withPause(stage, refusal(429, { "retry-after": "0" }), second),
};
