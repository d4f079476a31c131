import type { Cause } from "./cause.ts";
import { hearing, simulateOf, validateOf, weigh } from "./kit/weigh.ts";

const words =
  /\bThe list moved while it was read\b|\bThe walk saw \d+ of \d+\b|\bThe scan begins again\b|\b(?:list|total|count|page|records|results?)\b[^.;]{0,40}\b(?:moved|shifted|changed (?:while|during|between)|drifted)\b|\b(?:saw|got|read|received|walked)\b[^.;]{0,25}\b\d+ of \d+\b|\bchanged from \d+ to \d+\b|\b(?:saw|got|read|received|walked)\b[^.;]{0,25}\b\d+\b[^.;]{0,40}\b(?:although|but|while|instead of|expected|announced)\b[^.;]{0,20}\b\d+\b|\b(?:total|count)\b[^.;]{0,30}\b(?:changed|mismatch|disagrees?|differs?|does not match)\b/i;

/** Records came or went while the list was read, so pages do not fit together; the walk starts over. */
export const listMoved: Cause = {
  id: "list-moved",
  title: "The list moved while it was read",
  look: (evidence) => {
    const hits = hearing(evidence, words);
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: hits.some(({ error }) => error) ? 90 : 100,
      rules: ["offset-in-replace", "tie-order"],
      fix: "Nothing if it comes now and then. If it comes often: an order that does not move (id, created), larger pages, or a time of less traffic",
      proof: [simulateOf(evidence, "delete-while-walking"), validateOf("offset-in-replace")],
      blind: ["What came and went at the source meanwhile; a total may also count what the list hides."],
    });
  },
};
