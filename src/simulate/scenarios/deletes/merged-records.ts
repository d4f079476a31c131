import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";

export const mergedRecords: Scenario = {
  name: "merged-records",
  title: "Two records become one: the loser vanishes, the winner takes its values.",
  hazards: ["H37"],
  applies: always,
  play: async (stage) => {
    for (let pair = 0; pair < 3; pair += 1) {
      const [winner = "", loser = ""] = pickSome(stage, 2);
      stage.world.remove(loser);
      stage.world.edit(winner);
      await stage.delta();
    }
  },
};
