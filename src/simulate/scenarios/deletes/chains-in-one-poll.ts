import type { Scenario } from "../../types.ts";
import { createSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";

export const chainsInOnePoll: Scenario = {
  name: "chains-in-one-poll",
  title: "Between two polls records are created, edited and deleted in turn, some of them several times.",
  hazards: ["H24", "S12"],
  applies: always,
  play: async (stage) => {
    for (let round = 0; round < 3; round += 1) {
      const [one = "", two = "", three = ""] = createSome(stage, 3);
      await stage.wait(20_000);
      for (const id of [one, two, three]) stage.world.edit(id);
      await stage.wait(20_000);
      stage.world.remove(two);
      stage.world.edit(three);
      await stage.wait(20_000);
      stage.world.remove(one);
      stage.world.edit(three);
      await stage.delta();
    }
  },
};
