import type { Scenario } from "../../types.ts";
import { createSome } from "../common/acts.ts";
import { walksInPages } from "../common/applies.ts";

export const createWhileWalking: Scenario = {
  name: "create-while-walking",
  title: "New records appear while the list is being read.",
  hazards: ["H16", "H28"],
  applies: walksInPages,
  records: { pages: 3 },
  play: async (stage) => {
    stage.beforeRequest(2, () => createSome(stage, 3));
    stage.beforeRequest(3, () => createSome(stage, 2));
    await stage.walk();
  },
};
