import type { Scenario } from "../../types.ts";
import { createdInAPartitionReadBefore } from "./created-in-a-partition-read-before.ts";
import { partitionClosed } from "./partition-closed.ts";
import { partitionEmpties } from "./partition-empties.ts";
import { partitionFails } from "./partition-fails.ts";
import { partitionGone } from "./partition-gone.ts";
import { partitionThrottled } from "./partition-throttled.ts";
import { recordChangesPartition } from "./record-changes-partition.ts";

/** What happens to single ones of several repositories, calendars or boards. */
export const partitionsScenarios: readonly Scenario[] = [
  partitionGone,
  partitionClosed,
  partitionEmpties,
  partitionFails,
  partitionThrottled,
  recordChangesPartition,
  createdInAPartitionReadBefore,
];
