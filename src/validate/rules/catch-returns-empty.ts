import { swallowedErrors } from "./kit/swallowed.ts";
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
      .flatMap((sync) =>
        swallowedErrors(sync).map(({ at, how }): Fault => ({
          at,
          sync,
          message: `${how === "catch" ? "When the request fails, this" : "When the API refuses, this"} goes on with no records. The replace cycle ends without an error, and Notion deletes every row that was not read.`,
          fix: "Throw. Notion runs the same page again with the same state, and deletes nothing until a cycle has ended.",
        })),
      ),
};
