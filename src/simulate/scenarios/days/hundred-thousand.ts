import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { hasWalk } from "../common/applies.ts";
import { day, hour } from "../common/times.ts";

export const hundredThousand: Scenario = {
  name: "hundred-thousand",
  title: "The source has 100,000 records.",
  hazards: ["H44"],
  applies: hasWalk,
  records: 100_000,
  heavy: true,
  play: async (stage) => {
    for (const id of pickSome(stage, 500)) stage.world.edit(id);
    await stage.delta(2 * hour);
    await stage.walk(2 * day);
  },
};
