import type { Scenario } from "../../types.ts";
import { walksInPages } from "../common/applies.ts";
import { withSpoilt } from "../common/plays.ts";

export const connectionReset: Scenario = {
  name: "connection-reset",
  title: "The connection breaks in the middle of the third page.",
  hazards: ["H39"],
  applies: walksInPages,
  records: { pages: 4 },
  play: (stage) => withSpoilt(stage, () => ({ kind: "reset" })),
};
