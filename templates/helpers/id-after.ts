import { plain } from "./plain.js";

/** The id after which the next page begins; undefined, which ends the list, only when there is no record. */
export function idAfter<Row>(records: readonly Row[], idOf: (record: Row) => unknown): string | undefined {
  if (records.length === 0) return undefined;
  const id = records
    .map((record) => plain(idOf(record)))
    .filter((each) => each !== undefined)
    .at(-1);
  if (id === undefined) throw new Error("No record of a page has an id, so there is no place to go on from");
  return id;
}
