import type { Call, Notion } from "../../notion/types.ts";
import type { Subject } from "../types.ts";
import { findBringing, readCycles, type Cycle } from "./cycles.ts";
import type { Health } from "./health.ts";

/**
 * By what a change is promised to arrive. `first`: it was there before any sync ran, so the first full read brings it,
 * however long that takes; `later`: it shows up too late for the delta, or without a change time of its own.
 */
export type Wait = "changes" | "deletes" | "later" | "first";

/** Something Notion owes: from `since` (ms, the platform's clock) until an entry of a sync, a moment, or for ever. */
export type Debt = { wait: Wait; since: number; until?: { at: number; by?: string } | undefined };

/** How a debt was paid. `waitedMs` counts to the start of the read that paid it. */
export type Payment = { waitedMs: number; promisedMs: number | undefined; isBroken: boolean };

/** Judges waits by a subject's guarantee and by what its syncs did. */
export type Promises = {
  pay(debt: Debt): Payment;
  /** The sync that has to keep a promise. */
  keeperOf(wait: Wait): string | undefined;
  cyclesOf(key: string | undefined): readonly Cycle[];
  /** When the first call of all began; Infinity where there was none. */
  readonly startedAt: number;
};

export type PromisesOptions = {
  subject: Subject;
  notion: Notion;
  health: Health;
  now: number;
  expectedFailure?: RegExp | undefined;
};

/** A second for what happens in the same moment. */
const graceMs = 1000;

/**
 * A promise is broken if the wait is longer than it allows and the sync had an occasion: a cycle of its own that began
 * after the change showed, met a healthy source, and did not bring it. Without one the fault is the source's or that of
 * a paused platform, unless the worker declares a slower schedule than was promised.
 */
export function readPromises({ subject, notion, health, now, expectedFailure }: PromisesOptions): Promises {
  const { walk, delta, guarantee } = subject;
  const keys = [walk, delta].filter((key) => key !== undefined);
  const cycles = new Map(keys.map((key) => [key, readCycles(notion.calls, key, expectedFailure)]));
  const cyclesOf = (key: string | undefined): readonly Cycle[] => cycles.get(key ?? "") ?? [];
  const slack = graceMs + longestCall(notion.calls, keys);
  const keeperOf = (wait: Wait): string | undefined => {
    const isFull = wait === "first" || guarantee.byFullRead.some((each) => each === wait);
    return isFull || wait === "later" ? (walk ?? delta) : (delta ?? walk);
  };
  const promised: Readonly<Record<Wait, number | undefined>> = {
    changes: guarantee.changesMs,
    deletes: guarantee.deletesMs,
    later: guarantee.laterMs,
    first: undefined,
  };
  const missed = (debt: Debt, before: number): boolean =>
    cyclesOf(keeperOf(debt.wait)).some(
      (cycle) =>
        cycle.startedAt > debt.since &&
        cycle.endedAt + notion.knobs.commitDelayMs(cycle.key) < before &&
        isOccasion(cycle, health),
    );
  // A read that was under way already can have met it only late.
  const readAt = ({ at, by }: NonNullable<Debt["until"]>, since: number): number => {
    const startedAt = by === undefined ? undefined : findBringing(cyclesOf(by), at)?.startedAt;
    if (startedAt !== undefined && startedAt > since) return startedAt;
    return by === undefined ? at : at - notion.knobs.commitDelayMs(by);
  };
  return {
    cyclesOf,
    keeperOf,
    startedAt: Math.min(Infinity, ...keys.flatMap((key) => cyclesOf(key)[0]?.startedAt ?? [])),
    pay(debt) {
      const { until, since, wait } = debt;
      const promisedMs = promised[wait];
      const keeper = keeperOf(wait);
      const end = until === undefined ? now : readAt(until, since);
      const waitedMs = Math.max(0, end - since);
      if (until === undefined && missed(debt, now)) return { waitedMs, promisedMs, isBroken: true };
      const allowed = promisedMs === undefined ? Infinity : promisedMs + slack;
      const isBroken =
        waitedMs > allowed && (missed(debt, end) || isSlower(notion, keeper, promisedMs ?? Infinity));
      return { waitedMs, promisedMs, isBroken };
    },
  };
}

function isOccasion(cycle: Cycle, health: Health): boolean {
  if (!cycle.isEnded && cycle.failures === 0) return false;
  return !health.wasUnwell({ from: cycle.startedAt, to: cycle.endedAt, failed: cycle.failures > 0 });
}

function isSlower(notion: Notion, key: string | undefined, promisedMs: number): boolean {
  const schedule = notion.syncs.find((sync) => sync.key === key)?.schedule;
  if (schedule?.type === "continuous") return false;
  const everyMs =
    schedule === undefined ? 30 * 60_000 : schedule.type === "interval" ? schedule.intervalMs : Infinity;
  return everyMs > promisedMs;
}

function longestCall(calls: readonly Call[], keys: readonly string[]): number {
  let longest = 0;
  for (const call of calls)
    if (keys.includes(call.key)) longest = Math.max(longest, call.endedAt - call.startedAt);
  return longest;
}
