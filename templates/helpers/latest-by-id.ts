/** One record per id, the newest; a record without an id is skipped and counted. */
export function latestById<Row>(
  records: readonly Row[],
  idOf: (record: Row) => unknown,
  updatedAt: (record: Row) => unknown = () => undefined,
): Row[] {
  const latest = new Map<string, Row>();
  let skipped = 0;
  for (const record of records) {
    const id = String(idOf(record) ?? "");
    const known = latest.get(id);
    if (id === "") skipped += 1;
    else if (!known || !(Date.parse(String(updatedAt(record))) < Date.parse(String(updatedAt(known)))))
      latest.set(id, record);
  }
  if (skipped > 0) console.error(`Skipped ${skipped} of ${records.length} records: they have no id`);
  return [...latest.values()];
}
