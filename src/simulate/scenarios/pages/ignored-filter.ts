import type { Scenario } from "../../types.ts";
import { editOne } from "../common/acts.ts";
import { asksSince } from "../common/applies.ts";
import { minute } from "../common/times.ts";

export const ignoredFilter: Scenario = {
  name: "ignored-filter",
  title: "For a while the API ignores the lower bound and gives all records as changes.",
  hazards: ["H25"],
  applies: asksSince,
  play: async (stage) => {
    stage.upstream.knobs.filter = "ignored";
    for (let round = 0; round < 3; round += 1) {
      editOne(stage);
      await stage.delta(20 * minute);
    }
  },
};
