import type { Scenario } from "../../types.ts";
import { pickSome, spread } from "../common/acts.ts";
import { hasLog } from "../common/log-entries.ts";
import { hour } from "../common/times.ts";

export const lateInTheLog: Scenario = {
  name: "late-in-the-log",
  title:
    "Every third deletion shows as late as the sync looks back, when newer entries of the log were read.",
  hazards: ["H11", "H34"],
  applies: hasLog,
  records: 60,
  play: async (stage) => {
    const lagMs = stage.subject.plan.schedule.overlapMs;
    const ids = pickSome(stage, 18);
    spread(stage, { count: ids.length, overMs: hour }, (index) =>
      stage.world.remove(ids[index] ?? "", index % 3 === 0 ? { lagMs } : {}),
    );
    await stage.wait(hour + lagMs);
  },
};
