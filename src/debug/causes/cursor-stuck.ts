import type { Cause, Sign } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { repeatedPages, stuckPages } from "./kit/pages.ts";
import { runOf, validateOf, weigh } from "./kit/weigh.ts";

/** hasMore: true with the state it began with: the next page is this one again, for ever. */
export const cursorStuck: Cause = {
  id: "cursor-stuck",
  title: "The cursor does not move: each page is the one before",
  look: (evidence) => {
    const stuck = stuckPages(evidence);
    const [first] = stuck;
    const repeated = stuck.length === 0 ? repeatedPages(evidence) : [];
    const signs: Sign[] = first
      ? [{ text: `${stuck.length} pages say hasMore: true and leave the state as it was`, line: first.at }]
      : repeated
          .slice(0, 1)
          .map(({ at }) => ({ text: "pages have the same rows, one after the other", line: at }));
    const place = syncIn(evidence)?.execute;
    return weigh(evidence, {
      heard:
        /\bgave the same page twice\b|\b(?:cursor|state)\b[^.;]{0,30}\b(?:did not|does not|didn't|doesn't|never) (?:move|advance|change)/i,
      weight: 88,
      signs,
      signWeight: stuck.length > 1 ? 90 : stuck.length > 0 ? 72 : 60,
      rules: ["no-progress", "incremental-no-next-state"],
      ruleWeight: 36,
      fix: "Take the next cursor from the answer and put it into nextState; where the API gives none, say hasMore: false. Where the code does so, the API does not read the parameter: check its name",
      proof: [runOf(evidence, 3), validateOf("no-progress")],
      blind: ["What the API answered to the second request."],
      ...(place && { place }),
    });
  },
};
