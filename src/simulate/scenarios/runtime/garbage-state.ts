import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { withState } from "../common/plays.ts";

export const garbageState: Scenario = {
  name: "garbage-state",
  title: "Each sync finds a state of no known shape.",
  hazards: ["H49"],
  applies: always,
  play: async (stage) => {
    for (const state of ["text", 17, [1, 2], {}, null, true]) await withState(stage, state);
  },
};
