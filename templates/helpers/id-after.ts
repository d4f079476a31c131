/** The id after which the next page begins; undefined, which ends the list, only when there is no record. */
export function idAfter<Row>(records: readonly Row[], idOf: (record: Row) => unknown): string | undefined {
  const last = records.at(-1);
  if (last === undefined) return undefined;
  const id = idOf(last);
  if (typeof id === "string" || typeof id === "number") return String(id);
  throw new Error("The last record of a page has no id, so there is no place to go on from");
}
