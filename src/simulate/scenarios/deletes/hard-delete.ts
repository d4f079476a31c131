import type { Scenario } from "../../types.ts";
import { spread } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const hardDelete: Scenario = {
  name: "hard-delete",
  title: "Records are deleted for good.",
  hazards: ["H34"],
  applies: always,
  records: 60,
  quick: true,
  play: async (stage) => {
    spread(stage, { count: 15, overMs: hour }, () => stage.world.remove(stage.pick()));
    await stage.wait(2 * hour);
  },
};
