import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { second } from "../common/times.ts";

export const createdAndDeletedAtOnce: Scenario = {
  name: "created-and-deleted-at-once",
  title: "Records are created and deleted again before anybody has read them.",
  hazards: ["H24", "H34"],
  applies: always,
  play: async (stage) => {
    for (let round = 0; round < 3; round += 1) {
      const id = stage.world.create();
      await stage.wait(10 * second);
      stage.world.remove(id);
      await stage.delta();
    }
  },
};
