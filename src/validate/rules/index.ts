import { bufferOnlyWhenDone } from "./buffer-only-when-done.ts";
import { cursorFromClock } from "./cursor-from-clock.ts";
import { cursorNoOverlap } from "./cursor-no-overlap.ts";
import { deletionsUnseen } from "./deletions-unseen.ts";
import { deltaAfterBackfill } from "./delta-after-backfill.ts";
import { eventsUnreversed } from "./events-unreversed.ts";
import { flagAsText } from "./flag-as-text.ts";
import { incrementalNoNextState } from "./incremental-no-next-state.ts";
import { maxOfNothing } from "./max-of-nothing.ts";
import { missingListIsEmpty } from "./missing-list-is-empty.ts";
import { moduleCache } from "./module-cache.ts";
import { noProgress } from "./no-progress.ts";
import { offsetInReplace } from "./offset-in-replace.ts";
import { replaceKeepsState } from "./replace-keeps-state.ts";
import { replaceNoGuard } from "./replace-no-guard.ts";
import type { Rule } from "./rule.ts";
import { shortPageEnds } from "./short-page-ends.ts";
import { singlePage } from "./single-page.ts";
import { stateGrows } from "./state-grows.ts";
import { stateNotJson } from "./state-not-json.ts";
import { statePinnedThrow } from "./state-pinned-throw.ts";
import { stateUnversioned } from "./state-unversioned.ts";
import { tieOrder } from "./tie-order.ts";
import { timeAsText } from "./time-as-text.ts";
import { unpacedRequest } from "./unpaced-request.ts";

/** Every rule, by id. A new rule is a file of its own, its page in the skill, its cases in the tests, and a line here. */
export const rules: readonly Rule[] = [
  bufferOnlyWhenDone,
  cursorFromClock,
  cursorNoOverlap,
  deletionsUnseen,
  deltaAfterBackfill,
  eventsUnreversed,
  flagAsText,
  incrementalNoNextState,
  maxOfNothing,
  missingListIsEmpty,
  moduleCache,
  noProgress,
  offsetInReplace,
  replaceKeepsState,
  replaceNoGuard,
  shortPageEnds,
  singlePage,
  stateGrows,
  stateNotJson,
  statePinnedThrow,
  stateUnversioned,
  tieOrder,
  timeAsText,
  unpacedRequest,
];
