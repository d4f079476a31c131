import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { withSpoilt } from "../common/plays.ts";

export const silence: Scenario = {
  name: "silence",
  title: "The API never answers a request.",
  hazards: ["H39"],
  applies: always,
  records: { pages: 4 },
  play: (stage) => withSpoilt(stage, () => ({ kind: "silence" })),
};
