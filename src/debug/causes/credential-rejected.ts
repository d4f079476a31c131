import type { Cause, Sign } from "./cause.ts";
import { statusOf } from "./kit/status.ts";
import { rejectedWords, scopeWords, throttleWords } from "./kit/words.ts";
import { expiredPlaceWords } from "./kit/words.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";

/** 401, or a vendor's word for it. That it is refused is proven; whether it expired, was rotated or never right is not. */
export const credentialRejected: Cause = {
  id: "credential-rejected",
  title: "The API does not accept the credential",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => {
      const { text } = heard;
      const status = statusOf(heard);
      if (throttleWords.test(text) || expiredPlaceWords.test(text)) return false;
      if (status === 401) return !/insufficient[ _]scope|missing[ _]scope/i.test(text);
      if (status === 403 || status === 400 || status === undefined) return rejectedWords.test(text);
      return false;
    });
    const [hit] = hits;
    const worked = evidence.pages.some(({ at }) => hit !== undefined && at < hit.at);
    const signs: Sign[] = worked
      ? [{ text: "pages came before it, so the credential was good until then: expired, revoked or rotated" }]
      : [];
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: hit && scopeWords.test(hit.text) && !rejectedWords.test(hit.text) ? 55 : 82,
      signs: hit ? signs : [],
      rules: ["secret-unchecked"],
      fix: "Put the new credential into .env, then: ntn workers env push",
      proof: [runOf(evidence)],
      blind: [
        "Why it is refused: expired, revoked, rotated, of another account or mistyped all look the same in a log.",
        "Whether the value in .env is the one that is deployed.",
      ],
    });
  },
};
