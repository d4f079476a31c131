import { parseDuration } from "../source/duration.ts";
import type { PageFacts, RateFacts } from "../source/schema.ts";
import type { Plan } from "./schema.ts";

const day = 86_400_000;

/** What a plan asks of the API. Times are milliseconds; `share` is the part of a day's limit, 1 being all of it. */
export type Cost = {
  rows: number;
  /** The pacer's time between two requests. */
  spacingMs: number;
  /** The first full read, at the pacer's spacing: the least it can take. */
  firstBackfill: { requests: number; ms: number };
  /** On a day on which nothing changes. */
  requestsPerDay: number;
  share: number;
  /** Records a page brings, and whether that is known or a guess. */
  page: { size: number; known: boolean };
};

/** The time between two requests that keeps every one of the API's limits, as the pacer spaces them. */
export function spacingOf(rates: readonly RateFacts[]): number {
  return Math.ceil(Math.max(...rates.map((rate) => durationMs(rate.per) / rate.requests)));
}

/** What the plan costs for a number of records. Pure. */
export function costOf(plan: Plan, rows = 10_000): Cost {
  const { list, changes, rate } = plan.source;
  const isPair = plan.architecture === "backfill-delta" && changes.kind !== "none";
  const walk = pagesOf(rows, list.page) + (isPair ? 1 : 0);
  const { schedule } = plan;
  const quietDay = isPair
    ? runsPerDay(schedule.delta) + runsPerDay(schedule.backfill) * walk
    : runsPerDay(schedule.replace) * walk;
  const spacingMs = spacingOf(rate);
  const allowed = Math.min(...rate.map((each) => (each.requests * day) / durationMs(each.per)));
  return {
    rows,
    spacingMs,
    firstBackfill: { requests: walk, ms: walk * spacingMs },
    requestsPerDay: Math.ceil(quietDay),
    share: quietDay / allowed,
    page: { size: pageSize(list.page), known: list.page.size !== undefined },
  };
}

/** Requests of one full read of a list with that many records. */
export function pagesOf(rows: number, page: PageFacts): number {
  const full = Math.max(1, Math.ceil(rows / pageSize(page)));
  return (page.kind === "keyset" || page.kind === "last-id") && page.more === undefined ? full + 1 : full;
}

// Many APIs that let nobody choose give 50; a guess on the small side shows the larger cost.
function pageSize(page: PageFacts): number {
  return page.size?.value ?? 50;
}

/** How often a schedule runs in a day; `manual` counts as never. */
export function runsPerDay(schedule: string): number {
  const every = parseDuration(schedule);
  return every === undefined ? 0 : day / every;
}

function durationMs(text: string): number {
  return parseDuration(text) ?? Number.NaN;
}
