import { plain } from "./plain.js";

/** The ids of the records that entries of a log are about, each once. One that could end a query's text is skipped and counted. */
export function deletedIds<Row>(entries: readonly Row[], idOf: (entry: Row) => unknown): string[] {
  const ids = entries.map((entry) => plain(idOf(entry)) ?? "");
  const usable = ids.filter((id) => /^[\w.:@/+=-]+$/.test(id));
  if (usable.length < ids.length)
    console.error(
      `Skipped ${ids.length - usable.length} of ${ids.length} entries of the log: their ids cannot be asked for`,
    );
  return [...new Set(usable)];
}
