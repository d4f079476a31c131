import { Problem } from "../../problems/problem.ts";
import { parseDuration } from "../../source/duration.ts";
import { strayTimes, unusedTimes } from "../complete-schedule.ts";
import type { Locate } from "../document.ts";
import type { Plan, PlanInput } from "../schema.ts";
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

/** A time of the other architecture, or of another kind of changes, would be ignored. `given` is what stands in the plan, before defaults. */
export function checkTimesCount(
  given: PlanInput["schedule"],
  { architecture, source }: Plan,
  locate: Locate,
): Problem[] {
  const isGiven = (name: keyof NonNullable<PlanInput["schedule"]>): boolean => given?.[name] !== undefined;
  const unused = architecture === "backfill-delta" ? unusedTimes(source.changes) : [];
  return [
    ...strayTimes(architecture)
      .filter(isGiven)
      .map((name) => new Problem("plan/time-stray", { name, architecture }, locate(["schedule", name]))),
    ...unused
      .filter(isGiven)
      .map((name) => new Problem("plan/time-unused", { name }, locate(["schedule", name]))),
  ];
}
