import { Worker, type SyncExecutionResult } from "@notionhq/workers";
import { FerrylineClient, PageGone } from "./client.js";
import { columns, KEY, modifiedAt, toDelete, toRow, usable } from "./rows.js";

const worker = new Worker();
const turnstile = worker.pacer("ferryline", { allowedRequests: 4, intervalMs: 1000 });
const ferryline = new FerrylineClient(turnstile);

const bookings = worker.database("bookings", {
  type: "managed",
  initialTitle: "Bookings",
  primaryKeyProperty: KEY,
  schema: { properties: columns },
});

// Changes show up within two minutes. The rest of the quarter of an hour is for clocks that differ, and brings back what
// a weekly read swept although it was new.
const OVERLAP = 15 * 60 * 1000;

interface Place {
  next: string;
  /** A page that was passed, and how many there were: a circle of pages comes back to it. */
  milestone: string;
  pages: number;
}

interface WeeklyState {
  version: 1;
  rows?: number;
  seen?: number;
  began?: number;
  stage?: "list" | "tail";
  place?: Place;
  restarts?: number;
  problem?: string;
  problemAt?: number;
}

const onwards = (place: Place | undefined, next: string): Place | null => {
  if (place === undefined) return { next, milestone: next, pages: 1 };
  if (next === place.milestone || next === place.next) return null;
  const pages = place.pages + 1;
  return { next, pages, milestone: Number.isInteger(Math.log2(pages)) ? next : place.milestone };
};

const atRest = ({ rows }: WeeklyState): WeeklyState => ({
  version: 1,
  ...(rows === undefined ? {} : { rows }),
});

type WeeklyResult = SyncExecutionResult<typeof KEY, WeeklyState>;

const giveUp = (state: WeeklyState, problem: string): WeeklyResult => ({
  changes: [],
  hasMore: true,
  nextState: { ...atRest(state), problem: `${problem} Nothing was deleted.`, problemAt: Date.now() },
});

const again = (state: WeeklyState, why: string): WeeklyResult => {
  const restarts = (state.restarts ?? 0) + 1;
  if (restarts > 3) return giveUp(state, `${why} That happened ${restarts} times in a row.`);
  return { changes: [], hasMore: true, nextState: { ...atRest(state), restarts } };
};

// Weekly and complete, so that a booking which vanished without a trace loses its row. Cancelled ones are still listed
// and are left out, which removes theirs.
worker.sync("bookingsWeekly", {
  database: bookings,
  mode: "replace",
  schedule: "7d",
  async execute(previous: WeeklyState | undefined): Promise<WeeklyResult> {
    let state: WeeklyState = previous?.version === 1 ? previous : { version: 1 };
    if (state.problem !== undefined) {
      // The error was put aside for this call, which begins nothing; a minute later the read begins anew.
      if (Date.now() - (state.problemAt ?? 0) < 60_000) throw new Error(state.problem);
      state = atRest(state);
    }
    const isTail = state.stage === "tail";
    const from = new Date((state.began ?? 0) - OVERLAP);
    let page;
    try {
      if (state.place) page = await ferryline.nextPage(state.place.next);
      else page = isTail ? await ferryline.firstPageModifiedFrom(from) : await ferryline.firstPage();
    } catch (error) {
      if (error instanceof PageGone) return again(state, "The next page was gone.");
      throw error;
    }

    const found = usable(page.bookings);
    const changes = found.filter((booking) => booking.cancelled !== true).map(toRow);
    const seen = (state.seen ?? 0) + (isTail ? 0 : found.length);
    const began = state.began ?? page.time;
    if (page.next !== null) {
      const place = onwards(state.place, page.next);
      if (!place) return again(state, "The pages lead in a circle.");
      return { changes, hasMore: true, nextState: { ...state, seen, began, place } };
    }
    if (!isTail) {
      // What was booked or changed since the read began is read as well, or its rows would be removed.
      const { place: _done, ...rest } = state;
      return { changes, hasMore: true, nextState: { ...rest, seen, began, stage: "tail" } };
    }

    const { rows = 0 } = state;
    if (seen === 0)
      return giveUp(state, "Ferryline lists no bookings at all; the token may have lost its permission.");
    if (seen < rows * 0.7 && rows - seen > 20) {
      const release = "If they are really gone: ntn workers sync state reset bookingsWeekly.";
      return giveUp(
        state,
        `Ferryline lists ${seen} bookings, ${rows} the last time: a filter or a permission? ${release}`,
      );
    }
    return { changes, hasMore: false, nextState: { version: 1, rows: seen } };
  },
});

interface RecentState {
  version: 1;
  /** The newest modification that was seen, in ms since 1970. */
  newest?: number;
  /** The walk through the changes that is under way. */
  place?: Place;
}

// Every ten minutes, from a quarter of an hour before the newest modification that Ferryline has shown.
worker.sync("bookingsRecent", {
  database: bookings,
  mode: "incremental",
  schedule: "10m",
  async execute(previous: RecentState | undefined): Promise<SyncExecutionResult<typeof KEY, RecentState>> {
    const { newest, place }: Partial<RecentState> = previous?.version === 1 ? previous : {};
    const from = newest === undefined ? Date.now() - 24 * 3_600_000 : newest - OVERLAP;
    const rest = (time: number | undefined): RecentState =>
      time === undefined ? { version: 1 } : { version: 1, newest: time };

    let page;
    try {
      page = await (place ? ferryline.nextPage(place.next) : ferryline.firstPageModifiedFrom(new Date(from)));
    } catch (error) {
      // All that was seen is in `newest`; the next cycle goes on from there.
      if (error instanceof PageGone) return { changes: [], hasMore: false, nextState: rest(newest) };
      throw error;
    }

    const { time } = page;
    const changes = usable(page.bookings).map((one) => (one.cancelled === true ? toDelete(one) : toRow(one)));
    // A date that lies ahead of Ferryline's own clock must not carry us past what is still to come.
    const high = page.bookings
      .map(modifiedAt)
      .filter((modified) => !Number.isNaN(modified))
      .map((modified) => Math.min(modified, time))
      .reduce<number | undefined>((most, one) => (most === undefined || one > most ? one : most), newest);
    const next = page.next === null ? null : onwards(place, page.next);
    if (next === null) return { changes, hasMore: false, nextState: rest(high) };
    return { changes, hasMore: true, nextState: { ...rest(high), place: next } };
  },
});

export default worker;
