import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { refusal } from "../common/faults.ts";
import { withPause } from "../common/plays.ts";
import { second } from "../common/times.ts";

export const tooManyRequestsBare: Scenario = {
  name: "too-many-requests-bare",
  title: "The API answers 429 and does not say how long to wait.",
  hazards: ["H38"],
  applies: always,
  records: { pages: 4 },
  play: (stage) => withPause(stage, refusal(429), second),
};
