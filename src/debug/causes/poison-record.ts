import type { Cause } from "./cause.ts";
import { isAboutRecord, isInMapper, isTypeError, readsState } from "./kit/code.ts";
import { statusOf } from "./kit/status.ts";
import { hearing, runOf, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

const words =
  /\bAn id that cannot stand in a path\b|\b(?:record|row|item|issue|ticket|customer|order|task|contact|deal|entry|event|book|user|product|invoice|charge|payment|subscription|account|company|person|project)\b\s+(?:#|"|')?[\w-]*\d[\w-]*["']?\b[^.;]{0,60}\b(?:has no|is not|invalid|missing|unexpected|unknown|without|cannot|failed|null|undefined|lacks)\b|\b(?:cannot|could not|failed to|can't|unable to) (?:map|convert|parse|read|format|process|transform|build)\b[^.;]{0,30}\b(?:record|row|item|issue|ticket|customer|order|task|contact|deal|entry|event|book|user|product|invoice|charge|payment|subscription|account|company|person|project)\b/i;

/** One record that is unlike the others makes its page throw, and the page is tried again for ever. */
export const poisonRecord: Cause = {
  id: "poison-record",
  title: "One odd record makes the whole page fail, each time anew",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => {
      if (heard.error?.kind === "rate-limit") return false;
      if (words.test(heard.text)) return heard.error !== undefined;
      if (heard.error?.kind === "generic" && isInMapper(evidence, heard) && statusOf(heard) === undefined)
        return !/Invalid time value|Invalid date|Invalid ISO|Place value/.test(heard.text);
      if (!isTypeError(heard) || heard.error?.kind !== "generic") return false;
      return !readsState(evidence, heard) && isAboutRecord(evidence, heard);
    });
    const [hit] = hits;
    const same = hits.filter(({ text, run }) => text === hit?.text && run !== hit.run).length;
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: hit && words.test(hit.text) ? 86 : hit && isTypeError(hit) ? 80 : 70,
      signs: [
        ...(same > 0
          ? [{ text: `the same error in ${same + 1} runs: the page is tried again and fails again` }]
          : []),
        ...(evidence.pages.some(({ upserts, at }) => hit && at < hit.at && upserts > 0)
          ? [{ text: "other pages went through" }]
          : []),
      ],
      rules: ["number-unguarded", "invalid-date-throws"],
      fix: "Let the mapper bear what is null or missing: [] for an empty cell; skip and count a record that cannot be a row, instead of throwing",
      proof: [runOf(evidence, 3), simulateOf(evidence, "null-records"), validateOf("number-unguarded")],
      blind: ["Which record it is: print its id before mapping it, nothing else of it."],
    });
  },
};
