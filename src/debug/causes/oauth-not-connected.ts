import type { Cause } from "./cause.ts";
import { runOf, weigh } from "./kit/weigh.ts";

/** The SDK's own sentence for an OAuth capability nobody signed in to. */
export const oauthNotConnected: Cause = {
  id: "oauth-not-connected",
  title: "Nobody has signed in to this OAuth connection yet",
  look: (evidence) =>
    weigh(evidence, {
      heard: /Missing OAuth access token env var/,
      weight: 98,
      isProven: true,
      fix: "ntn workers oauth start <oauth-key>, after the redirect URL of `ntn workers oauth show-redirect-url` is set at the vendor",
      proof: ["ntn workers oauth token <oauth-key> --plain", runOf(evidence)],
      blind: [
        "Whether it was run on Notion or on this machine: here, too, the variable is missing until it is set.",
      ],
    }),
};
