import type { Scenario } from "../../types.ts";
import { archiveAndPurge } from "./archive-and-purge.ts";
import { chainsInOnePoll } from "./chains-in-one-poll.ts";
import { clearedAndDeleted } from "./cleared-and-deleted.ts";
import { createdAndDeletedAtOnce } from "./created-and-deleted-at-once.ts";
import { deleteThenRestore } from "./delete-then-restore.ts";
import { deletedWithoutChangeTime } from "./deleted-without-change-time.ts";
import { entriesOfOtherRecords } from "./entries-of-other-records.ts";
import { hardDelete } from "./hard-delete.ts";
import { lateInTheLog } from "./late-in-the-log.ts";
import { logRefused } from "./log-refused.ts";
import { manyRestored } from "./many-restored.ts";
import { mergedRecords } from "./merged-records.ts";
import { pausedBeforeTheFirstEntry } from "./paused-before-the-first-entry.ts";
import { restoredAtOnce } from "./restored-at-once.ts";
import { severalEntriesOfOne } from "./several-entries-of-one.ts";

/** Records that go, and come back. */
export const deletesScenarios: readonly Scenario[] = [
  hardDelete,
  deleteThenRestore,
  restoredAtOnce,
  archiveAndPurge,
  mergedRecords,
  createdAndDeletedAtOnce,
  chainsInOnePoll,
  clearedAndDeleted,
  deletedWithoutChangeTime,
  manyRestored,
  lateInTheLog,
  pausedBeforeTheFirstEntry,
  severalEntriesOfOne,
  entriesOfOtherRecords,
  logRefused,
];
