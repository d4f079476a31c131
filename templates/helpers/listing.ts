import { marked, type Mark } from "./marked.js";
import { refusal } from "./refusal.js";

/** Where a delta stands that reads the whole list, because the API cannot tell it what changed. */
export type Listing<Position> = {
  at?: Position;
  mark?: Mark<Position>;
  /** The page before, where a list can move. */
  before?: { at?: Position; lastId: string };
  restarts?: number;
};

/** What the state takes over from a page of a listing: where it goes on, or why it cannot; nothing at its end. */
export function listOn<Position>(
  listing: Listing<Position>,
  page: { next?: Position | undefined; refused?: string | undefined },
  before?: { at?: Position; lastId: string },
): { listing?: Listing<Position>; refused?: { because: string; at: number } } {
  if (page.refused !== undefined) return { refused: refusal(page.refused) };
  if (page.next === undefined) return {};
  const mark = marked(listing.mark, listing.at, page.next);
  if (!mark) return { refused: refusal("The API gave the same page twice") };
  const { restarts = 0 } = listing;
  return { listing: { at: page.next, mark, restarts, ...(before && { before }) } };
}

/** Begins a listing anew: at once, and after the third time in a row with the next run. */
export function listAnew<Known extends object, Position>(
  known: Known,
  listing: Listing<Position>,
  because: string,
) {
  const restarts = (listing.restarts ?? 0) + 1;
  console.error(`${because}. The listing begins again.`);
  const anew: Listing<Position> = { restarts };
  return { changes: [], hasMore: restarts % 4 !== 0, nextState: { ...known, listing: anew } };
}
