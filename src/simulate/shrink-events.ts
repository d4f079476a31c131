import type { Call } from "../notion/types.ts";
import type { ChangeOptions, Version, World } from "../world/types.ts";
import type { Expectation } from "./types.ts";
import { bare, sayMoment } from "./report/say.ts";

/** A change that a scenario made after the start, by its number in the order of calls (from 1). `at` by the platform's clock. */
export type WorldEvent = { number: number; what: Version["what"]; id: string; at: number };

/** A world from which changes can be left out. */
export type EditedWorld = {
  world: World;
  /** From here on changes are counted, and can be left out: the initial records are made. */
  start(): void;
  /** The changes that were made since. */
  readonly events: readonly WorldEvent[];
};

export type EditOptions = { without: ReadonlySet<number>; now: () => number };

/**
 * Wraps a world so that some of the changes after the start do not happen. What only makes sense after a change that was
 * left out (the edit of a record that was never created) is left out as well; every other misuse still throws.
 */
export function withoutEvents(world: World, { without, now }: EditOptions): EditedWorld {
  const events: WorldEvent[] = [];
  const touched = new Set<string>();
  let isStarted = false;
  let number = 0;
  const happens = (what: Version["what"], id: string): boolean => {
    if (!isStarted) return true;
    number += 1;
    if (without.has(number) || (touched.has(id) && !isPossible(world, what, id))) {
      touched.add(id);
      return false;
    }
    events.push({ number, what, id, at: now() });
    return true;
  };
  return {
    events,
    start: () => void (isStarted = true),
    world: {
      ...world,
      create(options: ChangeOptions & { id?: string } = {}) {
        if (!isStarted) return world.create(options);
        number += 1;
        if (without.has(number)) {
          const id = options.id ?? `left-out-${number}`;
          touched.add(id);
          return id;
        }
        const id = world.create(options);
        events.push({ number, what: "create", id, at: now() });
        return id;
      },
      edit: (id, options) => void (happens("edit", id) && world.edit(id, options)),
      remove: (id, options) => void (happens("delete", id) && world.remove(id, options)),
      restore: (id, options) => void (happens("restore", id) && world.restore(id, options)),
    },
  };
}

function isPossible(world: World, what: Version["what"], id: string): boolean {
  const last = world.history(id).at(-1);
  return last !== undefined && (last.what === "delete") === (what === "restore");
}

export type History = {
  events: readonly WorldEvent[];
  calls: readonly Call[];
  nameOf: (id: string) => string;
};

const words = { create: "created", edit: "edited", delete: "deleted", restore: "restored" } as const;

/** A history in lines: `08:00:12 Bird 17 edited (while birdsBackfill read page 2)`; with the day where it takes more than one. */
export function tellHistory({ events, calls, nameOf }: History): string[] {
  const days = new Set(events.map(({ at }) => sayMoment(at).slice(0, 10)));
  return events.map(({ at, id, what }) => {
    const text = new Date(at).toISOString().slice(0, 19).replace("T", " ");
    const during = sayDuring(at, calls);
    return `${days.size > 1 ? text : text.slice(11)} ${bare(nameOf(id))} ${words[what]}${during === "" ? "" : ` (${during})`}`;
  });
}

function sayDuring(at: number, calls: readonly Call[]): string {
  const running = calls.find(({ startedAt, endedAt }) => startedAt <= at && at < endedAt);
  if (running !== undefined) return `while ${running.key} read page ${running.page}`;
  for (const key of new Set(calls.map((call) => call.key))) {
    const own = calls.filter((call) => call.key === key);
    const place = own.findLastIndex(({ endedAt }) => endedAt <= at);
    const [before, after] = [own[place], own[place + 1]];
    if (before?.outcome === "page" && after !== undefined && after.page === before.page + 1)
      return `between pages ${before.page} and ${after.page} of ${key}`;
  }
  return "";
}

/** Names records by the title that their rows should have, `bird 1017` where there is none. Asks for the newest version of each. */
export async function nameRecords(options: {
  world: World;
  expectation: Expectation;
  /** The name of the title property. */
  title: string;
  one: string;
}): Promise<(id: string) => string> {
  const { world, expectation, title, one } = options;
  const names = new Map<string, string>();
  for (const id of world.ids()) {
    const version = world.history(id).findLast(({ what }) => what !== "delete");
    const row = version && (await expectation.rowOf(version));
    const name = row?.cells.get(title) ?? "";
    if (name !== "") names.set(id, name);
  }
  return (id) => names.get(id) ?? `${one} ${id}`;
}
