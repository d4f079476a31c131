import type { Scenario } from "../../types.ts";
import { editOne } from "../common/acts.ts";
import { hasPartitions } from "../common/applies.ts";
import { refusal } from "../common/faults.ts";
import { faultIn, fullestPartition } from "../common/partitions.ts";
import { hour, minute } from "../common/times.ts";

export const partitionThrottled: Scenario = {
  name: "partition-throttled",
  title: "One of the partitions answers 429 for half an hour, in the middle of a full read.",
  hazards: ["H38"],
  applies: hasPartitions,
  records: 60,
  play: async (stage) => {
    const { knobs } = stage.upstream;
    knobs.fault = faultIn(stage, fullestPartition(stage), refusal(429, { "retry-after": "60" }));
    stage.later(hour / 2, () => (knobs.fault = undefined));
    stage.later(10 * minute, () => editOne(stage));
    stage.later(20 * minute, () => void stage.world.create());
    const hasEnded = stage.subject.walk === undefined || (await stage.walk(3 * hour));
    stage.check(hasEnded, "The full read did not go on when the partition answered again");
  },
};
