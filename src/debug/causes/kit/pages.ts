import type { Evidence } from "../../evidence.ts";
import type { LoggedPage } from "../../types.ts";
import type { Sign } from "../cause.ts";

/** Pages that say there is more and leave the state exactly as the page before did, in the same run. */
export function stuckPages({ log, key }: Evidence): LoggedPage[] {
  const runs = (log?.runs ?? []).filter(
    ({ sync }) => key === undefined || sync === undefined || sync === key,
  );
  return runs.flatMap(({ pages }) =>
    pages.filter((page, index) => {
      const before = pages[index - 1];
      return (
        page.hasMore && before !== undefined && before.hasMore && page.state?.digest === before.state?.digest
      );
    }),
  );
}

/** Pages that say there is more and have the very rows of the page before, whatever the state is. */
export function repeatedPages({ pages }: Evidence): LoggedPage[] {
  return pages.filter(({ keys, hasMore }, index) => {
    const before = pages[index - 1];
    return hasMore && keys !== undefined && before?.hasMore === true && keys.digest === before.keys?.digest;
  });
}

/** What the rows by themselves show to be wrong, by the codes of the log's reader. */
export function odditySigns({ pages }: Evidence, codes: readonly string[]): Sign[] {
  const all = pages.flatMap(({ oddities, at }) => oddities.map((oddity) => ({ ...oddity, at })));
  return all
    .filter(({ code }) => codes.includes(code))
    .slice(0, 3)
    .map(({ count, example, at, code }) => ({ text: `${count} × ${code}, such as ${example}`, line: at }));
}

/** A full read of a list: the pages up to one that says that there is no more. */
export type Cycle = { upserts: number; deletes: number; at: number };

/** The cycles that a log has whole, in order; none where it has more pages than its reader kept. */
export function cyclesOf({ log, pages }: Evidence): Cycle[] {
  if (log?.runs.some((run) => run.pageCount > run.pages.length)) return [];
  const cycles: Cycle[] = [];
  let now = { upserts: 0, deletes: 0 };
  for (const { upserts, deletes, hasMore, at } of pages) {
    now = { upserts: now.upserts + upserts, deletes: now.deletes + deletes };
    if (hasMore) continue;
    cycles.push({ ...now, at });
    now = { upserts: 0, deletes: 0 };
  }
  return cycles;
}
