import type { Scenario } from "../../types.ts";
import { asksSince } from "../common/applies.ts";
import { aroundEachPoll } from "../common/plays.ts";
import { minute } from "../common/times.ts";

export const resolution1m: Scenario = {
  name: "resolution-1m",
  title: "Change times are whole minutes, and records change just before and just after they are asked for.",
  hazards: ["H02", "S23"],
  applies: asksSince,
  knobs: { resolutionMs: minute },
  play: aroundEachPoll,
};
