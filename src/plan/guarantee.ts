import { changeField, hasUntil } from "../source/changes-schema.ts";
import { parseDuration, sayDuration, saySpan } from "../source/duration.ts";
import type { ChangesFacts } from "../source/schema.ts";
import { logOf } from "../source/told.ts";
import { lookupsOf } from "./lookups.ts";
import type { Plan } from "./schema.ts";

/**
 * What a plan promises, in milliseconds. A wait counts from the moment the API shows the change; undefined means that
 * nothing happens until a person starts the sync. The simulator tests these numbers, people read `sayGuarantee`.
 */
export type Guarantee = {
  /** What the API and its records are called, for the words. */
  product: string;
  many: string;
  changesMs: number | undefined;
  /** `changesMs` holds for what the API shows at most this late; undefined: however late. */
  visibleMs: number | undefined;
  /** Changes shown later than that. */
  laterMs: number | undefined;
  deletesMs: number | undefined;
  /**
   * Where the delta reads what is recent or soon: `changesMs` and `deletesMs` hold for records whose time at `over`
   * lies that close to now; what happens to the others arrives within `laterMs`.
   */
  span?: { over: string; backMs: number; aheadMs: number };
  /** Waits that end with a full read, whose own duration comes on top. */
  byFullRead: readonly ("changes" | "later" | "deletes")[];
  /** What does not arrive within any of these times; one sentence each. */
  exceptions: readonly string[];
};

/** The promise of a complete plan. Pure. */
export function guaranteeOf(plan: Plan): Guarantee {
  const { changes, deletes, product, record } = plan.source;
  const words = { product, many: record.many };
  if (plan.architecture === "replace" || changes.kind === "none") {
    const every = parseDuration(plan.schedule.replace);
    const byFullRead = ["changes", "deletes"] as const;
    return {
      ...words,
      changesMs: every,
      visibleMs: undefined,
      laterMs: every,
      deletesMs: every,
      byFullRead,
      exceptions: partitionException(plan),
    };
  }
  const delta = parseDuration(plan.schedule.delta);
  const backfill = parseDuration(plan.schedule.backfill);
  const areMarked = deletes.some((each) => each.kind !== "sweep");
  const span = spanOf(changes);
  return {
    ...words,
    changesMs: delta,
    visibleMs: span || changes.kind === "delta-token" ? undefined : plan.schedule.overlapMs,
    laterMs: backfill,
    deletesMs: areMarked ? delta : backfill,
    ...(span && { span }),
    byFullRead: areMarked ? ["later"] : ["later", "deletes"],
    exceptions: [
      ...exceptionsOf(plan, backfill),
      ...unlogged(plan, backfill),
      ...partitionException(plan),
      ...namesException(plan, backfill),
    ],
  };
}

/** What a log of deletions does not tell. */
function unlogged({ source: { deletes, product } }: Plan, backfillMs: number | undefined): string[] {
  if (!logOf(deletes)) return [];
  const person = backfillMs === undefined ? ", which a person starts" : "";
  return [`A deletion that the log of ${product} does not show arrives with the next backfill${person}.`];
}

function spanOf(changes: ChangesFacts): Guarantee["span"] {
  if (changes.kind !== "rolling-window") return undefined;
  const [backMs, aheadMs] = [changes.back, changes.ahead ?? ""].map((text) => parseDuration(text) ?? 0);
  return { over: changes.over, backMs: backMs ?? 0, aheadMs: aheadMs ?? 0 };
}

/** What waits while one partition cannot be read. */
function partitionException({ source, architecture }: Plan): string[] {
  const { partitions, partition, record } = source;
  if (partitions === undefined || partition === undefined) return [];
  const what =
    architecture === "replace"
      ? "changes may be late and nothing leaves"
      : "what only a full read brings or removes waits";
  return [
    `While one ${partition.over} cannot be read, or is suddenly without ${record.many}, no full read ends: ${what} until it can, or is taken out.`,
  ];
}

/** What a delta of this kind cannot see. */
function exceptionsOf({ source }: Plan, backfillMs: number | undefined): string[] {
  const { changes, product, record } = source;
  const person = backfillMs === undefined ? ", which a person starts" : "";
  if (changes.kind === "rolling-window") {
    const span = saySpan(changes.back, changes.ahead);
    return [
      `This holds for ${record.many} whose ${changes.over} is in ${span}; what happens to others arrives with the next backfill${person}.`,
    ];
  }
  if (changes.kind === "delta-token" || changes.kind === "event-feed") {
    const isFeed = changes.kind === "event-feed";
    const unsaid = isFeed ? "that sends no event" : `that ${product} does not count as one`;
    const memory = isFeed ? changes.retention : changes.lives;
    const after = memory === undefined ? "" : ` for longer than ${sayDuration(parseDuration(memory) ?? 0)}`;
    const gap = isFeed ? `pauses${after}` : `pauses${after} and its token has expired`;
    const whole = `When the delta ${gap}, it lists everything once; what was deleted meanwhile leaves with the next backfill${person}.`;
    return [
      `A change ${unsaid} arrives with the next backfill${person}.`,
      ...(isFeed && memory === undefined ? [] : [whole]),
    ];
  }
  const silent = `A change that leaves ${changeField(changes) ?? "no trace among the changes"} as it was arrives with the next backfill${person}.`;
  if (changes.kind === "since-window" && hasUntil(changes))
    return [silent, `So does one that the API dates later than tomorrow.`];
  if (changes.kind !== "lookback") return [silent];
  const most = sayDuration(parseDuration(changes.most) ?? 0);
  return [
    silent,
    `${product} tells of ${changes.cap} changes and of ${most}: when more happens between two runs, the run says so, and the next backfill${person} brings the rest.`,
  ];
}

/** When a new name of something that records only have the id of arrives. */
function namesException(plan: Plan, backfillMs: number | undefined): string[] {
  const lookups = lookupsOf(plan).map(({ name }) => name);
  if (lookups.length === 0) return [];
  const { record, changes } = plan.source;
  // Where a record has no time of its own, what the changes told since shortly before a walk began wins over its pages.
  const isTold = changes.kind !== "rolling-window" && changeField(changes) === undefined;
  const later = isTold ? ` that starts more than ${sayDuration(plan.schedule.overlapMs)} after it` : "";
  const person = backfillMs === undefined ? ", which a person starts" : "";
  return [
    `A name behind an id (${lookups.join(", ")}) that changes arrives when the ${record.one} itself changes, or with the next backfill${later}${person}.`,
  ];
}

/** The promise in words: a few sentences for people. */
export function sayGuarantee(guarantee: Guarantee): string {
  const { product, many, changesMs, visibleMs, laterMs, deletesMs, exceptions } = guarantee;
  const late =
    visibleMs === undefined
      ? ""
      : ` if ${product} shows them within ${sayDuration(visibleMs)}, later ones ${sayWait(laterMs)}`;
  const sentences = [
    `New and changed ${many} arrive ${sayWait(changesMs)}${late}.`,
    `Deleted ${many} leave ${sayWait(deletesMs)}.`,
    ...exceptions,
    "Each time counts to the start of the read that brings it.",
  ];
  return sentences.join(" ");
}

function sayWait(ms: number | undefined): string {
  return ms === undefined ? "when somebody starts a full read" : `within ${sayDuration(ms)}`;
}
