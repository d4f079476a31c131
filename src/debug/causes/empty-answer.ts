import type { Cause, Sign } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { cyclesOf } from "./kit/pages.ts";
import { hearing, runOf, simulateOf, weigh } from "./kit/weigh.ts";

const words =
  /\blists no records\b|\b(?:no|zero|0|not? (?:a )?single) (?:records|rows|items|issues|entries|results|tasks|\w+)\b[^.;]{0,40}\b(?:returned|found|listed|received|came|answered)|\b(?:returned|listed|gave|got|received|found|answered(?: with)?)\b (?:no|zero|0|an empty)\b (?:list|array|page|\w*\s?(?:records|rows|items|issues|entries|results|tasks|\w+s))\b|\bempty (?:list|answer|response|result|page|upstream|walk)\b/i;

/** Nothing was listed. A replace sync that ends so removes every row; one that refuses, says it. */
export const emptyAnswer: Cause = {
  id: "empty-answer",
  title: "The API listed nothing",
  look: (evidence) => {
    const sync = syncIn(evidence);
    const last = cyclesOf(evidence).at(-1);
    const isSwept = sync?.mode === "replace" || sync?.mode === undefined;
    const isEmpty = last !== undefined && last.upserts + last.deletes === 0;
    const hits = hearing(evidence, words);
    const signs: Sign[] = isEmpty
      ? [
          {
            text: `a cycle ended without a row${isSwept ? ", upon which Notion removes all there are" : ""}`,
            line: last.at,
          },
        ]
      : [];
    const isWanted = evidence.symptom === "vanished" || evidence.symptom === "missing";
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: hits.some(({ text }) => /lists no records/.test(text)) ? 92 : 82,
      signs,
      signWeight: isSwept ? 82 : isWanted ? 50 : 22,
      rules: ["missing-list-is-empty", "replace-no-guard", "catch-returns-empty"],
      fix: "Look at what the credential may still read (permission, account, filter). In code: refuse to end a full walk without a row, unless there may be none",
      proof: [runOf(evidence), simulateOf(evidence, "outage-answers-empty")],
      blind: ["Whether the source is really empty."],
      ...(sync && { place: hits[0]?.error?.frames[0] ?? sync.execute }),
    });
  },
};
