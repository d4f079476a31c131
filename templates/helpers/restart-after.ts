import { earlier } from "./earlier.js";
import { numberedAfter, type Numbered, type Paging } from "./numbered-after.js";

/** A place among changes, oldest first: the time since which is asked, and a page of that answer with what it ends in. */
export type Restart = Numbered & { since: string; ends?: string };

/**
 * The place after a page of changes, oldest first. Page numbers would skip what moves up when a record changes again,
 * so the question is asked anew from the last record's time; only a time that fills a page is paged through.
 */
export function restartAfter<Row>(
  at: Restart,
  records: readonly Row[],
  of: { time: (record: Row) => unknown; id: (record: Row) => unknown },
  // `resolution`: how fine the times are, in ms. `back`: how far behind the last one to ask, so that it is included.
  paging: Paging & { resolution: number; back: number },
): { next?: Restart; refused?: string } {
  const { next, refused } = numberedAfter(at, records, paging);
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) {
    // Changes that cannot be reached yet are asked for again by the next cycle.
    if (refused) console.error(refused);
    return next ? { next: { ...at, ...next } } : {};
  }
  if (!next && !refused) return {};
  const times = records.map((record) => Date.parse(String(of.time(record)))).filter(Number.isFinite);
  const time = times.at(-1) ?? Number.NaN;
  const step = (ms: number): number => Math.floor(ms / paging.resolution);
  if (step(time - paging.back) > step(Date.parse(at.since))) {
    const since = earlier(new Date(time).toISOString(), paging.back);
    return { next: { since, number: paging.first ?? 1, empty: 0 } };
  }
  if (!next) return { refused: `${refused}, but more changes than that have one and the same time` };
  const ends = `${String(of.id(first))} ${String(of.id(last))}`;
  if (ends === at.ends)
    return { refused: "The API gave the same page twice; its paging parameter has no effect" };
  return { next: { ...next, since: at.since, ends } };
}
