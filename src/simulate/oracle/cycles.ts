import type { Call } from "../../notion/types.ts";

/** A cycle of a sync: from a first page to its end, with what failed and was tried again in between. */
export type Cycle = {
  key: string;
  startedAt: number;
  /** When its last call returned. */
  endedAt: number;
  /** When its first call returned; its rows cannot be in the database before. */
  firstAt: number;
  isEnded: boolean;
  /** Calls that brought a page, the last one included. */
  pages: number;
  /** The most of them in a row without one that failed: after a refusal a sync begins anew. */
  unbroken: number;
  /** Calls that failed, other than in a way that was expected. */
  failures: number;
};

/**
 * The cycles of one sync, oldest first. A first page that is tried again begins a new one. `expected` are messages of
 * failures that are right in this scenario.
 */
export function readCycles(calls: readonly Call[], key: string, expected?: RegExp): Cycle[] {
  const cycles: Cycle[] = [];
  let row = 0;
  for (const call of calls) {
    if (call.key !== key) continue;
    let cycle = cycles.at(-1);
    if (cycle === undefined || cycle.isEnded || call.page === 1) {
      const { startedAt, endedAt } = call;
      cycle = {
        key,
        startedAt,
        endedAt,
        firstAt: endedAt,
        isEnded: false,
        pages: 0,
        unbroken: 0,
        failures: 0,
      };
      cycles.push(cycle);
      row = 0;
    }
    cycle.endedAt = call.endedAt;
    cycle.isEnded = call.outcome === "end";
    const isPage = call.outcome === "page" || call.outcome === "end";
    if (isPage) cycle.pages += 1;
    row = isPage ? row + 1 : 0;
    cycle.unbroken = Math.max(cycle.unbroken, row);
    if (isFailure(call) && expected?.test(call.message ?? "") !== true) cycle.failures += 1;
  }
  return cycles;
}

/** The cycle whose rows came into the database at a time. */
export function findBringing(cycles: readonly Cycle[], at: number): Cycle | undefined {
  return cycles.findLast((cycle) => cycle.firstAt <= at);
}

/** Whether a call brought nothing. */
export function isFailure({ outcome }: Call): boolean {
  return outcome === "error" || outcome === "rate-limit" || outcome === "timeout";
}
