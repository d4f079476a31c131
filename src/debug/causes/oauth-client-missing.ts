import type { Cause } from "./cause.ts";
import { missingNames, missingWords } from "./kit/missing.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";

/** The id or secret of the OAuth app is empty, wrong, or was not there when the worker was deployed. */
export const oauthClientMissing: Cause = {
  id: "oauth-client-missing",
  title: "The OAuth app's client id or secret is missing or unknown",
  look: (evidence) => {
    const missing = hearing(evidence, missingWords).filter((heard) =>
      missingNames([heard]).some((name) => /CLIENT_?(?:ID|SECRET)|OAUTH.*(?:ID|SECRET)$/.test(name)),
    );
    const words =
      /\binvalid[_ -]?client\b|\bunauthorized_client\b|(?<![a-z])client[ _-]?(?:id|secret|authentication|credentials)\b|\bAADSTS7000\d\d|\bapplication with identifier\b|\bunknown client\b|\bclientId\b|\bclientSecret\b/i;
    return weigh(evidence, {
      heard: (heard) => missing.includes(heard) || words.test(heard.text),
      weight: 93,
      rules: ["secret-default"],
      fix: "Put the id and the secret of the vendor's app into .env, then: ntn workers env push, and deploy again, since both are read when the worker loads",
      proof: ["ntn workers env list", runOf(evidence)],
      blind: ["Whether the vendor knows this app; its id is nothing a log shows."],
    });
  },
};
