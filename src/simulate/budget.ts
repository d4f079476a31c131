import type { Notion } from "../notion/types.ts";
import type { Clock } from "./types.ts";

/** Says that a simulation has used up its time or its calls. */
export class Spent extends Error {
  override name = "Spent";
}

/** Lets a platform run within bounds, and brings to light what goes wrong in the scenario's own code. */
export type Budget = {
  /** Like Notion's `run`. Throws Spent beyond the bounds, and what a guarded function threw. */
  run(until: number, isEnough?: () => boolean): Promise<void>;
  /** The function, such that an error in it does not look like one of the worker. */
  guard(what: () => void): () => void;
};

const longestMs = 40 * 86_400_000;
/** Calls that end no cycle, for a source of no records; for each of its pages; and for each cycle that did end. */
const [firstCalls, callsOfPage, callsOfCycle] = [1_500, 10, 3];
/** However many cycles end. */
const mostCalls = 25_000;

/**
 * The bounds of one simulation, from now on: 40 days, and as many calls of execute as cycles over `pages` pages can take
 * that do come to an end.
 */
export function createBudget({
  notion,
  clock,
  pages,
}: {
  notion: Notion;
  clock: Pick<Clock, "now">;
  pages: number;
}): Budget {
  const end = clock.now() + longestMs;
  let fault: { error: unknown } | undefined;
  let read = 0;
  let left = firstCalls + callsOfPage * pages;
  const isSpent = (): boolean => {
    for (; read < notion.calls.length; read += 1)
      left += notion.calls[read]?.outcome === "end" ? callsOfCycle : -1;
    return left < 0 || read >= mostCalls + callsOfPage * pages;
  };
  return {
    async run(until, isEnough = () => false) {
      await notion.run(Math.min(until, end), () => fault !== undefined || isSpent() || isEnough());
      if (fault !== undefined) throw fault.error;
      if (isSpent()) throw new Spent(`did not come to rest within ${notion.calls.length} calls of execute`);
      if (until > end && clock.now() >= end)
        throw new Spent(`did not come to rest within ${longestMs / 86_400_000} days`);
    },
    guard: (what) => () => {
      try {
        what();
      } catch (error) {
        fault ??= { error };
      }
    },
  };
}
