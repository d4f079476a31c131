import { describeCall } from "./call.ts";
import { advance, beginRun, sweepCycle, writeChanges } from "./cycle.ts";
import { readState, type Job } from "./job.ts";
import { runPage, type PageOutcome } from "./page.ts";
import { retryLater, waitAsAsked } from "./retry.ts";
import { createTables, type Tables } from "./table.ts";
import type {
  Call,
  Commit,
  PlatformClock,
  PlatformKnobs,
  PlatformLimits,
  PlatformSettings,
  WorkerUnderTest,
} from "./types.ts";

export type PlatformOptions = {
  worker: WorkerUnderTest;
  clock: PlatformClock;
  settings: PlatformSettings;
  /** What differs from commits after 200 ms, pages 1 s apart and no crash. */
  knobs?: Partial<PlatformKnobs>;
  limits?: Partial<PlatformLimits>;
};

/** What runs the pages of all syncs, and keeps what came of them. */
export type Platform = {
  tables: Tables;
  calls: Call[];
  knobs: PlatformKnobs;
  listeners: ((commit: Commit) => void)[];
  /** Runs one page of a job that is due, up to its commit, which may come later. */
  runJob(job: Job): Promise<void>;
};

/** 300 s and 256 KiB are field values (SDK contract, 1.5); the number of changes is a bound of ours. */
const defaultLimits: PlatformLimits = { executeMs: 300_000, stateBytes: 256 * 1024, changes: 50_000 };

/** A platform without rows, on which nothing runs yet. */
export function createPlatform({
  worker,
  clock,
  settings,
  knobs: wanted,
  limits,
}: PlatformOptions): Platform {
  const context = { worker, clock, limits: { ...defaultLimits, ...limits } };
  const knobs: PlatformKnobs = {
    commitDelayMs: () => 200,
    gapMs: () => 1_000,
    crashesAfterApply: () => false,
    ...wanted,
  };
  const tables = createTables(settings);
  const calls: Call[] = [];
  const listeners: ((commit: Commit) => void)[] = [];

  const commit = (job: Job, call: Call, { page, changes }: PageOutcome & { kind: "page" }): void => {
    const at = clock.now();
    const commits = writeChanges(job, changes, { tables, at });
    if (knobs.crashesAfterApply(job.sync.key, call.page)) {
      calls.push({ ...call, outcome: "crash", message: "The run died before its state was saved." });
      retryLater(job, at);
    } else {
      if (!page.hasMore) sweepCycle(job, commits, { tables, at, sweep: settings.sweep });
      advance(job, page, { at, knobs, settings });
      calls.push(call);
    }
    for (const one of commits) for (const listener of listeners) listener(one);
  };

  return {
    ...{ tables, calls, knobs, listeners },
    async runJob(job) {
      const { key } = job.sync;
      const startedAt = clock.now();
      const { page } = beginRun(job, startedAt);
      const { generation } = job;
      const outcome = await runPage(context, key, readState(job));
      const call = describeCall(outcome, { key, page, startedAt, endedAt: clock.now() });
      const dropped = { ...call, outcome: "error" as const, message: "The state was reset meanwhile." };
      if (job.generation !== generation) return void calls.push(dropped);
      if (outcome.kind !== "page") {
        calls.push(call);
        if (call.outcome === "rate-limit" && outcome.kind === "failed")
          waitAsAsked(job, outcome.report, clock.now());
        else retryLater(job, clock.now());
        return;
      }
      const delayMs = knobs.commitDelayMs(key);
      if (delayMs <= 0) return commit(job, call, outcome);
      clock.at(clock.now() + delayMs, () => {
        if (job.generation === generation) commit(job, call, outcome);
        else calls.push(dropped);
      });
    },
  };
}
