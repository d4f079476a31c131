import type { Notion } from "../notion/types.ts";
import type { SyncInfo } from "../run/manifest.ts";
import type { Budget } from "./budget.ts";
import type { Clock, Stage, Subject } from "./types.ts";

const hour = 3_600_000;
const longestWalkMs = 24 * hour;
// A sync that names no schedule has the server's, of half an hour.
const usualIntervalMs = hour / 2;

export type StarterOptions = { subject: Subject; clock: Clock; notion: Notion; budget: Budget };

/** How a scenario starts syncs and waits for them. A sync is paused until it is started; `release` starts all by their schedules. */
export function createStarter({
  subject,
  clock,
  notion,
  budget,
}: StarterOptions): Pick<Stage, "walk" | "delta"> & { release(): void } {
  const started = new Set<string>();
  const release = (key: string): void => {
    for (const each of [key, ...(subject.beside ?? [])]) {
      if (started.has(each)) continue;
      started.add(each);
      notion.resume(each);
    }
  };
  return {
    release() {
      for (const key of [subject.walk, subject.delta]) if (key !== undefined) release(key);
    },
    async walk(withinMs = longestWalkMs) {
      const key = subject.walk;
      if (key === undefined) return false;
      const from = clock.now();
      release(key);
      notion.trigger(key);
      await budget.run(from + withinMs, () => !notion.isRunning(key));
      const last = notion.calls.findLast((call) => call.key === key);
      return last !== undefined && last.outcome === "end" && last.startedAt >= from && !notion.isRunning(key);
    },
    async delta(withinMs) {
      const key = subject.delta ?? subject.walk;
      const sync = notion.syncs.find((one) => one.key === key);
      if (key === undefined || sync === undefined) return false;
      release(key);
      if (sync.schedule?.type === "manual") notion.trigger(key);
      const hasEnded = watchCycle(notion, key, clock.now());
      await budget.run(clock.now() + (withinMs ?? patienceWith(sync)), hasEnded);
      return hasEnded();
    },
  };
}

/** Whether a cycle that began at `from` or later has come to its end. */
function watchCycle(notion: Notion, key: string, from: number): () => boolean {
  let read = notion.calls.length;
  let isNew = false;
  let hasEnded = false;
  return () => {
    for (const call of notion.calls.slice(read)) {
      read += 1;
      if (call.key !== key) continue;
      if (call.page === 1 && call.startedAt >= from) isNew = true;
      if (isNew && call.outcome === "end") hasEnded = true;
    }
    return hasEnded;
  };
}

function patienceWith({ schedule }: SyncInfo): number {
  const intervalMs = schedule?.type === "interval" ? schedule.intervalMs : usualIntervalMs;
  return 2 * intervalMs + 6 * hour;
}
