import type { Scenario } from "../../types.ts";
import { stir } from "../common/acts.ts";
import { walksInPages } from "../common/applies.ts";

export const busyWalk: Scenario = {
  name: "busy-walk",
  title: "Before every page of the list something is created, edited and deleted.",
  hazards: ["H16", "H28", "S10"],
  applies: walksInPages,
  records: { pages: 4 },
  play: async (stage) => {
    for (const page of [2, 3, 4, 5]) stage.beforeRequest(page, () => stir(stage));
    await stage.walk();
  },
};
