/** A page and the id it ends with; a record deleted meanwhile would shift what comes after it. */
export function pageEnd<Position, Row>(
  at: Position | undefined,
  records: readonly Row[],
  idOf: (record: Row) => unknown,
) {
  const last = records.at(-1);
  const lastId = last === undefined ? "" : String(idOf(last));
  return at === undefined ? { lastId } : { at, lastId };
}
