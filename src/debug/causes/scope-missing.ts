import type { Cause } from "./cause.ts";
import { statusOf } from "./kit/status.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";
import { rejectedWords, scopeWords, throttleWords } from "./kit/words.ts";

/** 403, or a vendor's word for a credential that is known but may not read this. */
export const scopeMissing: Cause = {
  id: "scope-missing",
  title: "The credential is known but may not read this",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => {
      const status = statusOf(heard);
      if (throttleWords.test(heard.text)) return false;
      if (status === 403) return true;
      if (status === 401 || status === 400 || status === 404 || status === undefined)
        return heard.error !== undefined && scopeWords.test(heard.text);
      return false;
    });
    const [hit] = hits;
    const isNamed = hit !== undefined && scopeWords.test(hit.text);
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: isNamed ? 86 : 76,
      against:
        hit && rejectedWords.test(hit.text) && !isNamed
          ? [{ text: "the answer speaks of the credential itself", line: hit.at }]
          : [],
      fix: "Give the credential the scope or role that reading this needs, issue it anew if the vendor asks for that, then: ntn workers env push",
      proof: [runOf(evidence)],
      blind: ["Which scopes the credential has; the vendor's own page lists them."],
    });
  },
};
