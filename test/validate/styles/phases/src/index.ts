import { Worker, type SyncExecutionResult } from "@notionhq/workers";
import { allSamples, changedAt, readPage, sampleProperties, samplesSince, toUpserts } from "./benchbook.js";
import { advance, move, start, startOver, type Position, type WalkState } from "./walk.js";

const worker = new Worker();
export default worker;

const benchbook = worker.pacer("benchbook", { allowedRequests: 5, intervalMs: 1_000 });

const samples = worker.database("samples", {
  type: "managed",
  initialTitle: "Samples",
  primaryKeyProperty: "UUID",
  schema: { properties: sampleProperties },
});

const overlap = 10 * 60_000;

// Benchbook does not tell what was deleted: once a day everything is read, and what is not there loses its row.
worker.sync("samplesAll", {
  database: samples,
  mode: "replace",
  schedule: "1d",
  execute: async (saved: WalkState | undefined): Promise<SyncExecutionResult<"UUID", WalkState>> => {
    const state = start(saved, Date.now());
    // What changes while the list is read is read after it, so that it is not taken for deleted.
    const first = state.phase === "listing" ? allSamples() : samplesSince(state.startedAt - overlap);
    await benchbook.wait();
    const page = await readPage(state.at?.url ?? first, !state.at);
    if (page === "expired") {
      const nextState = startOver(state, "The link to the next page had expired", Date.now());
      return { changes: [], hasMore: true, nextState };
    }
    const changes = toUpserts(page.samples);
    const nextState = advance(state, { ...page, rows: changes.length }, Date.now());
    const isDone = state.phase === "catching-up" && nextState.phase === "idle" && nextState.attempts === 0;
    return { changes, hasMore: !isDone, nextState };
  },
});

type DeltaState = { v: 1; newest?: number; since?: number; at?: Position };

// Every five minutes the changes, oldest first, beginning ten minutes before the newest one that Benchbook has shown.
worker.sync("samplesChanged", {
  database: samples,
  mode: "incremental",
  schedule: "5m",
  execute: async (saved: DeltaState | undefined): Promise<SyncExecutionResult<"UUID", DeltaState>> => {
    const state: DeltaState = saved?.v === 1 ? saved : { v: 1 };
    const lookback = Date.now() - 86_400_000;
    const since = state.since ?? (state.newest === undefined ? lookback : state.newest - overlap);
    await benchbook.wait();
    const page = await readPage(state.at?.url ?? samplesSince(since), !state.at);
    if (page === "expired")
      return {
        changes: [],
        hasMore: false,
        nextState: { v: 1, ...(state.newest && { newest: state.newest }) },
      };

    let { newest } = state;
    for (const sample of page.samples) {
      // Never past the server's own clock: a sample dated next year would hide all that changes until then.
      const changed = Math.min(changedAt(sample) ?? -Infinity, page.serverNow);
      if (Number.isFinite(changed) && (newest === undefined || changed > newest)) newest = changed;
    }
    const known: DeltaState = newest === undefined ? { v: 1 } : { v: 1, newest };
    const at = page.next === undefined ? undefined : move(state.at, page.next);
    return at
      ? { changes: toUpserts(page.samples), hasMore: true, nextState: { ...known, since, at } }
      : { changes: toUpserts(page.samples), hasMore: false, nextState: known };
  },
});
