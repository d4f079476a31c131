/** A page and the ids it ends with; a record deleted meanwhile would shift what comes after it. */
export function pageEnd<Position, Row>(
  at: Position | undefined,
  records: readonly Row[],
  idOf: (record: Row) => unknown,
) {
  const ends = records.slice(-3).map((record) => String(idOf(record)));
  const end = { lastId: ends.at(-1) ?? "", ends };
  return at === undefined ? end : { at, ...end };
}
