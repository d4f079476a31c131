import type { Cause, Sign } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { keyOf, weigh } from "./kit/weigh.ts";

/** Nothing runs: the sync is off, or waits for somebody to trigger it. */
export const disabledOrManual: Cause = {
  id: "disabled-or-manual",
  title: "The sync does not run by itself: it is disabled, or manual",
  look: (evidence) => {
    const { platform, log, code, key, symptom } = evidence;
    const sync = syncIn(evidence);
    const isDisabled = platform.outcome === "disabled";
    const isSilent =
      log === undefined ||
      log.lines === 0 ||
      log.runs.every(({ pageCount, errorCount }) => pageCount + errorCount === 0);
    const isElsewhere =
      key !== undefined &&
      log !== undefined &&
      log.runs.length > 0 &&
      log.runs.every(({ sync: one }) => one !== undefined && one !== key);
    const manual =
      sync?.schedule === "manual"
        ? [sync]
        : key === undefined
          ? (code?.syncs ?? []).filter(({ schedule }) => schedule === "manual")
          : [];
    const signs: Sign[] = [
      ...(isDisabled ? [{ text: "Notion says that it is disabled" }] : []),
      ...manual
        .slice(0, 2)
        .map((one) => ({ text: `${one.key} has the schedule "manual"`, place: one.place })),
      ...((isSilent || isElsewhere) && log ? [{ text: "no run of it is in the log" }] : []),
    ];
    const isAbout = symptom === undefined || symptom === "missing" || symptom === "stale";
    if (!isDisabled && !isAbout) return undefined;
    if (
      !isDisabled &&
      (manual.length === 0 || platform.outcome === "failed" || platform.outcome === "timed out")
    )
      return undefined;
    return weigh(evidence, {
      signs,
      signWeight: isDisabled ? 95 : isSilent || isElsewhere ? 74 : 0,
      fix: isDisabled
        ? `ntn workers capabilities enable ${keyOf(evidence)}`
        : `Give it a schedule such as "1d", or start it: ntn workers sync trigger ${keyOf(evidence)} (needs the ntn from ntn.dev)`,
      proof: ["ntn workers capabilities list", "ntn workers runs list --plain"],
      blind: isDisabled
        ? ["Who disabled it, and why."]
        : ["Whether it is disabled as well: `ntn workers capabilities list` tells."],
      ...(manual[0] && { place: manual[0].place }),
    });
  },
};
