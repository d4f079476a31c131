import { z } from "zod";
import { duration, queryName, valuePath } from "./atoms.ts";
import { parseDuration } from "./duration.ts";
import { changesPageSchema, single } from "./page-schema.ts";
import { slotsOf } from "./request-schema.ts";
import { answers, bound, printedFormats, sentFormats, time } from "./stream-schema.ts";
import { deltaToken, eventFeed } from "./told-schema.ts";

export { printedFormats, sentFormats } from "./stream-schema.ts";

const stream = { ...answers, page: changesPageSchema };

// Whether a record that is deleted, or leaves the list, shifts the pages behind it, as numbered pages do.
const shifts = z.boolean().default(true);

// Whether the upper bound may be in the future, so that nothing leaves the answer because it changes while it is read.
const future = z.boolean().default(true);

const none = z
  .strictObject({ kind: z.literal("none") })
  .describe("The API cannot be asked for what changed.");
const sinceSorted = z
  .strictObject({ kind: z.literal("since-sorted"), ...stream, ...bound, ...time })
  .describe("Changes since a time, oldest change first, by a time in the record.");

const sinceWindow = z
  .strictObject({
    kind: z.literal("since-window"),
    ...stream,
    ...bound,
    sendUntil: queryName.optional(),
    future,
    ...time,
    shifts,
  })
  .describe("Changes since a time, in no order of time.");
const newestFirst = z
  .strictObject({ kind: z.literal("newest-first"), ...stream, ...time, shifts })
  .describe("A list with the newest change first; it is read down to where the last one stopped.");
const rollingWindow = z
  .strictObject({
    kind: z.literal("rolling-window"),
    ...stream,
    over: valuePath,
    back: duration,
    ahead: duration.optional(),
    send: queryName.optional(),
    sendUntil: queryName.optional(),
    future,
    format: z.enum(sentFormats).default("iso"),
    field: valuePath.optional(),
    printed: z.enum(printedFormats).default("iso"),
    resolution: duration.optional(),
    shifts,
  })
  .describe(
    "All records of a span of time around now, whether changed or not; `over` is that time in a record.",
  );
const lookback = z
  .strictObject({
    kind: z.literal("lookback"),
    ...answers,
    page: single.default({ kind: "single" }),
    ...bound,
    ...time,
    most: duration,
    cap: z.int().min(2).max(100_000),
  })
  .describe(
    "Everything that changed since a time in one answer: at most `cap` records, at most `most` back.",
  );

export const changesSchema = z.discriminatedUnion("kind", [
  none,
  sinceSorted,
  sinceWindow,
  newestFirst,
  rollingWindow,
  lookback,
  deltaToken,
  eventFeed,
]);

export type ChangesFacts = z.infer<typeof changesSchema>;
/** Facts of a source that can tell what changed. */
export type ChangeStream = Exclude<ChangesFacts, { kind: "none" }>;

/** Where a record's change time is; undefined where the API shows none. */
export function changeField(changes: ChangesFacts): string | undefined {
  return changes.kind === "none" || changes.kind === "event-feed" ? undefined : changes.field;
}

/** How a record prints its change time. */
export function printedAs(changes: ChangesFacts): (typeof printedFormats)[number] {
  return changes.kind === "none" ? "iso" : changes.printed;
}

/** How late the API may show a change, in ms; 0 where it shows none. */
export function lagMs(changes: ChangesFacts): number {
  return changes.kind === "none" ? 0 : (parseDuration(changes.lag) ?? 0);
}

/** How fine a record's change time is, in ms; 0 where there is none. */
export function resolutionMs(changes: ChangesFacts): number {
  return changes.kind === "none" ? 0 : (parseDuration(changes.resolution ?? "") ?? 0);
}

/** Whether every request for changes says since when they are wanted. */
export function hasSince(changes: ChangesFacts): boolean {
  return changes.kind !== "none" && changes.kind !== "newest-first" && changes.kind !== "delta-token";
}

/** Whether every request for changes says until when they are wanted. */
export function hasUntil(changes: ChangesFacts): boolean {
  if (changes.kind !== "since-window" && changes.kind !== "rolling-window") return false;
  return changes.sendUntil !== undefined || slotsOf(changes.request).includes("until");
}

/** Whether the changes are asked for up to now and no further, so that a record that changes again leaves the answer. */
export function isBoundedNow(changes: ChangesFacts): boolean {
  return changes.kind === "since-window" && hasUntil(changes) && !changes.future;
}

/** Whether each page of the changes (or part of the one answer) comes after the one before in time, so that any record's time is a place to go on from. */
export function isSorted(changes: ChangesFacts): boolean {
  return changes.kind === "since-sorted" || changes.kind === "lookback";
}
