import type { Scenario } from "../../types.ts";
import { stir } from "../common/acts.ts";
import { always } from "../common/applies.ts";

export const severalCycles: Scenario = {
  name: "several-cycles",
  title: "Several full reads and deltas follow each other, each beginning with what the last one left.",
  hazards: ["H51"],
  applies: always,
  records: { pages: 2 },
  play: async (stage) => {
    for (let round = 0; round < 3; round += 1) {
      stir(stage);
      await stage.delta();
      stir(stage);
      if (stage.subject.walk !== undefined) await stage.walk();
    }
  },
};
