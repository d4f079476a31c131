import { earlier } from "./earlier.js";
import { marked, type Mark } from "./marked.js";

/** Since when events are read, and what is known of those that are still to come. */
export type SinceEvents<Position> = { since: string; ahead?: Ahead<Position> };

/** How far a feed was looked through ahead of what is written, and which records it says are deleted. */
type Ahead<Position> = { since: string; gone: string[]; at?: Position; mark?: Mark<Position> };

// So much of a state may be ids, in characters.
const mostOfState = 40_000;

/**
 * Takes note of a page of the events ahead: where to go on (`at`), and at the end of the feed from when to look again,
 * `overlapMs` back for those that show up late. Or why that cannot be done.
 */
export function lookAhead<Position>(
  ahead: Ahead<Position>,
  page: { next?: Position | undefined; now: string },
  changes: readonly { type: "upsert" | "delete"; key: string }[],
  overlapMs: number,
): Ahead<Position> | { because: string } {
  const keys = new Set(ahead.gone);
  for (const { type, key } of changes) {
    // What was made again after it was deleted is alive.
    if (type === "delete") keys.add(key);
    else keys.delete(key);
  }
  const gone = [...keys];
  if (JSON.stringify(gone).length > mostOfState)
    return { because: `More was deleted during the walk than can be remembered (${gone.length} ids)` };
  if (page.next === undefined) return { since: earlier(page.now, overlapMs), gone };
  const mark = marked(ahead.mark, ahead.at, page.next);
  if (!mark) return { because: "The API gave the same page twice" };
  return { since: ahead.since, gone, at: page.next, mark };
}
