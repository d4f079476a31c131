/** A place in a list sorted by time and id. */
export type Keyset = { time: string; id: string };

/** The place after the last record; undefined, which ends the list, only when there is none. */
export function keysetAfter<Row>(
  records: readonly Row[],
  timeOf: (record: Row) => unknown,
  idOf: (record: Row) => unknown,
): Keyset | undefined {
  const last = records.at(-1);
  if (last === undefined) return undefined;
  const [time, id] = [timeOf(last), idOf(last)];
  if (typeof time !== "string" || (typeof id !== "string" && typeof id !== "number")) {
    throw new Error("The last record of a page has no time or no id, so there is no place to go on from");
  }
  return { time, id: String(id) };
}
