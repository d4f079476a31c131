import type { Scenario } from "../../types.ts";
import { walksInPages } from "../common/applies.ts";
import { refusal } from "../common/faults.ts";
import { withSpoilt } from "../common/plays.ts";

export const serverError: Scenario = {
  name: "server-error",
  title: "The API answers 500 on the third page.",
  hazards: ["H39"],
  applies: walksInPages,
  records: { pages: 4 },
  play: (stage) => withSpoilt(stage, refusal(500)),
};
