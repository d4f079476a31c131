import type { Cause } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { simulateOf, validateOf, weigh } from "./kit/weigh.ts";

/** The sweep at the end of a full walk removes what the walk did not see, also what came or moved meanwhile. */
export const sweepRace: Cause = {
  id: "sweep-race",
  title: "The sweep at the end of a full walk takes rows that came or moved meanwhile",
  look: (evidence) => {
    const sync = syncIn(evidence);
    const isWalk = sync === undefined || sync.mode === "replace";
    const isVanished = evidence.symptom === "vanished" || evidence.symptom === "missing";
    const partner = evidence.code?.syncs.find(
      ({ key, mode, database }) => key !== sync?.key && mode === "incremental" && database === sync?.database,
    );
    const signs =
      isWalk && isVanished && sync && partner
        ? [
            {
              text: `${partner.key} writes into the same database while ${sync.key} walks`,
              place: partner.place,
            },
          ]
        : isVanished && isWalk && evidence.pages.some(({ hasMore }) => hasMore)
          ? [{ text: "the list is read in several pages, between which rows can move" }]
          : [];
    const place = sync?.execute;
    return weigh(evidence, {
      heard: /changes during the walk are read again|More changed during the walk/,
      weight: 60,
      signs,
      signWeight: 38,
      rules: ["offset-in-replace", "delta-after-backfill", "pair-no-upstream-time", "tie-order"],
      ruleWeight: (isWalk ? 50 : 34) + (isVanished ? 24 : 0),
      fix: "Walk in an order that does not move (id, created) by a key instead of page numbers, and read what changed since the walk began before it ends",
      proof: [
        simulateOf(evidence, "create-while-walking"),
        simulateOf(evidence, "swept-after-delta"),
        validateOf("offset-in-replace"),
      ],
      blind: ["What changed at the source while the walk was under way."],
      ...(place && { place }),
    });
  },
};
