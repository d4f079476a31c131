import { RateLimitError } from "@notionhq/workers";
import { HttpError } from "./http-error.js";
import { retryAfterSeconds } from "./retry-after-seconds.js";
import { textAt } from "./text-at.js";
import { valueAt } from "./value-at.js";

/** Throws for a GraphQL answer with errors, whatever its status: data beside them is incomplete. */
export function refuseErrors(body: unknown, headers: Headers): void {
  const errors = valueAt(body, ["errors"]);
  if (!Array.isArray(errors) || errors.length === 0) return;
  const code = textAt(errors, ["0", "extensions", "code"]);
  if (/^(throttled|rate_?limited)$/i.test(code ?? ""))
    throw new RateLimitError({ retryAfter: retryAfterSeconds(headers) });
  const isTheirs = /internal|unavailable|timeout/i.test(code ?? "");
  const what = code ?? (textAt(errors, ["0", "message"]) ?? "an error without a message").slice(0, 120);
  throw new HttpError("GraphQL", isTheirs ? 500 : 400, `GraphQL: ${what}`);
}
