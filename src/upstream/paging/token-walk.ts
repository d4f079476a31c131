import type { PageFacts } from "../../source/schema.ts";
import { readPageSize, roomOf } from "../page-size.ts";
import { type Asked, type Refusal, type Row, type Selection, type Tools } from "../parts.ts";
import { compareRows, shuffleTies } from "../rows.ts";
import type { Position } from "../tokens.ts";
import type { Knobs } from "../types.ts";

/** A page between two positions; no `next` ends the list. */
export type WalkPage = { rows: readonly Row[]; at: Position; next: Position | undefined };

type Step = { page: Pick<PageFacts, "size">; asked: Asked; selection: Selection; tools: Tools };

/** Reads the token a client sent; without one, the first page. `sent` are the parameters that carry token and size. */
export function readPosition(
  { asked, tools }: Step,
  token: string | undefined,
  sent: readonly (string | undefined)[],
): Position | Refusal {
  const { knobs, tokens, random } = tools;
  if (token === undefined) {
    const first = { page: 1, served: 0 };
    return knobs.ties === "shuffled" ? { ...first, ties: 1 + Math.floor(random() * 1e9) } : first;
  }
  return tokens.read(token, queryOf(asked, sent), { now: asked.now, ttlMs: knobs.tokenTtlMs });
}

/** The token of a position, bound to everything asked for but the token itself and the page size. */
export function writePosition(
  { asked, tools }: Step,
  position: Position,
  sent: readonly (string | undefined)[],
): string {
  return tools.tokens.write(position, queryOf(asked, sent), asked.now);
}

/** The page that begins at a position. Knobs for pages (room, empty ones, window, loops, ends) all take effect here. */
export function takePage({ page, asked, selection, tools }: Step, at: Position): WalkPage | Refusal {
  const { knobs } = tools;
  const size = readPageSize(page, asked);
  if (typeof size !== "number") return size;
  const window = knobs.maxWindow ?? Infinity;
  if (at.served >= window) {
    if (knobs.beyondWindow === "refused") return { status: 400, error: "result_window_too_large" };
    return { rows: [], at, next: undefined };
  }
  if (knobs.emptyPages.includes(at.page) && !knobs.outage)
    return { rows: [], at, next: { ...at, page: at.page + 1, before: strip(at) } };
  const rows = at.ties === undefined ? selection.rows : shuffleTies(selection.rows, at.ties);
  const from = firstAt(rows, at, selection);
  const taken = rows.slice(from, from + Math.min(roomOf(size, knobs), window - at.served));
  const hasMore = from + taken.length < rows.length;
  return { rows: taken, at, next: nextOf({ at, taken, hasMore, selection }, knobs) };
}

type Reached = { at: Position; taken: readonly Row[]; hasMore: boolean; selection: Selection };

function nextOf({ at, taken, hasMore, selection }: Reached, knobs: Knobs): Position | undefined {
  if (!hasMore && knobs.doneFlag !== "stuck") return undefined;
  if (taken.length === 0) return at;
  if (at.page >= (knobs.repeatTokenFrom ?? Infinity)) return at.before ?? strip(at);
  const last = taken.at(-1);
  const { after: _after, before: _before, ...kept } = at;
  return {
    ...kept,
    page: at.page + 1,
    served: at.served + taken.length,
    ...(last !== undefined && !selection.isMoving && { after: [last.sort, last.id] as const }),
    before: strip(at),
  };
}

function firstAt(rows: readonly Row[], at: Position, { isMoving, isDescending }: Selection): number {
  if (isMoving || at.after === undefined) return at.served;
  const [sort, id] = at.after;
  const isBehind = behind({ sort, id }, { ties: at.ties, isDescending });
  // Shuffled ties are in no order that could be searched by halves.
  if (at.ties !== undefined) {
    const place = rows.findIndex((row) => row.sort === sort && row.id === id);
    return place === -1 ? firstIndex(rows, isBehind) : place + 1;
  }
  return firstIndex(rows, isBehind);
}

function behind(
  last: Pick<Row, "sort" | "id">,
  { ties, isDescending }: { ties: number | undefined; isDescending: boolean },
): (row: Row) => boolean {
  const sign = isDescending ? -1 : 1;
  return (row) => sign * (ties === undefined ? compareRows(row, last) : row.sort - last.sort) > 0;
}

/** The first of the rows for which a test holds, where it holds for all that follow; their number if for none. */
export function firstIndex<Item>(rows: readonly Item[], test: (row: Item) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && test(row)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function strip({ before: _before, ...position }: Position): Position {
  return position;
}

function queryOf({ url }: Asked, sent: readonly (string | undefined)[]): string {
  const bound = [...url.searchParams].filter(([name]) => !sent.includes(name));
  return JSON.stringify([url.pathname, bound.sort(([one], [other]) => (one < other ? -1 : 1))]);
}
