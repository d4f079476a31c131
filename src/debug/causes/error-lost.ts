import type { Cause } from "./cause.ts";
import { hearing, runOf, validateOf, weigh } from "./kit/weigh.ts";
import { isLostError, isUnserialisable } from "./kit/unserialisable.ts";

/** The SDK writes an error with its cause as JSON; a cause with a circle or a BigInt makes that fail, and the error is gone. */
export const errorLost: Cause = {
  id: "error-lost",
  title: "The real error was lost: its cause cannot be written as JSON",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => isUnserialisable(heard) && isLostError(evidence, heard));
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: 88,
      rules: ["error-leaks"],
      fix: "Throw new Error(text) without a cause, or with another Error only: no response, request or headers",
      proof: [validateOf("error-leaks"), runOf(evidence)],
      blind: [
        "What really went wrong: `create-sync run` shows the error that was lost, if it happens here, too.",
      ],
    });
  },
};
