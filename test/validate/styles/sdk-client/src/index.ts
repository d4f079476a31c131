import { Worker, type SyncChange, type SyncExecutionResult } from "@notionhq/workers";
import { connect, CursorExpired, pages } from "./pallets.js";
import { movedAt, palletSchema, readRows } from "./rows.js";

const worker = new Worker();
export default worker;

const palletJack = worker.pacer("palletJack", { allowedRequests: 10, intervalMs: 1000 });

const pallets = worker.database("pallets", {
  type: "managed",
  initialTitle: "Pallets",
  primaryKeyProperty: "Pallet ID",
  schema: { properties: palletSchema },
});

type Change = SyncChange<"Pallet ID", typeof palletSchema>;

// Three pages of twenty make a good batch for Notion.
const pagesPerCall = 3;
const overlapMs = 10 * 60_000;

type Seen = { cursor: string; marker: string; calls: number };

/** Remembers a cursor now and then; undefined when one comes back, because then the pages lead in a circle. */
function remember(seen: Seen | undefined, cursors: readonly string[]): Seen | undefined {
  const cursor = cursors.at(-1);
  if (cursor === undefined || new Set(cursors).size < cursors.length) return undefined;
  if (seen && (cursors.includes(seen.marker) || cursors.includes(seen.cursor))) return undefined;
  const calls = (seen?.calls ?? 0) + 1;
  return { cursor, calls, marker: seen && (calls & (calls - 1)) !== 0 ? seen.marker : cursor };
}

type AllState = {
  v: 1;
  lastTotal?: number;
  total?: number;
  since?: string;
  isTail?: boolean;
  seen?: Seen;
  failure?: { text: string; at: number };
};

// Every pallet, once a day: scrapped ones are told of for a week only.
worker.sync("palletsAll", {
  database: pallets,
  mode: "replace",
  schedule: "1d",
  execute: async (saved: AllState | undefined): Promise<SyncExecutionResult<"Pallet ID", AllState>> => {
    const given: AllState = saved?.v === 1 ? saved : { v: 1 };
    const fresh: AllState = given.lastTotal === undefined ? { v: 1 } : { v: 1, lastTotal: given.lastTotal };
    if (given.failure && Date.now() - given.failure.at < 60_000) throw new Error(given.failure.text);
    const state = given.failure ? fresh : given;
    // What cannot be finished is begun anew, and the error told by the next call: this one has to save the clean state.
    const fail = (text: string) => ({
      changes: [],
      hasMore: true,
      nextState: { ...fresh, failure: { text: `${text} Nothing was deleted.`, at: Date.now() } },
    });

    const client = connect(() => palletJack.wait());
    const tail = state.isTail && state.since !== undefined ? { since: state.since } : {};
    const changes: Change[] = [];
    const cursors: string[] = [];
    let { total = 0, since } = state;
    let isEnd = true;
    try {
      let count = 0;
      for await (const page of pages(client, { cursor: state.seen?.cursor, ...tail })) {
        const { rows } = readRows(page.pallets);
        changes.push(...rows);
        if (!state.isTail) total += rows.length;
        since ??= new Date(page.servedAt - overlapMs).toISOString();
        if (page.cursor !== undefined) cursors.push(page.cursor);
        isEnd = page.cursor === undefined;
        count += 1;
        if (count === pagesPerCall) break;
      }
    } catch (error) {
      if (error instanceof CursorExpired) return { changes: [], hasMore: true, nextState: fresh };
      throw error;
    }

    if (!isEnd) {
      const seen = remember(state.seen, cursors);
      if (!seen) return fail("PalletJack gave the same page twice.");
      return { changes, hasMore: true, nextState: { ...state, total, ...(since && { since }), seen } };
    }
    if (!state.isTail) {
      // What came or moved while we read is read before the end, when Notion removes whatever was not seen.
      return {
        changes,
        hasMore: true,
        nextState: { ...fresh, total, ...(since && { since }), isTail: true },
      };
    }
    const { lastTotal = 0 } = fresh;
    if (total === 0) return fail("PalletJack lists no pallets; look at the token's permissions.");
    if (total < lastTotal * 0.7 && lastTotal - total > 20)
      return fail(
        `${total} of ${lastTotal} rows would be left. If so: ntn workers sync state reset palletsAll.`,
      );
    return { changes, hasMore: false, nextState: { v: 1, lastTotal: total } };
  },
});

type MovesState = { v: 1; newest?: string; since?: string; seen?: Seen };

// Every five minutes the pallets that moved, from ten minutes before the newest move that PalletJack has shown.
worker.sync("palletMoves", {
  database: pallets,
  mode: "incremental",
  schedule: "5m",
  execute: async (saved: MovesState | undefined): Promise<SyncExecutionResult<"Pallet ID", MovesState>> => {
    const state: MovesState = saved?.v === 1 ? saved : { v: 1 };
    const begin = state.newest === undefined ? Date.now() - 86_400_000 : Date.parse(state.newest) - overlapMs;
    const since = state.since ?? new Date(begin).toISOString();
    const client = connect(() => palletJack.wait());
    const changes: Change[] = [];
    const cursors: string[] = [];
    let { newest } = state;
    try {
      for await (const page of pages(client, { cursor: state.seen?.cursor, since })) {
        const { rows, scrapped } = readRows(page.pallets);
        changes.push(...rows, ...scrapped);
        for (const pallet of page.pallets) {
          // A move dated ahead of PalletJack's own clock counts as one of now.
          const moved = Math.min(movedAt(pallet), page.servedAt);
          if (moved > Date.parse(newest ?? "1970-01-01T00:00:00Z")) newest = new Date(moved).toISOString();
        }
        if (page.cursor !== undefined) cursors.push(page.cursor);
        else cursors.length = 0;
        if (page.cursor === undefined || cursors.length === pagesPerCall) break;
      }
    } catch (error) {
      if (!(error instanceof CursorExpired)) throw error;
      return { changes: [], hasMore: false, nextState: known(state.newest) };
    }
    const seen = remember(state.seen, cursors);
    if (!seen) return { changes, hasMore: false, nextState: known(newest) };
    return { changes, hasMore: true, nextState: { ...known(newest), since, seen } };
  },
});

const known = (newest: string | undefined): MovesState =>
  newest === undefined ? { v: 1 } : { v: 1, newest };
