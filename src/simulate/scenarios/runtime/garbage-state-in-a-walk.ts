import type { Scenario } from "../../types.ts";
import { walksInPages } from "../common/applies.ts";
import { otherShape } from "../common/plays.ts";
import { second } from "../common/times.ts";

export const garbageStateInAWalk: Scenario = {
  name: "garbage-state-in-a-walk",
  title: "In the middle of a full read a deploy changes the shape of its state.",
  hazards: ["H49"],
  applies: walksInPages,
  records: { pages: 3 },
  platform: { gapMs: () => 10 * second },
  play: async (stage) => {
    const { walk = "" } = stage.subject;
    // Between two pages: while one is being read, what it hands in would replace the state.
    const deploy = (): void => stage.notion.setState(walk, otherShape(0));
    stage.beforeRequest(2, () => stage.later(5 * second, deploy));
    await stage.walk();
    await stage.walk();
  },
};
