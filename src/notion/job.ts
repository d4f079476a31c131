import type { SyncInfo } from "../run/manifest.ts";

/** Where a sync stands. */
export type Job = {
  readonly sync: SyncInfo;
  /** The saved state as JSON text, so that no two pages share an object; undefined where there is none. */
  state: string | undefined;
  /**
   * `idle`: nothing to do before the next start. `waiting`: a page is to run at `dueAt`. `busy`: a page is running, or
   * its rows are on their way into the database.
   */
  phase: "idle" | "waiting" | "busy";
  /** When to start next; undefined: only when somebody triggers it. */
  dueAt: number | undefined;
  isPaused: boolean;
  /** Started by hand and not yet begun. */
  isTriggered: boolean;
  /** When the current or last cycle was started; of a run that was given up, when it was tried again. */
  startedAt: number | undefined;
  cycle: Cycle | undefined;
  /** Failed tries of the current page. */
  failures: number;
  /** Grows with each reset, so that a page under way knows that its time is over. */
  generation: number;
};

/** A pass through all pages. It outlives a run that was given up, because the state does, too. */
export type Cycle = {
  startedAt: number;
  /** The page to run, from 1. */
  page: number;
  /** Keys of rows that were upserted, by database. */
  seen: Map<string, Set<string>>;
};

/** A sync just deployed: one with a schedule is due at once. */
export function createJob(sync: SyncInfo, now: number): Job {
  return {
    sync,
    state: undefined,
    phase: "idle",
    dueAt: sync.schedule?.type === "manual" ? undefined : now,
    isPaused: false,
    isTriggered: false,
    startedAt: undefined,
    cycle: undefined,
    failures: 0,
    generation: 0,
  };
}

/** Whether the end of a cycle takes rows away: also the mode of syncs that name none. */
export function isReplace({ sync }: Job): boolean {
  return sync.mode !== "incremental";
}

/** A fresh copy of the saved state. */
export function readState({ state }: Job): unknown {
  return state === undefined ? undefined : (JSON.parse(state) as unknown);
}
