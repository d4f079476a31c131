import type { Scenario } from "../../types.ts";
import { asksSince } from "../common/applies.ts";
import { aroundEachPoll } from "../common/plays.ts";

export const noFractions: Scenario = {
  name: "no-fractions",
  title: "Change times are printed without fractions of a second.",
  hazards: ["H03"],
  applies: asksSince,
  knobs: { fraction: 0 },
  play: aroundEachPoll,
};
