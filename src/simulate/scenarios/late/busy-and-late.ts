import type { Scenario } from "../../types.ts";
import { pagesOfChanges, pollMs, spread } from "../common/acts.ts";
import { all, deltaInPages, overlapsBy } from "../common/applies.ts";
import { second } from "../common/times.ts";

export const busyAndLate: Scenario = {
  name: "busy-and-late",
  title:
    "The source is so busy that pages never end before the present, and every tenth change shows 5 seconds late.",
  hazards: ["H11", "H12", "S5"],
  applies: all(deltaInPages, overlapsBy(5 * second)),
  records: { pages: 3 },
  play: async (stage) => {
    const count = 2 * pagesOfChanges(stage.subject);
    spread(stage, { count, overMs: 2 * pollMs(stage.subject) }, (index) =>
      stage.world.edit(stage.pick(), index % 10 === 0 ? { lagMs: 5 * second } : {}),
    );
    await stage.wait(2 * pollMs(stage.subject));
  },
};
