import type { Cause } from "./cause.ts";
import { hearing, simulateOf, weigh } from "./kit/weigh.ts";

/** The SDK passed the API's wish to wait on to Notion, which waits and goes on from the same state. */
export const rateLimited: Cause = {
  id: "rate-limited",
  title: "The API asked to wait, and the code passed that on to Notion",
  look: (evidence) => {
    const hits = hearing(evidence, ({ error }) => error?.kind === "rate-limit");
    const waits = hits.map(({ error }) => error?.retryAfter);
    const isHeard = waits.some((wait) => wait === undefined || (wait !== null && wait > 0));
    const many = hits.length >= 4;
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      // That a later run went through is how it should be.
      weight: isHeard ? 88 : waits.includes(null) ? 96 : 60,
      signs: hits.some(({ isPassed }) => isPassed)
        ? [{ text: "the sync went on afterwards" }, { text: "no row is lost" }]
        : [],
      against: isHeard ? [] : [{ text: "the wait that was passed on is no number of seconds" }],
      fix: many
        ? "Nothing for the rows. It comes often: fewer requests in the pacer, so that the API need not ask."
        : "Nothing. If it comes in nearly every run, allow the pacer fewer requests.",
      proof: [simulateOf(evidence, "too-many-requests-seconds")],
      blind: ["What else uses the same credential: its requests count, too."],
    });
  },
};
