import type { Cause } from "./cause.ts";
import { hearing, keyOf, simulateOf, weigh } from "./kit/weigh.ts";

const words =
  /The place in the feed expired|longer than the feed remembers|The last run is longer ago than|\b(?:events?|feed|change ?log|history|audit ?log|activity|changes)\b[^.;]{0,60}\b(?:no longer|too old|older than|expired|retention|retained|purged|not available|only (?:kept|available)|beyond)\b|\b(?:historyId|startHistoryId)\b|\bretention\b|\bNo such event\b|\btells (?:what changed|of no more|of only)\b|\b(?:within|than|last|past|for|only) (?:the )?(?:last )?\d+ days\b/i;

// A token of changes that is too old: rather the token than the feed behind it.
const byToken = /\bfull ?sync\b[^.;]{0,20}\brequired\b/i;

/** The feed of events reaches back days; a sync that rested longer has a hole that only a full walk fills. */
export const feedExpired: Cause = {
  id: "feed-expired",
  title: "What changed is further back than the API's feed reaches",
  look: (evidence) => {
    const own = hearing(evidence, words);
    const hits = own.length > 0 ? own : hearing(evidence, byToken);
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: own.length > 0 ? 91 : 88,
      fix: `Run the full walk once, which has everything: ntn workers sync trigger <backfill>; a delta that throws needs ntn workers sync state reset ${keyOf(evidence)} before (both need the ntn from ntn.dev)`,
      proof: [simulateOf(evidence, "pause-of-31-days")],
      blind: ["How long the sync had been off."],
    });
  },
};
