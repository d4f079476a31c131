import type { Problem } from "../problems/problem.ts";
import {
  checkDeletesLeave,
  checkDeltaIsPossible,
  checkLookback,
  checkOverlap,
  checkReplaceIsMeant,
} from "./checks/architecture.ts";
import { checkGapsClose, checkKeysetOrder, checkLookBack } from "./checks/changes.ts";
import type { PlanCheck } from "./checks/check.ts";
import { checkFlagged, checkLog, checkOneMark } from "./checks/deletes.ts";
import { checkFieldNames, checkOneTitle, checkPrimaryKey } from "./checks/fields.ts";
import { checkKeysDiffer, checkNamesAreFree } from "./checks/keys.ts";
import { checkChildPages, checkChildrenFit, checkChildrenOfEntries } from "./checks/children.ts";
import {
  checkLookupOfRead,
  checkLookupPages,
  checkLookups,
  checkLookupsFit,
  checkWords,
} from "./checks/lookups.ts";
import { checkPace, checkPageSize, checkRateKinds } from "./checks/pace.ts";
import { checkPartitions } from "./checks/partition.ts";
import { checkAuthNames, checkHeaders, checkLastIdOrder, checkQueryIsFree } from "./checks/request.ts";
import { checkCap, checkMethods, checkNewestPage, checkSlots } from "./checks/slots.ts";
import { checkDeltaRuns, checkScheduleRange } from "./checks/schedule.ts";
import {
  checkEntriesLead,
  checkEventTypes,
  checkFeedOrder,
  checkFollowed,
  checkMemory,
  checkReadsFit,
  checkTokenEnds,
} from "./checks/told.ts";
import {
  checkExtras,
  checkLabels,
  checkLists,
  checkOptions,
  checkRelations,
  checkTransforms,
} from "./checks/values.ts";
import { locateByPath, type Locate } from "./document.ts";
import type { Plan } from "./schema.ts";

/** The gate, in the order of a plan's fields. What else may be in the worker is not known here. */
const gate: readonly PlanCheck[] = [
  checkDeltaIsPossible,
  checkReplaceIsMeant,
  checkNamesAreFree,
  checkKeysDiffer,
  checkScheduleRange,
  checkDeltaRuns,
  checkOverlap,
  checkLookback,
  checkLookBack,
  checkDeletesLeave,
  checkOneMark,
  checkFlagged,
  checkLog,
  checkGapsClose,
  checkEntriesLead,
  checkFeedOrder,
  checkEventTypes,
  checkFollowed,
  checkTokenEnds,
  checkMemory,
  checkReadsFit,
  checkPace,
  checkRateKinds,
  checkPageSize,
  checkLookupsFit,
  checkLookupOfRead,
  checkLookupPages,
  checkChildrenFit,
  checkChildrenOfEntries,
  checkChildPages,
  checkLastIdOrder,
  checkKeysetOrder,
  checkQueryIsFree,
  checkSlots,
  checkPartitions,
  checkNewestPage,
  checkMethods,
  checkCap,
  checkHeaders,
  checkAuthNames,
  checkOneTitle,
  checkPrimaryKey,
  checkFieldNames,
  checkTransforms,
  checkLists,
  checkWords,
  checkLookups,
  checkExtras,
  checkRelations,
  checkOptions,
  checkLabels,
];

/** Every reason not to build a complete plan; none if it may be built. Pure. */
export function checkPlan(plan: Plan, locate: Locate = locateByPath): Problem[] {
  return gate.flatMap((check) => check(plan, locate));
}
