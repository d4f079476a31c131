import { bufferOnlyWhenDone } from "./buffer-only-when-done.ts";
import { catchReturnsEmpty } from "./catch-returns-empty.ts";
import { cursorFromClock } from "./cursor-from-clock.ts";
import { cursorNoOverlap } from "./cursor-no-overlap.ts";
import { datetimeZone } from "./datetime-zone.ts";
import { deleteInReplace } from "./delete-in-replace.ts";
import { deletionsUnseen } from "./deletions-unseen.ts";
import { deltaAfterBackfill } from "./delta-after-backfill.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { errorLeaks } from "./error-leaks.ts";
import { errorSwallowed } from "./error-swallowed.ts";
import { eventsUnreversed } from "./events-unreversed.ts";
import { flagAsText } from "./flag-as-text.ts";
import { graphqlErrorsUnread } from "./graphql-errors-unread.ts";
import { incrementalNoNextState } from "./incremental-no-next-state.ts";
import { invalidDateThrows } from "./invalid-date-throws.ts";
import { keyInvalid } from "./key-invalid.ts";
import { keyNotPrimary } from "./key-not-primary.ts";
import { keyNotString } from "./key-not-string.ts";
import { maxOfNothing } from "./max-of-nothing.ts";
import { missingListIsEmpty } from "./missing-list-is-empty.ts";
import { modeMissing } from "./mode-missing.ts";
import { moduleCache } from "./module-cache.ts";
import { nextUrlUnchecked } from "./next-url-unchecked.ts";
import { noProgress } from "./no-progress.ts";
import { noTimeout } from "./no-timeout.ts";
import { numberUnguarded } from "./number-unguarded.ts";
import { offsetInReplace } from "./offset-in-replace.ts";
import { optionInvalid } from "./option-invalid.ts";
import { optionsRaw } from "./options-raw.ts";
import { pacerAfterSync } from "./pacer-after-sync.ts";
import { pacerInvalid } from "./pacer-invalid.ts";
import { pageContentOverwrites } from "./page-content-overwrites.ts";
import { pairDifferentMapper } from "./pair-different-mapper.ts";
import { pairNoUpstreamTime } from "./pair-no-upstream-time.ts";
import { placeFields } from "./place-fields.ts";
import { primaryKeyInvalid } from "./primary-key-invalid.ts";
import { propertyKind } from "./property-kind.ts";
import { propertyOmitted } from "./property-omitted.ts";
import { propertyUndeclared } from "./property-undeclared.ts";
import { rateLimitUnhandled } from "./rate-limit-unhandled.ts";
import { recordsLogged } from "./records-logged.ts";
import { relationTarget } from "./relation-target.ts";
import { replaceKeepsState } from "./replace-keeps-state.ts";
import { replaceNoGuard } from "./replace-no-guard.ts";
import { requestPerRecord } from "./request-per-record.ts";
import { retryAfterNumber } from "./retry-after-number.ts";
import type { Rule } from "./rule.ts";
import { scheduleInvalid } from "./schedule-invalid.ts";
import { scheduleMissing } from "./schedule-missing.ts";
import { secretDefault } from "./secret-default.ts";
import { secretInSource } from "./secret-in-source.ts";
import { secretUnchecked } from "./secret-unchecked.ts";
import { shortPageEnds } from "./short-page-ends.ts";
import { singlePage } from "./single-page.ts";
import { stateGrows } from "./state-grows.ts";
import { stateNotJson } from "./state-not-json.ts";
import { statePinnedThrow } from "./state-pinned-throw.ts";
import { stateUnversioned } from "./state-unversioned.ts";
import { statusUnchecked } from "./status-unchecked.ts";
import { swallowedRecord } from "./swallowed-record.ts";
import { tieOrder } from "./tie-order.ts";
import { timeAsText } from "./time-as-text.ts";
import { titleCount } from "./title-count.ts";
import { unpacedRequest } from "./unpaced-request.ts";
import { urlUnescaped } from "./url-unescaped.ts";

/** Every rule, by id. A new rule is a file of its own, its page in the skill, its cases in the tests, and a line here. */
export const rules: readonly Rule[] = [
  bufferOnlyWhenDone,
  catchReturnsEmpty,
  cursorFromClock,
  cursorNoOverlap,
  datetimeZone,
  deleteInReplace,
  deletionsUnseen,
  deltaAfterBackfill,
  duplicateKey,
  errorLeaks,
  errorSwallowed,
  eventsUnreversed,
  flagAsText,
  graphqlErrorsUnread,
  incrementalNoNextState,
  invalidDateThrows,
  keyInvalid,
  keyNotPrimary,
  keyNotString,
  maxOfNothing,
  missingListIsEmpty,
  modeMissing,
  moduleCache,
  nextUrlUnchecked,
  noProgress,
  noTimeout,
  numberUnguarded,
  offsetInReplace,
  optionInvalid,
  optionsRaw,
  pacerAfterSync,
  pacerInvalid,
  pageContentOverwrites,
  pairDifferentMapper,
  pairNoUpstreamTime,
  placeFields,
  primaryKeyInvalid,
  propertyKind,
  propertyOmitted,
  propertyUndeclared,
  rateLimitUnhandled,
  recordsLogged,
  relationTarget,
  replaceKeepsState,
  replaceNoGuard,
  requestPerRecord,
  retryAfterNumber,
  scheduleInvalid,
  scheduleMissing,
  secretDefault,
  secretInSource,
  secretUnchecked,
  shortPageEnds,
  singlePage,
  stateGrows,
  stateNotJson,
  statePinnedThrow,
  stateUnversioned,
  statusUnchecked,
  swallowedRecord,
  tieOrder,
  timeAsText,
  titleCount,
  unpacedRequest,
  urlUnescaped,
];
