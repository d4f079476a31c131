import type { Cause } from "./cause.ts";
import { hasStatus } from "./kit/status.ts";
import { hearing, runOf, simulateOf, weigh } from "./kit/weigh.ts";
import { throttleWords } from "./kit/words.ts";

const words =
  /\bunder maintenance\b|\bmaintenance (?:mode|window)\b|\b(?:temporarily|currently) unavailable\b|\bservice (?:is )?unavailable\b|\bUNAVAILABLE\b|\bbackend ?error\b|\binternal (?:server )?error\b|\bbad gateway\b|\bupstream (?:connect )?error\b/i;

/** The API itself failed. The state stays, and the next run asks again. */
export const upstream5xx: Cause = {
  id: "upstream-5xx",
  title: "The API itself failed",
  look: (evidence) => {
    const isTheirs = hasStatus((status) => status >= 500);
    const hits = hearing(
      evidence,
      (heard) =>
        (isTheirs(heard) || words.test(heard.text)) && !(throttleWords.test(heard.text) && !isTheirs(heard)),
    );
    const runs = new Set(hits.map(({ run }) => run)).size;
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: 84,
      signs: runs > 2 ? [{ text: `in ${runs} runs of this log` }] : [],
      fix:
        runs > 2
          ? "Send the same request by hand: an answer that always fails is about this request, such as one record or a page too large"
          : "Wait: nothing is lost, the next run asks again from the same state. If it stays, send the same request by hand",
      proof: [runOf(evidence), simulateOf(evidence, "server-error")],
      blind: ["The API's own status page."],
    });
  },
};
