import type { Scenario } from "../../types.ts";
import { hasPartitions } from "../common/applies.ts";
import { withoutPartition } from "../common/partitions.ts";

export const partitionGone: Scenario = {
  name: "partition-gone",
  title: "One of the partitions, such as a repository, answers 404 from now on.",
  hazards: ["H15", "H39"],
  applies: hasPartitions,
  records: 60,
  play: (stage) => withoutPartition(stage, "gone"),
  failsLoudly: {
    message: /404|not found|gone|removed|deleted/i,
    because: "a partition that is gone for good is to be taken out of the list by a person",
    remedy: ({ upstream }) => void (upstream.knobs.partitions = new Map()),
  },
};
