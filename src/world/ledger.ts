import { createTimeline } from "./timeline.ts";
import type { Version, World } from "./types.ts";

/** A record's place in the order of creation, from 0, and its versions so far. */
export type Entry = { place: number; versions: Version[] };

/** Keeps every version there ever was. */
export type Ledger = Pick<World, "alive" | "history" | "ids" | "watch"> & {
  /** Room for a new record. Throws for an id that is taken. */
  open(id: string): Entry;
  /** Throws for a record that is not in this state. */
  find(id: string, state: "alive" | "deleted"): Entry;
  add(entry: Entry, version: Version): void;
  visible(at: number): readonly Version[];
  truth(at: number): readonly Version[];
};

export function createLedger(): Ledger {
  const entries = new Map<string, Entry>();
  const order: string[] = [];
  const histories: Version[][] = [];
  const shown = createTimeline((version) => version.visibleAt, histories);
  const actual = createTimeline((version) => version.at, histories);
  const listeners: ((version: Version) => void)[] = [];
  let living: string[] | undefined;

  return {
    open(id) {
      if (entries.has(id)) throw new Error(`The id ${JSON.stringify(id)} is taken`);
      const entry: Entry = { place: order.length, versions: [] };
      entries.set(id, entry);
      order.push(id);
      histories.push(entry.versions);
      return entry;
    },
    find(id, state) {
      const entry = entries.get(id);
      if (entry === undefined || stateOf(entry) !== state) throw new Error(`${id} is not ${state}`);
      return entry;
    },
    add(entry, version) {
      entry.versions.push(version);
      shown.add(entry.place, version);
      actual.add(entry.place, version);
      if (version.what !== "edit") living = undefined;
      for (const listener of listeners) listener(version);
    },
    alive() {
      living ??= order.filter((id) => stateOf(entries.get(id)) === "alive");
      return [...living];
    },
    history: (id) => entries.get(id)?.versions ?? [],
    ids: () => order,
    visible: shown.at,
    truth: actual.at,
    watch: (listener) => void listeners.push(listener),
  };
}

function stateOf(entry: Entry | undefined): "alive" | "deleted" | undefined {
  const last = entry?.versions.at(-1);
  return last && (last.what === "delete" ? "deleted" : "alive");
}
