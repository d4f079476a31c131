import type { Scenario } from "../../types.ts";
import { stir } from "../common/acts.ts";
import { walksInPages } from "../common/applies.ts";

export const walkReset: Scenario = {
  name: "walk-reset",
  title: "Somebody resets the state of the full read while it is under way.",
  hazards: ["H52"],
  applies: walksInPages,
  records: { pages: 3 },
  play: async (stage) => {
    stage.beforeRequest(3, () => stage.later(0, () => stage.notion.reset(stage.subject.walk ?? "")));
    await stage.walk();
    stir(stage);
    await stage.walk();
  },
};
