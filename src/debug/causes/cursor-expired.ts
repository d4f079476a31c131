import type { Cause } from "./cause.ts";
import { statusOf } from "./kit/status.ts";
import { hearing, keyOf, simulateOf, weigh } from "./kit/weigh.ts";
import { expiredPlaceWords, retiredWords } from "./kit/words.ts";

const own = /The API refused the next page \(HTTP|The token of the changes expired|listing begins again/;

/** A page token, locator or change token the API has forgotten: it lives for minutes or days, the state for ever. */
export const cursorExpired: Cause = {
  id: "cursor-expired",
  title: "The API has forgotten the place the state points to",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => {
      const { text } = heard;
      if (own.test(text)) return true;
      const status = statusOf(heard);
      if (expiredPlaceWords.test(text)) return status === undefined || status < 500;
      return status === 410 && !retiredWords.test(text);
    });
    const [hit] = hits;
    const isNamed = hit !== undefined && (expiredPlaceWords.test(hit.text) || own.test(hit.text));
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: isNamed ? 90 : 60,
      rules: ["state-pinned-throw"],
      fix: `Catch this refusal where the cursor is sent and begin the cycle anew with a clean state. To get on at once: ntn workers sync state reset ${keyOf(evidence)} (needs the ntn from ntn.dev)`,
      proof: [
        simulateOf(
          evidence,
          /token of the changes|sync|delta/i.test(hit?.text ?? "")
            ? "expired-change-token"
            : "expired-page-token",
        ),
      ],
      blind: ["How old the cursor was: the log does not say when it was given out."],
    });
  },
};
