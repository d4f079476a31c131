import { swallowedErrors, type Swallowed } from "./kit/swallowed.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A replace sync that takes a failure for the end of the list. */
export const catchReturnsEmpty: Rule = {
  id: "catch-returns-empty",
  severity: "error",
  hazards: ["H39"],
  title: "A failed request passes for an empty page",
  check: ({ syncs }) =>
    syncs
      .filter(({ mode }) => mode !== "incremental" && mode !== "unknown")
      .flatMap((sync) => swallowedErrors(sync).map((each) => faultOf(sync, each))),
};

function faultOf(sync: SyncFacts, { at, how, loses }: Swallowed): Fault {
  const when =
    how === "catch" ? "When the request fails, this goes on" : "When the API refuses, this goes on";
  const harm =
    loses === "rows"
      ? "The replace cycle ends without an error, and Notion deletes every row that was not read."
      : "The values made from it are emptied in every row of the page.";
  return {
    at,
    sync,
    // A value that is empty for one cycle is mended by the next; a row is gone with all that hangs on it.
    ...(loses === "values" && { severity: "warn" as const }),
    message: `${when} with an empty list. ${harm}`,
    fix: "Throw. Notion runs the same page again with the same state, and deletes nothing until a cycle has ended.",
  };
}
