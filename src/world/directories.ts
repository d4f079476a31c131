import { sampleRecord, valueAt } from "../model/sample.ts";
import { lookupsOf, type Lookup } from "../plan/lookups.ts";
import type { Plan } from "../plan/schema.ts";
import { choicesOf, pathsOf } from "../source/choices.ts";
import { parsePath, pathNames } from "../source/path.ts";
import { withValue } from "./nested.ts";
import type { DataRecord, Directories, DirectoryEntry } from "./types.ts";

/** How many entries a directory has at first, and how many ids records hold that are in none. */
const firstEntries = 9;

export type DirectoriesOptions = {
  plan: Plan;
  sample: unknown;
  now: () => number;
  /** Called after something changed that an id leads to. */
  onChange: (fields: Lookup["fields"], id: string) => void;
};

type State = { at: number; entries: readonly DirectoryEntry[] };

/**
 * The directories that the fields of a plan are looked up in. Every third entry or so lacks the first of its names; what
 * is renamed or forgotten stays as it was for who asks about an earlier moment.
 */
export function createDirectories({ plan, sample, now, onChange }: DirectoriesOptions): Directories {
  const lookups = new Map(lookupsOf(plan).map((lookup) => [lookup.name, lookup]));
  const histories = new Map<string, State[]>();
  let renamed = 0;
  const historyOf = (name: string): State[] => {
    const lookup = lookups.get(name);
    if (lookup === undefined) throw new Error(`No directory is called ${JSON.stringify(name)}`);
    const known = histories.get(name) ?? [{ at: -Infinity, entries: makeEntries(lookup, plan, sample) }];
    histories.set(name, known);
    return known;
  };
  const entriesAt = (name: string, at: number): readonly DirectoryEntry[] =>
    historyOf(name).findLast((state) => state.at <= at)?.entries ?? [];
  const change = (name: string, entries: readonly DirectoryEntry[]): void =>
    void historyOf(name).push({ at: now(), entries });
  const touched = (name: string, id: string): void => onChange(lookups.get(name)?.fields ?? [], id);

  return {
    names: () => [...lookups.keys()],
    entries: (name, at = now()) => entriesAt(name, at),
    rename(name, id) {
      renamed += 1;
      const lookup = lookups.get(name);
      const text = `renamed ${renamed}`;
      const entries = entriesAt(name, now()).map((entry) =>
        entry.id === id && lookup ? { id, values: printed(lookup, [id, text], "all") } : entry,
      );
      change(name, entries);
      touched(name, id);
    },
    forget(name, id) {
      change(
        name,
        entriesAt(name, now()).filter((entry) => entry.id !== id),
      );
      touched(name, id);
    },
    grow(name, count) {
      const lookup = lookups.get(name);
      const entries = entriesAt(name, now());
      const more = Array.from({ length: count }, (_, place) => `9${String(place).padStart(6, "0")}`);
      if (lookup)
        change(name, [
          ...entries,
          ...more.map((id) => ({ id, values: printed(lookup, [id, `of ${id}`], "all") })),
        ]);
      return more;
    },
  };
}

/** The ids that records hold: those of the first entries, and one that no directory has. */
export function idsFor(plan: Plan, sample: unknown, name: string): readonly (string | number)[] {
  const lookup = lookupsOf(plan).find((each) => each.name === name);
  return lookup === undefined ? [] : makeIds(lookup, plan, sample);
}

function makeIds({ name, fields }: Lookup, plan: Plan, sample: unknown): (string | number)[] {
  const record = sampleRecord(plan, sample);
  const found = fields
    .flatMap(({ from }) => pathsOf(from))
    .map((path) => valueAt(record, pathNames(path) ?? []))
    .find((value) => typeof value === "number" || typeof value === "string");
  const places = Array.from({ length: firstEntries + 1 }, (_, place) => place);
  if (typeof found === "number") return places.map((place) => found + 3 * place);
  const isCount = /^\d{1,15}$/.test(String(found ?? ""));
  return places.map((place) => (isCount ? String(Number(found) + 3 * place) : `${name}-${place + 1}`));
}

function makeEntries(lookup: Lookup, plan: Plan, sample: unknown): DirectoryEntry[] {
  const ids = makeIds(lookup, plan, sample).slice(0, firstEntries).map(String);
  return ids.map((id, place) => {
    const text = `of ${lookup.name} ${place + 1}`;
    const lacking = (["all", "first", "all", "choice"] as const)[place % 4] ?? "all";
    return { id, values: printed(lookup, [id, text], lacking) };
  });
}

/** An entry as the API prints it; some say their id as a number where others say it as text. */
function printed(
  { facts }: Lookup,
  [id, text]: readonly [id: string, text: string],
  lacking: "all" | "first" | "choice",
): DataRecord {
  const asNumber = /^[1-9]\d{0,14}$/.test(id) && Number(id) % 2 === 0;
  const empty = withValue({}, namesOf(facts.id), asNumber ? Number(id) : id);
  return choicesOf(facts.value).reduce(
    (entry, paths, choice) =>
      paths.reduce((made, path, place) => {
        const isLacking = choice === 0 && (lacking === "choice" || (lacking === "first" && place === 0));
        const word = namesOf(path).at(-1) ?? "name";
        return withValue(made, namesOf(path), isLacking ? null : `${word} ${text}`);
      }, entry),
    empty,
  );
}

/** The ids that a record's values lead to a directory by. */
export function idsIn(values: DataRecord, fields: Lookup["fields"]): string[] {
  return fields
    .flatMap(({ from }) => pathsOf(from))
    .flatMap((path) => valuesAt(values, parsePath(path) ?? []))
    .filter((value) => typeof value === "string" || typeof value === "number")
    .map(String);
}

function valuesAt(value: unknown, steps: NonNullable<ReturnType<typeof parsePath>>): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if ("each" in step) {
    const items = Array.isArray(value) ? (value as unknown[]) : [];
    return (step.first ? items.slice(0, 1) : items).flatMap((item) => valuesAt(item, rest));
  }
  return valuesAt(valueAt(value, [step.name]), rest);
}

function namesOf(path: string): string[] {
  return pathNames(path) ?? [];
}
