import type { Scenario } from "../../types.ts";
import { stir } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const crashAfterApply: Scenario = {
  name: "crash-after-apply",
  title: "Every third time the run dies after the rows are written and before the state is saved.",
  hazards: ["H43", "H50"],
  applies: always,
  records: { pages: 3 },
  play: async (stage) => {
    let commits = 0;
    stage.notion.knobs.crashesAfterApply = () => (commits += 1) % 3 === 0;
    for (let round = 0; round < 4; round += 1) {
      stir(stage);
      await stage.delta(2 * hour);
    }
    if (stage.subject.walk !== undefined) await stage.walk(4 * hour);
  },
};
