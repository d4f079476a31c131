import type { Cause, Sign } from "./cause.ts";
import { endedLate } from "./kit/ended.ts";
import { runOf, validateOf, weigh } from "./kit/weigh.ts";

const slowMs = 900;
const runMs = 300_000;

/** The pacer's sleep counts as running time: with many requests in one page there is not enough of it. */
export const pacerTooSlow: Cause = {
  id: "pacer-too-slow",
  title: "The pacer leaves too little time for the requests of one page",
  look: (evidence) => {
    const late = endedLate(evidence);
    const slow = (evidence.code?.pacers ?? []).filter(({ paceMs }) => paceMs >= slowMs);
    const isUsed = [...(evidence.code?.files.values() ?? [])].some((lines) =>
      lines.some((line) => /\.wait\(/.test(line)),
    );
    if (late.length === 0 || slow.length === 0 || !isUsed) return undefined;
    const signs: Sign[] = slow.slice(0, 2).map(({ key, paceMs, place }) => ({
      text: `the pacer "${key}" lets a request through every ${paceMs / 1000} s: ${Math.floor(runMs / paceMs)} in the 300 s of a run`,
      place,
    }));
    return weigh(evidence, {
      signs: [...signs, ...late],
      signWeight: evidence.platform.outcome === "timed out" ? 82 : 52,
      rules: ["request-per-record"],
      fix: "Fewer requests in one call of execute: one page, no request per record, the rest with hasMore: true and a nextState; or a faster pacer where the API allows it",
      proof: [runOf(evidence), validateOf("request-per-record")],
      blind: ["How many requests the run had made; print a number after each page."],
      ...(slow[0] && { place: slow[0].place }),
    });
  },
};
