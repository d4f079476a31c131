import { parseDuration, sayDuration, sayEvery } from "../source/duration.ts";
import type { SourceEntry } from "../source/entry.ts";
import { pagesOf, spacingOf } from "./cost.ts";
import type { Fill, Reasoned } from "./reasons.ts";
import type { Architecture, Plan, PlanInput } from "./schema.ts";

const minute = 60_000;
const day = 86_400_000;

// Lags that connectors had to learn were 1 to 15 minutes for most APIs (sync-correctness 5): ten for an unknown one.
const unknownLagMs = 10 * minute;

type Context = { input: PlanInput; entry: SourceEntry | undefined; source: Plan["source"] };

const timesOf = {
  replace: ["replace"],
  "backfill-delta": ["delta", "backfill", "overlap", "lookback"],
} as const;

type TimeName = (typeof timesOf)[Architecture][number];

/** The fields of `schedule` by which nothing runs in an architecture, because they belong to the other one. */
export function strayTimes(architecture: Architecture): readonly TimeName[] {
  return timesOf[architecture === "replace" ? "backfill-delta" : "replace"];
}

/** The times of the pair that a kind of changes has no use for: a span around now has no beginning to go back behind. */
export function unusedTimes({ kind }: { kind: unknown }): readonly TimeName[] {
  return kind === "rolling-window" ? ["overlap", "lookback"] : [];
}

/** How often each sync runs and how far the delta looks back; durations in milliseconds. */
export function completeSchedule(context: Context, fill: Fill): Plan["schedule"] {
  const { input, source } = context;
  const given = input.schedule ?? {};
  const { record } = source;
  const overlapMs = fill("schedule.overlap", toMs(given.overlap), recommendOverlap(context));
  const lookback: Reasoned<number> = [
    Math.max(day, overlapMs),
    `Where the very first delta starts; older ${record.many} come with the backfill.`,
  ];
  return {
    replace: fill("schedule.replace", given.replace, recommendReplace(context)),
    delta: fill("schedule.delta", given.delta, recommendDelta(context)),
    backfill: fill("schedule.backfill", given.backfill, recommendBackfill(context)),
    overlapMs,
    lookbackMs: fill("schedule.lookback", toMs(given.lookback), lookback),
  };
}

function recommendDelta({ entry, source }: Context): Reasoned<string> {
  const wait = `How long a change in ${source.product} may wait`;
  if (source.changes.kind !== "rolling-window")
    return [entry?.schedule.delta ?? "5m", `${wait}; a quiet run is one request.`];
  return [entry?.schedule.delta ?? "15m", `${wait}; each run reads the whole span of time again.`];
}

function recommendBackfill({ entry, source }: Context): Reasoned<string> {
  const { product, record, changes } = source;
  const proposed = entry?.schedule.backfill;
  if (changes.kind === "rolling-window" || changes.kind === "lookback") {
    const every = proposed === undefined || proposed === "manual" ? "1d" : proposed;
    return [every, `${product} does not tell of every change: only a full read finds the rest.`];
  }
  if (source.deletes.some((each) => each.kind !== "sweep")) {
    const every = proposed ?? "manual";
    return [every, `${product} says what was deleted, so a full read is needed once, and after an outage.`];
  }
  const every = proposed === undefined || proposed === "manual" ? "1d" : proposed;
  return [
    every,
    `${product} does not say what was deleted: only a full read finds ${record.many} that are gone.`,
  ];
}

// A full read an hour is fine as long as other users of the same limit hardly notice it.
function recommendReplace({ entry, source }: Context): Reasoned<string> {
  const { product } = source;
  const walkMs = pagesOf(10_000, source.list.page) * spacingOf(source.rate);
  const isCheap = walkMs <= 60 * minute * 0.1;
  const every = entry?.schedule.replace ?? (isCheap ? "1h" : "1d");
  const cost = isCheap ? "takes little of" : "takes much of";
  return [every, `Each run reads everything: ${sayEvery(every)} ${cost} what ${product} allows.`];
}

function recommendOverlap({ entry, source }: Context): Reasoned<number> {
  const { changes, product } = source;
  const lagMs = changes.kind === "none" ? 0 : (toMs(changes.lag) ?? 0);
  const roundedMs = Math.ceil(lagMs / minute) * minute;
  const overlapMs = Math.max(roundedMs, toMs(entry?.schedule.overlap) ?? unknownLagMs);
  const known =
    lagMs === 0
      ? `How late ${product} shows a change is not known`
      : `${product} may show a change ${sayDuration(lagMs)} late`;
  return [
    overlapMs,
    `${known}; each run reads the last ${sayDuration(overlapMs)} again, so that none is lost.`,
  ];
}

function toMs(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(text);
}
