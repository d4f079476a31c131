import type { Scenario } from "../../types.ts";
import { spread } from "../common/acts.ts";
import { all, hasDelta, overlapsBy } from "../common/applies.ts";
import { hour, second } from "../common/times.ts";

export const lateALittle: Scenario = {
  name: "late-a-little",
  title: "The API shows some changes 5 to 20 seconds late.",
  hazards: ["H11", "S19"],
  applies: all(hasDelta, overlapsBy(20 * second)),
  play: async (stage) => {
    spread(stage, { count: 60, overMs: 2 * hour }, () =>
      stage.world.edit(stage.pick(), { lagMs: (5 + stage.random() * 15) * second }),
    );
    await stage.wait(2 * hour);
  },
};
