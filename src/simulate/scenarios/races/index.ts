import type { Scenario } from "../../types.ts";
import { busyWalkAndDelta } from "./busy-walk-and-delta.ts";
import { deletedBehindTheWalk } from "./deleted-behind-the-walk.ts";
import { emptySource } from "./empty-source.ts";
import { firstRecord } from "./first-record.ts";
import { longWalkBeforeDelta } from "./long-walk-before-delta.ts";
import { lostPermission } from "./lost-permission.ts";
import { massDeletion } from "./mass-deletion.ts";
import { outageAnswersEmpty } from "./outage-answers-empty.ts";
import { partialList } from "./partial-list.ts";
import { slowWalk } from "./slow-walk.ts";
import { staleOverwrite } from "./stale-overwrite.ts";
import { sweptAfterDelta } from "./swept-after-delta.ts";
import { walkBeforeDelta } from "./walk-before-delta.ts";

/** Two syncs of one database, and the sweep at the end of a full read. */
export const racesScenarios: readonly Scenario[] = [
  staleOverwrite,
  sweptAfterDelta,
  deletedBehindTheWalk,
  walkBeforeDelta,
  longWalkBeforeDelta,
  slowWalk,
  busyWalkAndDelta,
  outageAnswersEmpty,
  lostPermission,
  partialList,
  massDeletion,
  emptySource,
  firstRecord,
];
