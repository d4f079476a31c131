import type { Cause, Sign } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { runOf, weigh } from "./kit/weigh.ts";

const many = 1000;
const some = 200;

/** About a hundred changes are what a page should have; thousands in one answer are refused or time out. */
export const batchTooLarge: Cause = {
  id: "batch-too-large",
  title: "One page hands over too many changes",
  look: (evidence) => {
    const largest = evidence.pages.reduce((most, page) => Math.max(most, page.upserts + page.deletes), 0);
    const page = evidence.pages.find(({ upserts, deletes }) => upserts + deletes === largest);
    const signs: Sign[] =
      largest > some && page ? [{ text: `a page of ${largest} changes`, line: page.at }] : [];
    const place = syncIn(evidence)?.execute;
    return weigh(evidence, {
      heard:
        /\b[1-9]\d{3,}\b\s+(?:changes|upserts|rows)\b|\btoo many (?:changes|rows|upserts)\b|\b(?:changes|batch|output|result)\b[^.;]{0,30}\b(?:too large|too big|exceeds?)\b/i,
      weight: 86,
      signs,
      signWeight: largest > many ? 86 : 60,
      rules: ["single-page"],
      fix: "Hand over about 100 changes, and the rest with hasMore: true and a nextState that says where it goes on",
      proof: [runOf(evidence)],
      blind: ["Where Notion's limit is: it is not documented."],
      ...(place && { place }),
    });
  },
};
