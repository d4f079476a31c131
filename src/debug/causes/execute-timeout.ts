import type { Cause } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { endedLate } from "./kit/ended.ts";
import { runOf, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

const words =
  /\b(?:execution|execute|run|function|worker|task|job|sync|invocation)\b[^.;]{0,30}\b(?:timed out|timeout|time limit|too long|deadline)\b|\bdeadline exceeded\b|\bSIGKILL\b|\bTask timed out\b|\bmax(?:imum)? (?:execution )?(?:time|duration)\b|\btime limit\b/i;

/** One call of `execute` has about 300 s; what it did until then is not kept. */
export const executeTimeout: Cause = {
  id: "execute-timeout",
  title: "One call of execute takes longer than the 300 s a run has",
  look: (evidence) => {
    const late = endedLate(evidence);
    const place = syncIn(evidence)?.execute;
    return weigh(evidence, {
      heard: ({ text, error }) => words.test(text) && error?.kind !== "rate-limit",
      weight: 80,
      signs: late,
      signWeight: evidence.platform.outcome === "timed out" ? 74 : 46,
      rules: ["no-timeout", "request-per-record", "unpaced-request", "single-page"],
      fix: "Return after one page with hasMore: true and a nextState, instead of reading all pages in one call; give each request a timeout",
      proof: [runOf(evidence), simulateOf(evidence, "slow-answers"), validateOf("no-timeout")],
      blind: ["What it was doing when it was ended: a run that is ended prints nothing more."],
      ...(place && { place }),
    });
  },
};
