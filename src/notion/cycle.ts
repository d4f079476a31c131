import type { Change } from "../run/changes.ts";
import { isReplace, type Cycle, type Job } from "./job.ts";
import { nextStart } from "./schedule.ts";
import { findSwept } from "./sweep.ts";
import type { Tables } from "./table.ts";
import type { Commit, PageResult, PlatformKnobs, PlatformSettings } from "./types.ts";

/** Begins what a job is due for: its cycle, or the next try of one that was given up. Gives the cycle. */
export function beginRun(job: Job, now: number): Cycle {
  if (job.phase === "idle") {
    job.isTriggered = false;
    job.startedAt = now;
    job.failures = 0;
  }
  job.phase = "busy";
  job.dueAt = undefined;
  job.cycle ??= { startedAt: now, page: 1, seen: new Map() };
  return job.cycle;
}

/** Writes a page's changes, in their order. Deletes count in incremental syncs only. Gives one commit per database. */
export function writeChanges(
  job: Job,
  changes: readonly Change[],
  { tables, at }: WriteContext,
): OpenCommit[] {
  const { key } = job.sync;
  const commits = new Map<string, OpenCommit>();
  const commitOf = (databaseKey: string): OpenCommit => {
    const commit = commits.get(databaseKey) ?? {
      ...{ at, key, databaseKey },
      ...{ upserted: [], deleted: [], swept: [] },
    };
    commits.set(databaseKey, commit);
    return commit;
  };
  commitOf(job.sync.databaseKey);
  for (const change of changes) {
    if (change.type === "unreadable") continue;
    const commit = commitOf(change.databaseKey);
    if (change.type === "delete") {
      if (!isReplace(job) && tables.remove(change.databaseKey, change.key)) commit.deleted.push(change.key);
      continue;
    }
    if (isReplace(job)) markSeen(job, change.databaseKey, change.key);
    if (tables.upsert(change, { key, at })) commit.upserted.push(change.key);
  }
  return [...commits.values()];
}

/** Sweeps at the end of a replace cycle: the rows it did not bring go, into the commits of their databases. */
export function sweepCycle(
  job: Job,
  commits: OpenCommit[],
  { tables, at, sweep }: WriteContext & Pick<PlatformSettings, "sweep">,
): void {
  if (!isReplace(job) || job.cycle === undefined) return;
  for (const databaseKey of new Set([job.sync.databaseKey, ...job.cycle.seen.keys()])) {
    const swept = findSwept(job.cycle, { databaseKey, rows: tables.rows(databaseKey), sweep });
    for (const key of swept) tables.remove(databaseKey, key);
    const commit = commits.find((one) => one.databaseKey === databaseKey);
    if (commit) commit.swept.push(...swept);
    else if (swept.length > 0)
      commits.push({ at, key: job.sync.key, databaseKey, upserted: [], deleted: [], swept });
  }
}

/** Saves the state after a page that was committed, and sets the job up for its next page, or for its next cycle. */
export function advance(job: Job, { hasMore, nextState }: PageResult, context: AdvanceContext): void {
  const { at, knobs, settings } = context;
  const isDropped = !hasMore && isReplace(job) && settings.lastState === "dropped";
  job.state = isDropped ? undefined : JSON.stringify(nextState);
  job.failures = 0;
  if (hasMore && job.cycle !== undefined) {
    job.cycle.page += 1;
    job.phase = "waiting";
    job.dueAt = at + Math.max(0, knobs.gapMs(job.sync.key));
    return;
  }
  job.cycle = undefined;
  job.phase = "idle";
  job.dueAt = nextStart(job, at);
}

/** A commit that is being put together. */
export type OpenCommit = Commit & { upserted: string[]; deleted: string[]; swept: string[] };

/** Where to write, and the time that rows carry. */
export type WriteContext = { tables: Tables; at: number };

type AdvanceContext = { at: number; knobs: PlatformKnobs; settings: PlatformSettings };

function markSeen({ cycle }: Job, databaseKey: string, key: string): void {
  const seen = cycle?.seen.get(databaseKey) ?? new Set<string>();
  cycle?.seen.set(databaseKey, seen.add(key));
}
