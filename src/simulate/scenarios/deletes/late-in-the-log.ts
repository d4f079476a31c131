import type { Scenario } from "../../types.ts";
import { pickSome, pollMs } from "../common/acts.ts";
import { hasLog } from "../common/log-entries.ts";

export const lateInTheLog: Scenario = {
  name: "late-in-the-log",
  title:
    "Deletions show as late as the sync looks back, when newer entries of the log have been read already.",
  hazards: ["H11", "H34"],
  applies: hasLog,
  records: 60,
  play: async (stage) => {
    const { world, subject } = stage;
    const lagMs = subject.plan.schedule.overlapMs;
    const ids = pickSome(stage, 16);
    for (let round = 0; round < ids.length; round += 2) {
      const [late = "", newer = ""] = ids.slice(round, round + 2);
      world.remove(late, { lagMs });
      stage.later(0.3 * lagMs, () => world.remove(newer));
      // Not in step with the deltas, so that some of them run between the two.
      await stage.wait(lagMs + 0.4 * pollMs(subject));
    }
  },
};
