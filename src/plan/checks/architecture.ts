import { Problem } from "../../problems/problem.ts";
import { changeField, lagMs as lagOf, resolutionMs } from "../../source/changes-schema.ts";
import { parseDuration, sayDuration } from "../../source/duration.ts";
import { logOf } from "../../source/told.ts";
import type { PlanCheck } from "./check.ts";

/** A delta needs an API that can say what changed. */
export const checkDeltaIsPossible: PlanCheck = ({ architecture, source }, locate) => {
  if (architecture === "replace" || source.changes.kind !== "none") return [];
  return [new Problem("plan/delta-without-changes", { product: source.product }, locate(["architecture"]))];
};

/** Reading everything although the API can say what changed is a choice somebody must have made on purpose. */
export const checkReplaceIsMeant: PlanCheck = ({ architecture, source, because }, locate) => {
  if (architecture !== "replace" || source.changes.kind === "none" || because !== undefined) return [];
  return [new Problem("plan/replace-without-because", { product: source.product }, locate(["architecture"]))];
};

/** What the delta reads again must cover how late a change can show up, and how coarse its time is. */
export const checkOverlap: PlanCheck = ({ architecture, source, schedule }, locate) => {
  const { changes, deletes, product } = source;
  // A span of time is read anew each time, whatever was read before.
  if (architecture === "replace" || changes.kind === "none" || changes.kind === "rolling-window") return [];
  const log = logOf(deletes);
  const lagMs = Math.max(lagOf(changes), parseDuration(log?.lag ?? "") ?? 0);
  const fineMs = Math.max(resolutionMs(changes), parseDuration(log?.resolution ?? "") ?? 0);
  const leastMs = Math.max(lagMs, fineMs, 1000);
  if (schedule.overlapMs >= leastMs) return [];
  const why =
    lagMs >= leastMs
      ? `${product} may show a change ${sayDuration(lagMs)} late`
      : `two changes can carry the same ${changeField(changes) ?? "time"}, and the later one would be lost`;
  const args = { overlap: sayDuration(schedule.overlapMs), least: sayDuration(leastMs), why };
  return [new Problem("plan/overlap-too-short", args, locate(["schedule", "overlap"]))];
};

/** The first delta must start at least as far back as every later one does. */
export const checkLookback: PlanCheck = ({ architecture, schedule }, locate) => {
  if (architecture === "replace" || schedule.lookbackMs >= schedule.overlapMs) return [];
  const args = { lookback: sayDuration(schedule.lookbackMs), overlap: sayDuration(schedule.overlapMs) };
  return [new Problem("plan/lookback-too-short", args, locate(["schedule", "lookback"]))];
};

/** If only a full read notices deletions, one that nobody schedules leaves deleted rows for ever. */
export const checkDeletesLeave: PlanCheck = ({ architecture, source, schedule, because }, locate) => {
  const isSwept = source.deletes.every((each) => each.kind === "sweep");
  if (architecture === "replace" || !isSwept || schedule.backfill !== "manual" || because !== undefined)
    return [];
  const { many } = source.record;
  return [
    new Problem("plan/deletes-stay", { many, product: source.product }, locate(["schedule", "backfill"])),
  ];
};
