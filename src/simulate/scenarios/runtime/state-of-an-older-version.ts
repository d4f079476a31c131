import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { otherShape, withState } from "../common/plays.ts";

export const stateOfAnOlderVersion: Scenario = {
  name: "state-of-an-older-version",
  title: "After a deploy each sync finds the state that an older version of the code left.",
  hazards: ["H49"],
  applies: always,
  play: (stage) => withState(stage, otherShape(0)),
};
