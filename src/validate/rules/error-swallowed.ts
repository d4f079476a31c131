import { swallowedErrors } from "./kit/swallowed.ts";
import type { Fault, Rule } from "./rule.ts";

/** An incremental sync that goes on from a failure as if nothing had changed. */
export const errorSwallowed: Rule = {
  id: "error-swallowed",
  severity: "warn",
  hazards: ["H39"],
  title: 'A failed request passes for "nothing has changed"',
  check: ({ syncs }) =>
    syncs
      .filter(({ mode }) => mode === "incremental")
      .flatMap((sync) =>
        swallowedErrors(sync).map(({ at }): Fault => ({
          at,
          sync,
          message:
            "When the request fails, this goes on with no records and the cycle ends well. Nobody hears of it, and where the cursor moves on, those changes are never read.",
          fix: "Throw. Notion keeps the state as it was and asks again; a status that is truly an answer, such as 404 for a deleted record, can be told apart by its number.",
        })),
      ),
};
