import type { Cause } from "./cause.ts";
import { repeatedPages, stuckPages } from "./kit/pages.ts";
import { hearing, runOf, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

const words =
  /\bdid not end after \d+\b|\bsays that there is more, but gave \d+ empty pages\b|\b(?:too many pages|page (?:limit|cap) reached|never ends|endless|infinite loop|still more after \d+|more than \d+ pages|max(?:imum)? pages)\b|\bhas more than \d+ entries\b/i;

/** Every page names another one: a flag that is stuck, a parameter the API ignores, or empty pages without an end. */
export const listEndless: Cause = {
  id: "list-endless",
  title: "The list never ends: every page names another one",
  look: (evidence) => {
    const empty = evidence.pages.filter(
      ({ upserts, deletes, hasMore }) => hasMore && upserts + deletes === 0,
    );
    const isRestart = hearing(evidence, /begins again|read again/).length > 0;
    const isStuck = stuckPages(evidence).length > 0;
    const runs = evidence.log?.runs ?? [];
    const open = runs.filter(({ pageCount, pages }) => pageCount >= 8 && pages.at(-1)?.hasMore === true);
    const same = repeatedPages(evidence);
    const signs = [
      ...(same.length > 0 && !isStuck && !isRestart
        ? [{ text: `${same.length + 1} pages have the same rows, and the state moves on` }]
        : []),
      ...(empty.length >= 3 && !isRestart
        ? [{ text: `${empty.length} pages without a row, each saying that there is more` }]
        : []),
      ...(open.length > 0 && !isRestart
        ? [{ text: `${open[0]?.pageCount} pages, and the last still says that there is more` }]
        : []),
    ];
    return weigh(evidence, {
      heard: words,
      weight: 90,
      signs,
      signWeight: isStuck ? 40 : same.length > 1 ? 84 : 70,
      rules: ["no-progress"],
      fix: "End on the API's own signal or on an empty page, and check that the paging parameter has the name the API reads",
      proof: [runOf(evidence, 3), simulateOf(evidence, "done-flag-stuck"), validateOf("no-progress")],
      blind: ["Whether the list is only very long."],
    });
  },
};
