import { parseDuration, sayDuration } from "../../source/duration.ts";
import { Problem } from "../../problems/problem.ts";
import type { PlanCheck } from "./check.ts";

/** A place made of a time and an id goes on in the order of the changes, and no other. */
export const checkKeysetOrder: PlanCheck = ({ source: { changes } }, locate) => {
  if (changes.kind === "none" || changes.kind === "since-sorted" || changes.page.kind !== "keyset") return [];
  return [
    new Problem(
      "plan/keyset-unsorted",
      { kind: changes.kind },
      locate(["source", "changes", "page", "kind"]),
    ),
  ];
};

/** An API that tells of so many days cannot be asked for more, neither at first nor after a change that is long ago. */
export const checkLookBack: PlanCheck = (
  { architecture, source: { changes, product }, schedule },
  locate,
) => {
  if (architecture === "replace" || changes.kind !== "lookback") return [];
  const mostMs = parseDuration(changes.most) ?? 0;
  // The code leaves an hour for clocks that differ.
  if (schedule.lookbackMs < mostMs - 3_600_000) return [];
  const args = { found: sayDuration(schedule.lookbackMs), most: sayDuration(mostMs), product };
  return [new Problem("plan/looks-too-far-back", args, locate(["schedule", "lookback"]))];
};

/** Where the delta is known to leave gaps, a full read must close them by itself. */
export const checkGapsClose: PlanCheck = ({ architecture, source, schedule, because }, locate) => {
  const { kind } = source.changes;
  if (kind !== "lookback" && kind !== "rolling-window") return [];
  if (architecture === "replace" || schedule.backfill !== "manual" || because !== undefined) return [];
  const args = { product: source.product, many: source.record.many, kind };
  return [new Problem("plan/gaps-stay", args, locate(["schedule", "backfill"]))];
};
