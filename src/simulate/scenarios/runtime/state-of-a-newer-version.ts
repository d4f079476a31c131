import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { otherShape, withState } from "../common/plays.ts";

export const stateOfANewerVersion: Scenario = {
  name: "state-of-a-newer-version",
  title: "After a roll-back each sync finds the state that a newer version of the code left.",
  hazards: ["H49"],
  applies: always,
  play: (stage) => withState(stage, otherShape(99)),
};
