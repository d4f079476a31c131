import type { Cause } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { odditySigns } from "./kit/pages.ts";
import { isOfSdk } from "./kit/unserialisable.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";

const words =
  /reading '(?:map|targetDatabaseKey)'|changes\.map is not a function|executionResult\.changes\b|\bchanges is not iterable/;

/** The SDK maps over `changes` and reads each of them: no list, or a hole in it, is a TypeError of the SDK. */
export const changesInvalid: Cause = {
  id: "changes-invalid",
  title: "changes is no list of changes",
  look: (evidence) => {
    const signs = odditySigns(evidence, ["unknown-change"]);
    const place = syncIn(evidence)?.execute;
    return weigh(evidence, {
      heard: ({ text, error }) => error?.kind === "raw" && error.frames.length === 0 && words.test(text),
      weight: 99,
      isProven: hearing(evidence, isOfSdk).length > 0,
      signs,
      signWeight: 82,
      fix: "Return a list in changes, [] if there is nothing, and filter out what is undefined or null before returning it",
      proof: [runOf(evidence)],
      blind: ["Which record left the hole: the SDK fails after execute, without a line of yours."],
      ...(place && { place }),
    });
  },
};
