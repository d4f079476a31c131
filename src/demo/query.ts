const defaultLimit = 20;
const largestLimit = 100;

/** The page size asked for, at most 100; undefined if it is not a whole number from 1. */
export function readLimit(query: URLSearchParams): number | undefined {
  const text = query.get("limit");
  if (text === null) return defaultLimit;
  return /^[1-9]\d{0,8}$/.test(text) ? Math.min(Number(text), largestLimit) : undefined;
}

/** Where a page of the list ended (a book's number) and when (epoch ms). */
export type Cursor = { after: number; at: number };

/** A cursor as text that no client should want to read. */
export function writeCursor({ after, at }: Cursor): string {
  return Buffer.from(`${after}@${Math.floor(at)}`).toString("base64url");
}

/** Reads a cursor back; undefined for any text that `writeCursor` does not write. */
export function readCursor(text: string): Cursor | undefined {
  const match = /^(\d{1,15})@(\d{1,15})$/.exec(Buffer.from(text, "base64url").toString("latin1"));
  if (match === null) return undefined;
  const cursor = { after: Number(match[1]), at: Number(match[2]) };
  return writeCursor(cursor) === text ? cursor : undefined;
}

/** A full ISO 8601 instant or a day as epoch ms; undefined for anything else, such as the "March 7" that Date would take. */
export function iso8601(text: string | null): number | undefined {
  if (
    text === null ||
    !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
  )
    return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
