import type { Scenario } from "../../types.ts";
import { asksSince } from "../common/applies.ts";
import { aroundEachPoll } from "../common/plays.ts";
import { second } from "../common/times.ts";

export const resolution1s: Scenario = {
  name: "resolution-1s",
  title: "Change times are whole seconds, and records change just before and just after they are asked for.",
  hazards: ["H02", "S23"],
  applies: asksSince,
  knobs: { resolutionMs: second },
  play: aroundEachPoll,
};
