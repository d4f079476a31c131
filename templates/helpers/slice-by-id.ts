const mostRecords = 100;

/** The next hundred of an answer that holds everything, in the order of the ids, which no change moves. */
export function sliceById<Row>(
  all: readonly Row[],
  at: string | undefined,
  idOf: (record: Row) => unknown,
): { records: Row[]; next: string | undefined } {
  const textOf = (record: Row): string => String(idOf(record) ?? "");
  const ids = [...new Set(all.map(textOf))].filter((id) => at === undefined || id > at).sort();
  const chosen = new Set(ids.slice(0, mostRecords));
  return {
    records: all.filter((record) => chosen.has(textOf(record))),
    next: ids.length > mostRecords ? ids[mostRecords - 1] : undefined,
  };
}
