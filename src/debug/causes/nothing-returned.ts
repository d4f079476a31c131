import type { Cause } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { isOfSdk } from "./kit/unserialisable.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";

/** The SDK reads `.changes` of what execute returned, and there was nothing. */
export const nothingReturned: Cause = {
  id: "nothing-returned",
  title: "execute returned nothing on some path",
  look: (evidence) => {
    const place = syncIn(evidence)?.execute;
    return weigh(evidence, {
      heard: ({ text, error }) =>
        error?.kind === "raw" &&
        error.frames.length === 0 &&
        /Cannot read properties of (?:undefined|null) \(reading 'changes'\)/.test(text),
      weight: 99,
      isProven: hearing(evidence, isOfSdk).length > 0,
      fix: "Return { changes, hasMore, nextState } from every path of execute; `Promise<SyncExecutionResult<…>>` as its type makes the compiler find the path",
      proof: [runOf(evidence)],
      blind: ["Which path it was: the SDK fails after execute, without a line of yours."],
      ...(place && { place }),
    });
  },
};
