import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { withBody } from "../common/faults.ts";
import { withSpoilt } from "../common/plays.ts";

export const truncatedBody: Scenario = {
  name: "truncated-body",
  title: "A proxy cuts the answer off after nine tenths.",
  hazards: ["H40"],
  applies: always,
  records: { pages: 4 },
  play: (stage) =>
    withSpoilt(
      stage,
      withBody((body) => body.slice(0, Math.floor(body.length * 0.9))),
    ),
};
