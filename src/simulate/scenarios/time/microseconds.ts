import type { Scenario } from "../../types.ts";
import { asksSince } from "../common/applies.ts";
import { aroundEachPoll } from "../common/plays.ts";

export const microseconds: Scenario = {
  name: "microseconds",
  title: "Change times have six digits after the second.",
  hazards: ["H03"],
  applies: asksSince,
  knobs: { fraction: 6 },
  play: aroundEachPoll,
};
