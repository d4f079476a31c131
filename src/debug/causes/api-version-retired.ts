import type { Cause } from "./cause.ts";
import { statusOf } from "./kit/status.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";
import { expiredPlaceWords, retiredWords } from "./kit/words.ts";

/** The vendor switched off a version or an address of its API. */
export const apiVersionRetired: Cause = {
  id: "api-version-retired",
  title: "The API no longer has the version or address the code asks for",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => {
      const status = statusOf(heard);
      if (expiredPlaceWords.test(heard.text) && !/\bversion\b/i.test(heard.text)) return false;
      return (
        (retiredWords.test(heard.text) && (status === undefined || status < 500)) ||
        status === 410 ||
        status === 426
      );
    });
    const [hit] = hits;
    const isNamed = hit !== undefined && retiredWords.test(hit.text);
    const worked = evidence.pages.some(({ at }) => hit !== undefined && at < hit.at);
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: isNamed ? 91 : 52,
      against: worked && !isNamed ? [{ text: "pages came in this log before it" }] : [],
      fix: "Ask for a version the vendor still has: the version header or the path, and read its list of changes for fields that moved. In a plan: `version`, `baseUrl`",
      proof: [runOf(evidence)],
      blind: ["Which versions the vendor serves today."],
    });
  },
};
