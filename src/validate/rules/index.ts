import { catchReturnsEmpty } from "./catch-returns-empty.ts";
import { cursorFromClock } from "./cursor-from-clock.ts";
import { errorLeaks } from "./error-leaks.ts";
import { errorSwallowed } from "./error-swallowed.ts";
import { graphqlErrorsUnread } from "./graphql-errors-unread.ts";
import { nextUrlUnchecked } from "./next-url-unchecked.ts";
import { noTimeout } from "./no-timeout.ts";
import { rateLimitUnhandled } from "./rate-limit-unhandled.ts";
import { requestPerRecord } from "./request-per-record.ts";
import { retryAfterNumber } from "./retry-after-number.ts";
import type { Rule } from "./rule.ts";
import { statusUnchecked } from "./status-unchecked.ts";
import { swallowedRecord } from "./swallowed-record.ts";
import { unpacedRequest } from "./unpaced-request.ts";
import { urlUnescaped } from "./url-unescaped.ts";

/** Every rule, by id. A new rule is a file of its own, its page in the skill, its cases in the tests, and a line here. */
export const rules: readonly Rule[] = [
  catchReturnsEmpty,
  cursorFromClock,
  errorLeaks,
  errorSwallowed,
  graphqlErrorsUnread,
  nextUrlUnchecked,
  noTimeout,
  rateLimitUnhandled,
  requestPerRecord,
  retryAfterNumber,
  statusUnchecked,
  swallowedRecord,
  unpacedRequest,
  urlUnescaped,
];
