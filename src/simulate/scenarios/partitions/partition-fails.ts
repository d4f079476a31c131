import type { Scenario } from "../../types.ts";
import { all, hasDelta, hasPartitions } from "../common/applies.ts";
import { refusal } from "../common/faults.ts";
import { checkOthers, faultIn, fullestPartition } from "../common/partitions.ts";
import { hour } from "../common/times.ts";

export const partitionFails: Scenario = {
  name: "partition-fails",
  title: "For three hours one of the partitions answers 500, while records change in all of them.",
  hazards: ["H39"],
  applies: all(hasPartitions, hasDelta),
  records: 60,
  play: async (stage) => {
    const ill = fullestPartition(stage);
    stage.upstream.knobs.fault = faultIn(stage, ill, refusal(500));
    await checkOthers(stage, ill);
    await stage.wait(2 * hour);
    stage.upstream.knobs.fault = undefined;
  },
};
