import { parseDuration, sayDuration } from "../source/duration.ts";
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
      exceptions: [],
    };
  }
  const delta = parseDuration(plan.schedule.delta);
  const backfill = parseDuration(plan.schedule.backfill);
  const areMarked = deletes.some((each) => each.kind !== "sweep");
  return {
    ...words,
    changesMs: delta,
    visibleMs: plan.schedule.overlapMs,
    laterMs: backfill,
    deletesMs: areMarked ? delta : backfill,
    byFullRead: areMarked ? ["later"] : ["later", "deletes"],
    exceptions: [
      `A change that leaves ${changes.field} as it was arrives with the next backfill${backfill === undefined ? ", which a person starts" : ""}.`,
    ],
  };
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
