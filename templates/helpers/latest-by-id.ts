import { plain } from "./plain.js";

/** One record per id, the newest; a record without an id is skipped and counted. */
export function latestById<Row>(
  records: readonly Row[],
  idOf: (record: Row) => unknown,
  updatedAt: (record: Row) => unknown = () => undefined,
): Row[] {
  const timeOf = (record: Row) => Date.parse(plain(updatedAt(record)) ?? "");
  const latest = new Map<string, Row>();
  let skipped = 0;
  for (const record of records) {
    const id = plain(idOf(record));
    const known = id === undefined ? undefined : latest.get(id);
    if (id === undefined) skipped += 1;
    else if (!known || !(timeOf(record) < timeOf(known))) latest.set(id, record);
  }
  if (skipped > 0) console.error(`Skipped ${skipped} of ${records.length} records: they have no id`);
  return [...latest.values()];
}
