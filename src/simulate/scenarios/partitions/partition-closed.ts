import type { Scenario } from "../../types.ts";
import { hasPartitions } from "../common/applies.ts";
import { withoutPartition } from "../common/partitions.ts";

export const partitionClosed: Scenario = {
  name: "partition-closed",
  title: "One of the partitions may not be read any more: it answers 403.",
  hazards: ["H15", "H39"],
  applies: hasPartitions,
  records: 60,
  play: (stage) => withoutPartition(stage, "closed"),
  failsLoudly: {
    message: /403|forbidden|permission|access|may not/i,
    because: "access that was taken away is to be given again, or the partition taken out, by a person",
    remedy: ({ upstream }) => void (upstream.knobs.partitions = new Map()),
  },
};
