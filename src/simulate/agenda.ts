/** What is to happen at which time, in order. Times are ms since 1970. */
export type Agenda = {
  /** Notes something down; gives what takes it off again. A time that is over counts as now. */
  add(time: number, listener: () => void): () => void;
  /** The time of the first entry. */
  next(): number | undefined;
  /** Calls what is due, what is added meanwhile and due included. */
  runDue(): void;
  clear(): void;
};

type Entry = { time: number; listener: () => void };

/** An empty agenda by a clock. Entries of the same time keep the order in which they came. */
export function createAgenda(now: () => number): Agenda {
  let entries: Entry[] = [];
  return {
    add(time, listener) {
      const entry = { time: Math.max(time, now()), listener };
      entries.splice(findPlace(entries, entry.time), 0, entry);
      return () => {
        const place = entries.indexOf(entry);
        if (place >= 0) entries.splice(place, 1);
      };
    },
    next: () => entries[0]?.time,
    runDue() {
      for (let first = entries[0]; first !== undefined && first.time <= now(); first = entries[0]) {
        entries.shift();
        first.listener();
      }
    },
    clear: () => void (entries = []),
  };
}

function findPlace(entries: readonly Entry[], time: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.time ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
