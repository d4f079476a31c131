import type { Cause } from "./cause.ts";
import { statusOf } from "./kit/status.ts";
import { hearing, simulateOf, validateOf, weigh } from "./kit/weigh.ts";
import { throttleWords } from "./kit/words.ts";

/** The API said "too fast" and the code made an ordinary error of it, or a wait that is none. */
export const rateLimitUnheard: Cause = {
  id: "rate-limit-unheard",
  title: "The API said “too fast” and the code did not pass it on as a wait",
  look: (evidence) => {
    const plain = hearing(
      evidence,
      (heard) =>
        heard.error?.kind !== "rate-limit" && (statusOf(heard) === 429 || throttleWords.test(heard.text)),
    );
    const odd = hearing(
      evidence,
      ({ error }) =>
        error?.kind === "rate-limit" &&
        (error.retryAfter === null || error.retryAfter === 0 || (error.retryAfter ?? 1) < 0),
    );
    return weigh(evidence, {
      heard: (heard) => plain.includes(heard) || odd.includes(heard),
      // What is printed again and again is what holds the sync up.
      weight:
        plain.filter(({ error }) => !error).length > 2
          ? 100
          : plain.length > 0 || odd.some(({ error }) => error?.retryAfter !== null)
            ? 90
            : 66,
      signs: odd
        .map(({ error, at }) => ({
          text: `RateLimitError was given the wait ${error?.retryAfter === null ? "NaN" : error?.retryAfter}`,
          line: at,
        }))
        .slice(0, 1),
      rules: ["rate-limit-unhandled", "retry-after-number"],
      fix: "Throw RateLimitError with the seconds of Retry-After, which may be a number or a date, and leave them out where there are none",
      proof: [
        simulateOf(evidence, odd.length > 0 ? "too-many-requests-date" : "too-many-requests-bare"),
        validateOf(odd.length > 0 ? "retry-after-number" : "rate-limit-unhandled"),
      ],
      blind: ["What the answer's headers said: a log does not have them."],
    });
  },
};
