import type { Keyset } from "./keyset-after.js";

const mostChanges = 100;

/** The next hundred of an answer that holds every change, oldest first. */
export function sliceByTime<Row>(
  all: readonly Row[],
  at: Keyset | undefined,
  of: { time: (record: Row) => unknown; id: (record: Row) => unknown },
): { records: Row[]; next: Keyset | undefined } {
  const start = at && { ms: Date.parse(at.time), id: at.id };
  const rest = all
    .map((record) => ({
      record,
      ms: Date.parse(String(of.time(record))) || 0,
      id: String(of.id(record) ?? ""),
    }))
    .filter((change) => start === undefined || compare(change, start) > 0)
    .sort(compare);
  const slice = rest.slice(0, mostChanges);
  const last = slice.at(-1);
  const next = rest.length > mostChanges && last && { time: new Date(last.ms).toISOString(), id: last.id };
  return { records: slice.map(({ record }) => record), next: next || undefined };
}

type Place = { ms: number; id: string };

const compare = (one: Place, other: Place): number =>
  one.ms - other.ms || Number(one.id > other.id) - Number(one.id < other.id);
