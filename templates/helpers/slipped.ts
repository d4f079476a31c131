/** Whether records slipped from this page to the one before, which is read already: a record was deleted meanwhile. */
export function slipped<Row>(
  lastId: string,
  before: readonly Row[],
  page: readonly Row[],
  idOf: (record: Row) => unknown,
): boolean {
  const last = before.at(-1);
  return (
    !page.some((record) => String(idOf(record)) === lastId) &&
    (last === undefined || String(idOf(last)) !== lastId)
  );
}
