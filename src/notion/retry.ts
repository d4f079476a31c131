import type { ErrorReport } from "../run/protocol.ts";
import type { Job } from "./job.ts";
import { nextStart } from "./schedule.ts";

// Notion publishes neither its backoff nor its patience; these are the usual figures.
const firstPauseMs = 30_000;
const mostTries = 5;

/**
 * Sets a job up for the next try of a page that failed: 30 s later, then after 1, 2 and 4 minutes.
 * After five tries the run is given up; state and cycle stay, and the next start goes on with them.
 */
export function retryLater(job: Job, now: number): void {
  job.failures += 1;
  if (job.failures < mostTries) {
    wait(job, now + firstPauseMs * 2 ** (job.failures - 1));
    return;
  }
  job.phase = "idle";
  job.failures = 0;
  job.dueAt = nextStart(job, now);
}

/** Sets a job up for the same page after the pause that RateLimitError asks for. It is no failed try. */
export function waitAsAsked(job: Job, { retryAfter }: ErrorReport, now: number): void {
  const asked = retryAfter !== undefined && retryAfter > 0 ? retryAfter * 1000 : firstPauseMs;
  wait(job, now + asked);
}

function wait(job: Job, until: number): void {
  job.phase = "waiting";
  job.dueAt = until;
}
