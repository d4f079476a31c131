import type { Version } from "./types.ts";

/** What was known of every record at a time. */
export type Timeline = {
  /** Takes in the next version of the record at a place in the order of creation. */
  add(place: number, version: Version): void;
  /** The newest version of each record at a time, in the order of creation. The same list until something changes. */
  at(time: number): readonly Version[];
};

type Waiting = { time: number; place: number; version: Version };

/**
 * Follows versions by one of their times. Moments are meant to be asked in order: then only what became known since the
 * last one is looked at. An earlier moment is worked out anew from `histories`.
 */
export function createTimeline(
  timeOf: (version: Version) => number,
  histories: readonly (readonly Version[])[],
): Timeline {
  const known: (Version | undefined)[] = [];
  const waiting: Waiting[] = [];
  let reached = -Infinity;
  let list: readonly Version[] | undefined;

  const take = ({ place, version }: Waiting): void => {
    const before = known[place];
    if (before !== undefined && before.number > version.number) return;
    while (known.length < place) known.push(undefined);
    known[place] = version;
    list = undefined;
  };
  const atPast = (time: number): readonly Version[] =>
    histories.flatMap((history) => history.findLast((version) => timeOf(version) <= time) ?? []);

  return {
    add(place, version) {
      const entry = { time: timeOf(version), place, version };
      if (entry.time <= reached) take(entry);
      else waiting.splice(findPlace(waiting, entry.time), 0, entry);
    },
    at(time) {
      if (time < reached) return atPast(time);
      reached = time;
      const due = findPlace(waiting, time);
      for (const entry of due === 0 ? [] : waiting.splice(0, due)) take(entry);
      list ??= known.filter((version) => version !== undefined);
      return list;
    },
  };
}

/** How many of the waiting, which are in order, are due at a time. */
function findPlace(waiting: readonly Waiting[], time: number): number {
  let low = 0;
  let high = waiting.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((waiting[middle]?.time ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
