import { isoOf } from "./iso-of.js";
import { plain } from "./plain.js";

/** A place in a list sorted by time and id. */
export type Keyset = { time: string; id: string };

/**
 * The place after the last record that has a time and an id; undefined, which ends the list, when there is no record, or
 * none with a place on a page that is not full: of `size` records, where the plan says how many that is.
 */
export function keysetAfter<Row>(
  records: readonly Row[],
  timeOf: (record: Row) => unknown,
  idOf: (record: Row) => unknown,
  size = 1,
): Keyset | undefined {
  if (records.length === 0) return undefined;
  for (const record of [...records].reverse()) {
    const [time, id] = [timeOf(record), plain(idOf(record))];
    if (typeof time === "string" && isoOf(time) !== undefined && id !== undefined) return { time, id };
  }
  if (records.length < size) return undefined;
  throw new Error("No record of a page has a time and an id, so there is no place to go on from");
}
