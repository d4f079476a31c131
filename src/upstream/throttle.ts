import { answerPath } from "../source/path.ts";
import type { ThrottleFacts } from "../source/schema.ts";
import { withAnswerAt } from "../model/sample.ts";
import type { Refusal } from "./parts.ts";

const second = 1000;

/**
 * The answer by which an API says in its own way that requests come too fast, for `waitMs` from now. `now` is the
 * server's clock, in ms since 1970. An API that names no header for it does not tell how long to wait.
 */
export function throttled(
  throttle: ThrottleFacts,
  { now, waitMs }: { now: number; waitMs: number },
): Refusal {
  const { status, resetHeader, reset = "epoch-s" } = throttle;
  const [text = ""] = [throttle.equals].flat();
  const when = {
    "epoch-s": Math.ceil((now + waitMs) / second),
    "epoch-ms": Math.ceil(now + waitMs),
    seconds: Math.ceil(waitMs / second),
  }[reset];
  const headers = {
    ...("header" in throttle && { [throttle.header.toLowerCase()]: text }),
    ...(resetHeader !== undefined && { [resetHeader.toLowerCase()]: String(when) }),
  };
  const error = "rate_limit_exceeded";
  if (!("body" in throttle)) return { status, error, headers };
  return { status, error, headers, body: withAnswerAt({}, answerPath(throttle.body) ?? [], text) };
}
