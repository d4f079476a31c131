import type { Job } from "./job.ts";

/** What the server takes where the code names no schedule (SDK contract, section 5). */
const defaultIntervalMs = 30 * 60_000;

/** From the end of a cycle of a continuous sync to its next start. Our figure; Notion names none. */
const continuousGapMs = 60_000;

/**
 * When a sync that has come to its end starts again, in ms since 1970: a multiple of the interval after its last start,
 * leaving out the starts that fell into its own run. Undefined: when somebody triggers it.
 */
export function nextStart({ sync: { schedule }, startedAt }: Job, now: number): number | undefined {
  if (schedule?.type === "manual") return undefined;
  if (schedule?.type === "continuous") return now + continuousGapMs;
  const intervalMs = schedule?.type === "interval" ? schedule.intervalMs : defaultIntervalMs;
  const first = startedAt ?? now;
  return first + intervalMs * Math.max(1, Math.ceil((now - first) / intervalMs));
}

/** The job that is to run now, of those that are due: the one that has waited longest. */
export function findReady(jobs: readonly Job[], now: number): Job | undefined {
  let ready: Job | undefined;
  for (const job of jobs) {
    const due = dueTime(job);
    if (
      due !== undefined &&
      due <= now &&
      due < (ready === undefined ? Infinity : (dueTime(ready) ?? Infinity))
    )
      ready = job;
  }
  return ready;
}

/** The next time at which a job wants to run. Undefined: nothing is due before something else happens. */
export function findNextDue(jobs: readonly Job[]): number | undefined {
  const times = jobs.map(dueTime).filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

function dueTime({ phase, dueAt, isPaused, isTriggered }: Job): number | undefined {
  if (isPaused || phase === "busy") return undefined;
  return phase === "idle" && isTriggered ? -Infinity : dueAt;
}
