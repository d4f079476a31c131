import type { Cause } from "./cause.ts";
import { apiVersionRetired } from "./api-version-retired.ts";
import { backfillNeverRan } from "./backfill-never-ran.ts";
import { batchTooLarge } from "./batch-too-large.ts";
import { changesInvalid } from "./changes-invalid.ts";
import { changesSkipped } from "./changes-skipped.ts";
import { credentialMissing } from "./credential-missing.ts";
import { credentialRejected } from "./credential-rejected.ts";
import { cursorExpired } from "./cursor-expired.ts";
import { cursorStuck } from "./cursor-stuck.ts";
import { dateInvalid } from "./date-invalid.ts";
import { dateZone } from "./date-zone.ts";
import { deletionsUnseen } from "./deletions-unseen.ts";
import { disabledOrManual } from "./disabled-or-manual.ts";
import { duplicateRegistration } from "./duplicate-registration.ts";
import { emptyAnswer } from "./empty-answer.ts";
import { errorLost } from "./error-lost.ts";
import { execLocalEsm } from "./exec-local-esm.ts";
import { executeTimeout } from "./execute-timeout.ts";
import { farFewer } from "./far-fewer.ts";
import { feedExpired } from "./feed-expired.ts";
import { graphqlError } from "./graphql-error.ts";
import { htmlAnswer } from "./html-answer.ts";
import { importFailed } from "./import-failed.ts";
import { keyDuplicate } from "./key-duplicate.ts";
import { keyMismatch } from "./key-mismatch.ts";
import { keyMissing } from "./key-missing.ts";
import { listEndless } from "./list-endless.ts";
import { listMoved } from "./list-moved.ts";
import { modeOmitted } from "./mode-omitted.ts";
import { moduleCache } from "./module-cache.ts";
import { networkUnreachable } from "./network-unreachable.ts";
import { nextPageElsewhere } from "./next-page-elsewhere.ts";
import { notFound } from "./not-found.ts";
import { nothingReturned } from "./nothing-returned.ts";
import { oauthClientMissing } from "./oauth-client-missing.ts";
import { oauthNotConnected } from "./oauth-not-connected.ts";
import { oauthRedirectMismatch } from "./oauth-redirect-mismatch.ts";
import { optionComma } from "./option-comma.ts";
import { optionUndeclared } from "./option-undeclared.ts";
import { pacerTooSlow } from "./pacer-too-slow.ts";
import { pacerUndeclared } from "./pacer-undeclared.ts";
import { poisonRecord } from "./poison-record.ts";
import { propertyKind } from "./property-kind.ts";
import { propertyUndeclared } from "./property-undeclared.ts";
import { rateLimitUnheard } from "./rate-limit-unheard.ts";
import { rateLimited } from "./rate-limited.ts";
import { responseShapeChanged } from "./response-shape-changed.ts";
import { resultWindow } from "./result-window.ts";
import { scheduleInvalid } from "./schedule-invalid.ts";
import { schemaMigration } from "./schema-migration.ts";
import { scopeMissing } from "./scope-missing.ts";
import { sdkTooOld } from "./sdk-too-old.ts";
import { secretsNotPushed } from "./secrets-not-pushed.ts";
import { stateNotJson } from "./state-not-json.ts";
import { stateShapeChanged } from "./state-shape-changed.ts";
import { stateTooLarge } from "./state-too-large.ts";
import { sweepRace } from "./sweep-race.ts";
import { unknownKey } from "./unknown-key.ts";
import { upstream5xx } from "./upstream-5xx.ts";
import { valueNotCleared } from "./value-not-cleared.ts";

/** Every cause, by id. A new one is a file of its own, a case in the tests, and a line here. */
export const causes: readonly Cause[] = [
  apiVersionRetired,
  backfillNeverRan,
  batchTooLarge,
  changesInvalid,
  changesSkipped,
  credentialMissing,
  credentialRejected,
  cursorExpired,
  cursorStuck,
  dateInvalid,
  dateZone,
  deletionsUnseen,
  disabledOrManual,
  duplicateRegistration,
  emptyAnswer,
  errorLost,
  execLocalEsm,
  executeTimeout,
  farFewer,
  feedExpired,
  graphqlError,
  htmlAnswer,
  importFailed,
  keyDuplicate,
  keyMismatch,
  keyMissing,
  listEndless,
  listMoved,
  modeOmitted,
  moduleCache,
  networkUnreachable,
  nextPageElsewhere,
  notFound,
  nothingReturned,
  oauthClientMissing,
  oauthNotConnected,
  oauthRedirectMismatch,
  optionComma,
  optionUndeclared,
  pacerTooSlow,
  pacerUndeclared,
  poisonRecord,
  propertyKind,
  propertyUndeclared,
  rateLimitUnheard,
  rateLimited,
  responseShapeChanged,
  resultWindow,
  scheduleInvalid,
  schemaMigration,
  scopeMissing,
  sdkTooOld,
  secretsNotPushed,
  stateNotJson,
  stateShapeChanged,
  stateTooLarge,
  sweepRace,
  unknownKey,
  upstream5xx,
  valueNotCleared,
];
