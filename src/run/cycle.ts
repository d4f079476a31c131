import { Problem } from "../problems/problem.ts";
import type { Page, WorkerProcess } from "./worker-process.ts";

/** A page and the state it was asked with; `number` counts from 1. */
export type CyclePage = Page & { number: number; state: unknown };

/** Where to begin, and after how many pages to stop although the sync has more. */
export type CycleOptions = { state?: unknown; maxPages: number };

/**
 * Runs a sync page by page until it has no more, or `maxPages` are done (the last page then still says hasMore).
 * Throws a Problem when a page has more but no nextState, or when two pages running give back the state they got.
 */
export async function* runCycle(
  worker: Pick<WorkerProcess, "execute">,
  key: string,
  { state, maxPages }: CycleOptions,
): AsyncGenerator<CyclePage, void, void> {
  let current = state;
  let idle = 0;
  for (let number = 1; number <= maxPages; number += 1) {
    const page = await worker.execute(key, current);
    yield { ...page, number, state: current };
    if (!page.hasMore) return;
    if (page.nextState === undefined) throw new Problem("run/no-next-state", { key, page: number });
    idle = isSameJson(page.nextState, current) ? idle + 1 : 0;
    if (idle === 2) throw new Problem("run/cursor-stuck", { key, page: number });
    current = page.nextState;
  }
}

/** Whether two values are the same JSON text. */
export function isSameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
