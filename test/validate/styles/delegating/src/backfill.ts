import type { SyncExecutionResult } from "@notionhq/workers";
import { changedTickets, ExpiredCursor, listTickets } from "./api.js";
import { newestOfEach, toUpsert } from "./ticket.js";
import { follow, overlapMs, type Trail } from "./trail.js";

export type BackfillState = {
  v: 1;
  lastCount?: number;
  count?: number;
  restarts?: number;
  startedAt?: number;
  cursor?: string;
  trail?: Trail;
  /** Set at the end of the list: the changes since then are read before the cycle ends. */
  tailSince?: string;
  refused?: { why: string; at: number };
};

type Result = SyncExecutionResult<"Ticket ID", BackfillState>;

const nothingDeleted = "Nothing was deleted; the next run begins anew.";

/** Reads one page: of the list, and at its end of what changed meanwhile. */
export async function backfillTickets(saved: BackfillState | undefined): Promise<Result> {
  const known = saved?.v === 1 ? saved : { v: 1 as const };
  // An error is thrown on the call after, from a clean state: thrown at once it would keep the page it happened on.
  if (known.refused && Date.now() - known.refused.at < 60_000) throw new Error(known.refused.why);
  const state: BackfillState = known.refused ? idle(known) : known;
  try {
    return state.tailSince === undefined ? await readList(state) : await readTail(state, state.tailSince);
  } catch (error) {
    if (error instanceof ExpiredCursor)
      return restart(state, "Quillbox no longer takes the token of the next page.");
    throw error;
  }
}

async function readList(state: BackfillState): Promise<Result> {
  const page = await listTickets(state.cursor);
  const tickets = newestOfEach(page.tickets);
  const count = (state.count ?? 0) + tickets.length;
  const startedAt = state.startedAt ?? page.servedAt;
  const changes = tickets.filter(({ removed }) => removed !== true).map(toUpsert);
  if (page.next === undefined) {
    const { cursor: _cursor, trail: _trail, ...rest } = state;
    const tailSince = new Date(startedAt - overlapMs).toISOString();
    return { changes, hasMore: true, nextState: { ...rest, count, startedAt, tailSince } };
  }
  const trail = follow(state.trail, page.next);
  if (!trail) return restart(state, "Quillbox gave the same page twice.");
  return { changes, hasMore: true, nextState: { ...state, count, startedAt, trail, cursor: page.next } };
}

/** What was created or changed while the list was read: without it the sweep at the end could take new rows. */
async function readTail(state: BackfillState, since: string): Promise<Result> {
  const page = await changedTickets(since, state.cursor);
  const changes = newestOfEach(page.tickets)
    .filter(({ removed }) => removed !== true)
    .map(toUpsert);
  if (page.next !== undefined) {
    const trail = follow(state.trail, page.next);
    if (!trail) return restart(state, "Quillbox gave the same page twice.");
    return { changes, hasMore: true, nextState: { ...state, trail, cursor: page.next } };
  }
  const { count = 0, lastCount = 0 } = state;
  const isCutOff = count === 0 || (count < 0.7 * lastCount && lastCount - count > 20);
  if (isCutOff) {
    const release = "If the loss is real: ntn workers sync state reset ticketsFull";
    return refuse(
      state,
      `Quillbox lists ${count} tickets, ${lastCount} the last time: a permission may have been taken away. ${nothingDeleted} ${release}`,
    );
  }
  return { changes, hasMore: false, nextState: { v: 1, lastCount: count } };
}

function restart(state: BackfillState, why: string): Result {
  const restarts = (state.restarts ?? 0) + 1;
  if (restarts > 3) return refuse(state, `${why} It did so ${restarts} times in a row. ${nothingDeleted}`);
  return { changes: [], hasMore: true, nextState: { ...idle(state), restarts } };
}

function refuse(state: BackfillState, why: string): Result {
  return { changes: [], hasMore: true, nextState: { ...idle(state), refused: { why, at: Date.now() } } };
}

function idle({ lastCount }: BackfillState): BackfillState {
  return lastCount === undefined ? { v: 1 } : { v: 1, lastCount };
}
