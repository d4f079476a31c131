import type { Cause } from "./cause.ts";
import { runOf, weigh } from "./kit/weigh.ts";

/** The vendor compares the redirect address letter by letter with the ones of its app. */
export const oauthRedirectMismatch: Cause = {
  id: "oauth-redirect-mismatch",
  title: "The OAuth app does not list Notion's redirect URL",
  look: (evidence) =>
    weigh(evidence, {
      heard: /(?:redirect|callback)[ _-]?ur[il]/i,
      weight: 92,
      fix: "Copy the URL of `ntn workers oauth show-redirect-url` into the vendor's app, letter by letter, then: ntn workers oauth start <oauth-key>",
      proof: ["ntn workers oauth show-redirect-url", runOf(evidence)],
      blind: ["Which redirect URLs the vendor's app has."],
    }),
};
