import { Problem } from "../../problems/problem.ts";
import { parseDuration } from "../../source/duration.ts";
import { strayTimes } from "../complete-schedule.ts";
import type { Locate } from "../document.ts";
import type { Architecture, PlanInput } from "../schema.ts";
import type { PlanCheck } from "./check.ts";

const minute = 60_000;
const week = 7 * 86_400_000;

/** Notion takes one minute to seven days; anything else throws when the worker is imported (sdk-contract 5). */
export const checkScheduleRange: PlanCheck = ({ architecture, schedule }, locate) => {
  const used = architecture === "replace" ? (["replace"] as const) : (["delta", "backfill"] as const);
  return used.flatMap((name) => {
    const every = parseDuration(schedule[name]);
    if (every === undefined || (every >= minute && every <= week)) return [];
    return [
      new Problem(
        "plan/schedule-range",
        { field: `schedule.${name}`, found: schedule[name] },
        locate(["schedule", name]),
      ),
    ];
  });
};

/** A delta that only runs by hand keeps nothing current. */
export const checkDeltaRuns: PlanCheck = ({ architecture, schedule }, locate) =>
  architecture === "backfill-delta" && schedule.delta === "manual"
    ? [new Problem("plan/delta-manual", {}, locate(["schedule", "delta"]))]
    : [];

/** A time of the other architecture would be ignored. `given` is what stands in the plan, before defaults. */
export function checkTimesCount(
  given: PlanInput["schedule"],
  architecture: Architecture,
  locate: Locate,
): Problem[] {
  return strayTimes(architecture)
    .filter((name) => given?.[name] !== undefined)
    .map((name) => new Problem("plan/time-stray", { name, architecture }, locate(["schedule", name])));
}
