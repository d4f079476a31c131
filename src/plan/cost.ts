import type { ChangeStream } from "../source/changes-schema.ts";
import { parseDuration } from "../source/duration.ts";
import { isGuarded, isNumbered } from "../source/page-schema.ts";
import { gapOf, pacesOf } from "../source/pace.ts";
import type { PacedKind, PageFacts, RateFacts } from "../source/schema.ts";
import { logOf } from "../source/told.ts";
import { usualReads } from "./lookups.ts";
import type { Plan } from "./schema.ts";

const day = 86_400_000;

/** One record of so many is taken to lie in a span of time around now; the plan cannot say. */
export const shareInSpan = 10;

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

/** The time between two requests of a kind that keeps every one of the API's limits, as the pacers space them. */
export function spacingOf(rates: readonly RateFacts[], kind: PacedKind = "list"): number {
  const { shared, own } = pacesOf(rates);
  return Math.ceil(gapOf(own.find((one) => one.kind === kind)?.pace ?? shared));
}

/** What the plan costs for a number of records. Pure. */
export function costOf(plan: Plan, rows = 10_000): Cost {
  const { list, changes, deletes, rate } = plan.source;
  const isPair = plan.architecture === "backfill-delta" && changes.kind !== "none";
  const parts = plan.source.partitions?.length ?? 1;
  const pages = pagesOf(rows / parts, list.page);
  // Each page but the first is compared with the one before, which is read again for it.
  // Every page with ids on it has their directories read anew; the overlap brings a quiet delta at least one such record.
  const reads = usualReads(plan);
  const quiet = isPair ? parts * quietRun(changes, rows / parts, reads) : 0;
  // The newest entries of a log are read again by each delta, and asked for.
  const ofLog = logOf(deletes) ? 2 : 0;
  const walk = parts * (pages * (1 + reads) + (isGuarded(list) ? pages - 1 : 0)) + quiet;
  const { schedule } = plan;
  const quietDay = isPair
    ? runsPerDay(schedule.delta) * (quiet + ofLog) + runsPerDay(schedule.backfill) * walk
    : runsPerDay(schedule.replace) * walk;
  const spacingMs = spacingOf(rate);
  const changesPerDay = isPair ? (runsPerDay(schedule.delta) + runsPerDay(schedule.backfill)) * quiet : 0;
  const asked = { list: quietDay - changesPerDay, changes: changesPerDay, read: 0 };
  const shares = rate.map(
    ({ requests, per, for: kind }) =>
      ((kind === undefined ? quietDay : asked[kind]) * durationMs(per)) / (requests * day),
  );
  return {
    rows,
    spacingMs,
    firstBackfill: { requests: walk, ms: (walk - quiet) * spacingMs + quiet * spacingOf(rate, "changes") },
    requestsPerDay: Math.ceil(quietDay),
    share: Math.max(...shares),
    page: { size: pageSize(list.page), known: list.page.kind === "single" || list.page.size !== undefined },
  };
}

/** Requests of a delta when nothing changed: one, or as many as it takes to read a span of time again. */
function quietRun(changes: ChangeStream, rows: number, reads: number): number {
  if (changes.kind !== "rolling-window") return 1 + reads;
  const pages = pagesOf(rows / shareInSpan, changes.page);
  return pages * (1 + reads) + (isGuarded(changes) ? pages - 1 : 0);
}

/** Requests of one full read of a list with that many records. */
export function pagesOf(rows: number, page: PageFacts): number {
  const full = Math.max(1, Math.ceil(rows / pageSize(page)));
  return endsEmpty(page) ? full + 1 : full;
}

/** Whether only an empty page tells that there is no more. */
function endsEmpty(page: PageFacts): boolean {
  const isByPlace = page.kind === "keyset" || page.kind === "last-id" || isNumbered(page);
  return isByPlace && page.more === undefined && !("pages" in page && page.pages !== undefined);
}

// Many APIs that let nobody choose give 50; a guess on the small side shows the larger cost.
// One answer that holds everything is read anew for each hundred records that are handed in.
function pageSize(page: PageFacts): number {
  return page.kind === "single" ? 100 : (page.size?.value ?? 50);
}

/** How often a schedule runs in a day; `manual` counts as never. */
export function runsPerDay(schedule: string): number {
  const every = parseDuration(schedule);
  return every === undefined ? 0 : day / every;
}

function durationMs(text: string): number {
  return parseDuration(text) ?? Number.NaN;
}
