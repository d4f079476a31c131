import { lookupsOf, type Lookup } from "../plan/lookups.ts";
import type { Plan } from "../plan/schema.ts";
import { choicesOf } from "../source/choices.ts";
import { pathNames } from "../source/path.ts";
import { plainPath, put, valueAt, type DataRecord } from "./sample.ts";

/** What the test's API has in a directory, and which property shows it. */
export type SampleDirectory = {
  lookup: Lookup;
  entries: DataRecord[];
  named: { property: string; text: string }[];
};

/** For each directory of a plan an entry for every id of a record that is looked up in it. */
export function sampleDirectories(plan: Plan, full: DataRecord): SampleDirectory[] {
  return lookupsOf(plan).map((lookup) => {
    const found = lookup.fields.flatMap((field) => {
      const path = plainPath(field);
      const id = path && valueAt(full, path);
      return typeof id === "string" || typeof id === "number" ? [{ property: field.name, id }] : [];
    });
    const ids = [...new Set(found.map(({ id }) => id))];
    const entries = ids.map((id, place) => entryOf(lookup, id, place));
    const named = found.map(({ property, id }) => ({
      property,
      text: wordsOf(lookup, ids.indexOf(id)).join(" "),
    }));
    return { lookup, entries, named };
  });
}

function entryOf(lookup: Lookup, id: string | number, place: number): DataRecord {
  const entry: DataRecord = {};
  put(entry, lookup.facts.id, String(id));
  const words = wordsOf(lookup, place);
  for (const [index, path] of (choicesOf(lookup.facts.value)[0] ?? []).entries())
    put(entry, path, words[index]);
  return entry;
}

/** The texts that the paths of the first choice hold. */
function wordsOf({ name, facts }: Lookup, place: number): string[] {
  return (choicesOf(facts.value)[0] ?? []).map(
    (path) => `${pathNames(path)?.at(-1) ?? "name"} of ${name} ${place + 1}`,
  );
}
