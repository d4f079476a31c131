import { Problem } from "../problems/problem.ts";
import { readChange, type Upsert } from "./changes.ts";
import { runCycle } from "./cycle.ts";
import { getSync } from "./find-sync.ts";
import type { SyncInfo } from "./manifest.ts";
import type { Page, WorkerProcess } from "./worker-process.ts";

/** A row of the fake database. `id` is new when a deleted row comes back, as its Notion page would be. */
export type Row = {
  id: number;
  key: string;
  properties: ReadonlyMap<string, unknown>;
  updatedAt: string | undefined;
};

/** What one run of a sync did. `outdated` counts upserts that lost against a newer row. */
export type RunSummary = {
  pages: number;
  upserts: number;
  outdated: number;
  deletes: string[];
  swept: string[];
};

/** A stand-in for the part of Notion that runs syncs and keeps their rows. */
export type Platform = {
  /** Runs one cycle from the saved state. When `execute` throws, rows and state of the pages before stay, as on Notion. */
  runSync(key: string, options?: { maxPages?: number }): Promise<RunSummary>;
  /** A copy of a database's rows, oldest first. */
  rows(databaseKey: string): Row[];
  /** The state the next run begins with; undefined before the first. */
  state(key: string): unknown;
};

type Tables = Map<string, Map<string, Row>>;
type Job = { sync: SyncInfo; state: unknown; seen: Map<string, Set<string>> };

const mostPages = 1000;

/**
 * Makes a platform without rows for the worker's databases. Upserts merge (a property that is absent stays, [] clears),
 * deletes count in incremental mode only, and the end of a replace cycle sweeps what the cycle did not bring.
 */
export function createPlatform(worker: Pick<WorkerProcess, "execute" | "manifest">): Platform {
  const tables: Tables = new Map();
  const jobs = new Map<string, Job>();
  let created = 0;
  const nextId = (): number => (created += 1);
  const getJob = (key: string): Job => {
    const job = jobs.get(key) ?? { sync: getSync(worker.manifest(), key), state: undefined, seen: new Map() };
    jobs.set(key, job);
    return job;
  };
  return {
    async runSync(key, { maxPages = mostPages } = {}) {
      const job = getJob(key);
      const summary: RunSummary = { pages: 0, upserts: 0, outdated: 0, deletes: [], swept: [] };
      for await (const page of runCycle(worker, key, { state: job.state, maxPages })) {
        applyPage(page, { job, tables, summary, nextId });
        if (page.hasMore && page.number === maxPages)
          throw new Problem("run/too-many-pages", { key, pages: maxPages });
      }
      return summary;
    },
    rows: (databaseKey) => [...(tables.get(databaseKey)?.values() ?? [])].map((row) => structuredClone(row)),
    state: (key) => jobs.get(key)?.state,
  };
}

type Application = { job: Job; tables: Tables; summary: RunSummary; nextId: () => number };

function applyPage(page: Page, { job, tables, summary, nextId }: Application): void {
  const isReplace = job.sync.mode !== "incremental";
  for (const raw of page.changes) {
    const change = readChange(raw);
    if (change.type === "unreadable") continue;
    const table = getOrCreate(tables, change.databaseKey, () => new Map<string, Row>());
    if (change.type === "upsert") {
      getOrCreate(job.seen, change.databaseKey, () => new Set<string>()).add(change.key);
      if (upsert(table, change, nextId)) summary.upserts += 1;
      else summary.outdated += 1;
    } else if (!isReplace && table.delete(change.key)) summary.deletes.push(change.key);
  }
  summary.pages += 1;
  // Kept at the end of a replace cycle too: that is what people see on Notion, whatever the SDK's comment says.
  job.state = page.nextState;
  if (page.hasMore) return;
  if (isReplace) summary.swept.push(...sweep(job, tables));
  job.seen.clear();
}

/** Applies an upsert unless the row is newer; says whether it did. A time that cannot be read never loses. */
function upsert(table: Map<string, Row>, change: Upsert, nextId: () => number): boolean {
  const old = table.get(change.key);
  if (old && Date.parse(change.updatedAt ?? "") < Date.parse(old.updatedAt ?? "")) return false;
  const properties = new Map([...(old?.properties ?? []), ...change.properties]);
  table.set(change.key, {
    id: old?.id ?? nextId(),
    key: change.key,
    properties,
    updatedAt: change.updatedAt,
  });
  return true;
}

function sweep({ sync, seen }: Job, tables: Tables): string[] {
  const swept: string[] = [];
  for (const databaseKey of new Set([sync.databaseKey, ...seen.keys()])) {
    const table = tables.get(databaseKey);
    for (const key of table?.keys() ?? []) {
      if (seen.get(databaseKey)?.has(key)) continue;
      table?.delete(key);
      swept.push(key);
    }
  }
  return swept;
}

function getOrCreate<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}
