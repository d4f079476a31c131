import { iso8601, readCursor, readLimit, writeCursor } from "./query.ts";
import { present, type Shelved } from "./shop.ts";

/** A status and the JSON that goes with it. */
export type Answer = { status: number; body: unknown };

/** What a route reads: the shelf, the query and the time of the request (epoch ms). */
export type Asked = { shelved: readonly Shelved[]; query: URLSearchParams; now: number };

/** A path's answer to GET. */
export const routes: ReadonlyMap<string, (asked: Asked) => Answer> = new Map([
  ["/v1/books", listBooks],
  ["/v1/books/changes", listChanges],
]);

const cursorLifeMs = 15 * 60_000;
const tombstoneLifeMs = 30 * 86_400_000;

/** A refusal in the API's words. */
export function refuse(status: number, error: string): Answer {
  return { status, body: { error } };
}

function listBooks({ shelved, query, now }: Asked): Answer {
  const limit = readLimit(query);
  if (limit === undefined) return refuse(400, "bad_limit");
  const text = query.get("cursor");
  const cursor = text === null ? { after: 0, at: now } : readCursor(text);
  if (cursor === undefined || cursor.at > now) return refuse(400, "bad_cursor");
  if (now - cursor.at > cursorLifeMs) return refuse(410, "cursor_expired");
  const all = present(shelved);
  const rest = all.filter(({ number }) => number > cursor.after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const next =
    last === undefined || rest.length === page.length ? null : writeCursor({ after: last.number, at: now });
  return { status: 200, body: { books: page.map(({ book }) => book), next_cursor: next, total: all.length } };
}

function listChanges({ shelved, query, now }: Asked): Answer {
  const limit = readLimit(query);
  if (limit === undefined) return refuse(400, "bad_limit");
  const since = iso8601(query.get("updated_since"));
  if (since === undefined) return refuse(400, "bad_date");
  const afterId = query.get("after_id");
  const isAfter = ({ updatedAt, book }: Shelved): boolean =>
    updatedAt > since || (updatedAt === since && (afterId === null || book.id > afterId));
  const isShown = ({ removedAt }: Shelved): boolean =>
    removedAt === undefined || now - removedAt <= tombstoneLifeMs;
  const changed = shelved.filter((one) => isShown(one) && isAfter(one)).sort(byChange);
  return {
    status: 200,
    body: { books: changed.slice(0, limit).map(shown), has_more: changed.length > limit },
  };
}

function byChange(one: Shelved, other: Shelved): number {
  return one.updatedAt - other.updatedAt || (one.book.id < other.book.id ? -1 : 1);
}

function shown({ book, removedAt }: Shelved): unknown {
  if (removedAt === undefined) return book;
  return { id: book.id, deleted: true, updated_at: new Date(removedAt).toISOString() };
}
