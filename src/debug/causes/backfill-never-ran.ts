import type { Cause, Sign } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { weigh } from "./kit/weigh.ts";

/** A delta brings what changes; what was there before comes with the full walk, which nobody started. */
export const backfillNeverRan: Cause = {
  id: "backfill-never-ran",
  title: "The full walk has never run: the delta brings only what changes",
  look: (evidence) => {
    const { code, log, symptom } = evidence;
    const ran = new Set((log?.runs ?? []).flatMap(({ sync }) => sync ?? []));
    const delta = syncIn(evidence) ?? code?.syncs.find(({ key }) => ran.has(key));
    const walk = code?.syncs.find(
      ({ key, mode, database }) =>
        mode === "replace" && database !== undefined && database === delta?.database && key !== delta?.key,
    );
    const isManual = walk?.schedule === "manual";
    const hasWalked = walk !== undefined && ran.has(walk.key);
    const isDelta = delta?.mode === "incremental" || (delta === undefined && walk !== undefined);
    if (!walk && delta?.mode === "incremental" && symptom === "missing")
      return weigh(evidence, {
        signs: [
          {
            text: `${delta.key} reads what changes, and no other sync of its database reads the whole list`,
            place: delta.place,
          },
        ],
        signWeight: 60,
        fix: "Add a full walk (mode replace) that is run once after the first deploy and now and then afterwards",
        proof: ["create-sync inspect", "ntn workers runs list --plain"],
        blind: ["Whether the first run of the delta reads all there is."],
        place: delta.place,
      });
    if (!walk || hasWalked || !isDelta)
      return weigh(evidence, {
        heard: /tells of no more|those left out come with the next backfill|goes on from now/i,
        weight: 40,
        fix: "ntn workers sync trigger <backfill> (needs the ntn from ntn.dev)",
        proof: ["ntn workers runs list --plain"],
      });
    const signs: Sign[] = [
      {
        text: `${walk.key} is ${isManual ? "manual, so it runs when somebody triggers it" : `scheduled ${walk.schedule ?? "by default"}`}`,
        place: walk.place,
      },
      ...(log && log.lines > 0 ? [{ text: "no run in the log is one of it" }] : []),
    ];
    return weigh(evidence, {
      signs,
      // A log of the delta alone is no sign: it holds what somebody chose.
      signWeight: symptom === "missing" ? (isManual ? 84 : 40) : 0,
      fix: `ntn workers sync trigger ${walk.key} (needs the ntn from ntn.dev), once after the first deploy and after a state reset`,
      proof: ["ntn workers runs list --plain"],
      blind: ["Whether it ran before this log begins; `ntn workers runs list` tells."],
      place: walk.place,
    });
  },
};
