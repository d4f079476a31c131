import type { Scenario } from "../../types.ts";
import { editOne, spread, stir } from "../common/acts.ts";
import { walksInPages } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const slowWalk: Scenario = {
  name: "slow-walk",
  title: "The full read takes hours, in which records are created, edited and deleted.",
  hazards: ["H22", "H28", "H30"],
  applies: walksInPages,
  records: { pages: 3 },
  play: async (stage) => {
    const { knobs } = stage.notion;
    const usual = knobs.gapMs;
    knobs.gapMs = (key) => (key === stage.subject.walk ? hour : usual(key));
    spread(stage, { count: 12, overMs: 5 * hour }, (index) =>
      index % 3 === 0 ? stir(stage) : editOne(stage),
    );
    await stage.walk(12 * hour);
    knobs.gapMs = usual;
    await stage.wait(hour);
  },
};
