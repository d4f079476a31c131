import { createJob, readState, type Job } from "./job.ts";
import { createPlatform, type PlatformOptions } from "./platform.ts";
import { findNextDue, findReady, nextStart } from "./schedule.ts";
import type { Notion } from "./types.ts";

/**
 * Deploys a worker to a platform without rows. Nothing runs before `run`; then syncs with a schedule start at once, one
 * page of all syncs at a time. What `execute` throws never comes out of it: it becomes a call, and a retry.
 */
export function createNotion(options: PlatformOptions): Notion {
  const { worker, clock } = options;
  const jobs = new Map(worker.manifest.syncs.map((sync) => [sync.key, createJob(sync, clock.now())]));
  const platform = createPlatform(options);
  const getJob = (key: string): Job => {
    const job = jobs.get(key);
    if (job === undefined) throw new Error(`The worker has no sync ${key}.`);
    return job;
  };
  const all = [...jobs.values()];
  let isRunning = false;
  return {
    syncs: worker.manifest.syncs,
    async run(until, isEnough = () => false) {
      if (isRunning) throw new Error("The platform runs already.");
      isRunning = true;
      try {
        while (!isEnough()) {
          const ready = findReady(all, clock.now());
          if (ready !== undefined) await platform.runJob(ready);
          else if (clock.now() >= until) return;
          else {
            // A commit or a trigger on the way can make something due sooner.
            const target = Math.min(until, findNextDue(all) ?? until);
            await clock.runUntil(target, () => isEnough() || (findNextDue(all) ?? until) < target);
          }
        }
      } finally {
        isRunning = false;
      }
    },
    trigger: (key) => void (getJob(key).isTriggered = true),
    pause: (key) => void (getJob(key).isPaused = true),
    resume: (key) => void (getJob(key).isPaused = false),
    reset: (key) => reset(getJob(key), clock.now()),
    setState: (key, state) => void (getJob(key).state = JSON.stringify(state)),
    state: (key) => readState(getJob(key)),
    rows: (databaseKey) => platform.tables.rows(databaseKey),
    onCommit: (listener) => void platform.listeners.push(listener),
    calls: platform.calls,
    isInCycle: (key) => (getJob(key).cycle?.page ?? 1) > 1,
    isRunning: (key) => getJob(key).phase !== "idle" || getJob(key).isTriggered,
    knobs: platform.knobs,
  };
}

function reset(job: Job, now: number): void {
  const hasRun = job.startedAt !== undefined;
  Object.assign(job, { state: undefined, cycle: undefined, failures: 0, phase: "idle" });
  job.generation += 1;
  if (hasRun) job.dueAt = nextStart(job, now);
}
