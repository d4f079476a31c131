import type { Cause } from "./cause.ts";
import { hasStatus } from "./kit/status.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";
import { expiredPlaceWords, retiredWords, scopeWords } from "./kit/words.ts";

/** 404: the path or a parameter is wrong, or may not be seen with this credential. */
export const notFound: Cause = {
  id: "not-found",
  title: "What the code asks for does not exist, or may not be seen",
  look: (evidence) => {
    const hits = hearing(
      evidence,
      (heard) =>
        hasStatus((status) => status === 404)(heard) ||
        /\bno such (?!event)\w+\b|\b(?:does not|doesn't) exist\b|\bcould ?n[o']t find\b|\bno \w+ (?:could be |was |were )?found\b|\b(?:object_)?not_found\b|\bresource not found\b/i.test(
          heard.text,
        ),
    );
    const [hit] = hits;
    const others = hit && [expiredPlaceWords, retiredWords].some((words) => words.test(hit.text));
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: hit && hasStatus((status) => status === 404)(hit) ? 80 : 52,
      against: [
        ...(others ? [{ text: "the message says more than that" }] : []),
        ...(hit && scopeWords.test(hit.text) ? [{ text: "the message speaks of permission" }] : []),
      ],
      fix: "Compare path and parameters (repository, tenant, project, account) with what is there; many APIs say 404 for what the credential may not see",
      proof: [runOf(evidence)],
      blind: ["Whether it exists and is hidden: look with the owner's eyes."],
    });
  },
};
