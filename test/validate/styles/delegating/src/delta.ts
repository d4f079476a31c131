import type { SyncExecutionResult } from "@notionhq/workers";
import { changedTickets, ExpiredCursor, type TicketPage } from "./api.js";
import { newestOfEach, toChange, toTime } from "./ticket.js";
import { follow, overlapMs, type Trail } from "./trail.js";

export type DeltaState = {
  v: 1;
  /** The newest change that was ever seen, by Quillbox's clock. */
  newest?: string;
  /** Inside a cycle: where it began, and the page it is at. */
  since?: string;
  cursor?: string;
  trail?: Trail;
};

const firstLookBackMs = 2 * 24 * 3_600_000;

/** Reads one page of the changes, from ten minutes before the newest one that is known. */
export async function followTickets(
  saved: DeltaState | undefined,
): Promise<SyncExecutionResult<"Ticket ID", DeltaState>> {
  const state: DeltaState = saved?.v === 1 ? saved : { v: 1 };
  const since = state.since ?? beginning(state);
  const page = await changedTickets(since, state.since && state.cursor).catch(expiredIsUndefined);
  // The cycle begins anew from the newest change that was seen.
  if (!page) return { changes: [], hasMore: false, nextState: between(state.newest) };
  const newest = newestOf(page, state.newest);
  const changes = newestOfEach(page.tickets).map(toChange);
  const trail = page.next === undefined ? undefined : follow(state.trail, page.next);
  if (page.next === undefined || !trail) return { changes, hasMore: false, nextState: between(newest) };
  return { changes, hasMore: true, nextState: { ...between(newest), since, cursor: page.next, trail } };
}

function beginning({ newest }: DeltaState): string {
  const from = newest === undefined ? Date.now() - firstLookBackMs : Date.parse(newest) - overlapMs;
  return new Date(from).toISOString();
}

/** The newest change of a page, never ahead of Quillbox's clock; a page without times moves nothing. */
function newestOf({ tickets, servedAt }: TicketPage, before: string | undefined): string | undefined {
  const times = tickets.flatMap((ticket) => toTime(ticket.changed_at) ?? []);
  if (before !== undefined) times.push(Date.parse(before));
  if (times.length === 0) return before;
  return new Date(Math.min(Math.max(...times), servedAt)).toISOString();
}

const between = (newest: string | undefined): DeltaState =>
  newest === undefined ? { v: 1 } : { v: 1, newest };

function expiredIsUndefined(error: unknown): undefined {
  if (error instanceof ExpiredCursor) return undefined;
  throw error;
}
