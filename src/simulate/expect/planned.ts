import type { Plan } from "../../plan/schema.ts";
import { parsePath, pathNames } from "../../source/path.ts";
import type { Condition, LookupFacts } from "../../source/schema.ts";
import type { DataRecord, Directories, Version } from "../../world/types.ts";
import type { Expectation, ExpectedRow } from "../types.ts";
import { firstValue, plannedCell, valueAt, type Named } from "./planned-cell.ts";

export type PlannedOptions = {
  plan: Plan;
  print: (version: Version) => DataRecord;
  partitionOf: (id: string) => string | undefined;
  /** What the ids in records lead to. Default: nothing. */
  directories?: Pick<Directories, "entries">;
};

/**
 * What a complete plan says of each record: the row's key, and a cell for each of its fields as `cellText` shows it.
 * A record without an id, or one that does not meet the plan's `where`, has no row. Rows are computed once per version.
 */
export function plannedRows({ plan, print, partitionOf, directories }: PlannedOptions): Expectation {
  const cells = plan.fields.map((field) => ({ name: field.name, cell: plannedCell(field) }));
  const idOf = reader(plan.source.list.id);
  const { where } = plan.source;
  const belongs = where === undefined ? () => true : condition(where);
  const isKeyed = plan.source.partitions !== undefined && plan.source.partition?.ids === "inside";
  const toRow = (record: DataRecord, version: Version, named: Named): ExpectedRow | undefined => {
    const id = idOf(record);
    if (id === undefined || id === null || id === "" || !belongs(record)) return undefined;
    // The field's own names come from a checked plan; a Map keeps even odd ones harmless.
    const shown = new Map(cells.map(({ name, cell }) => [name, cell(record, named)]));
    if (!isKeyed) return { key: String(id), cells: shown };
    const key = `${partitionOf(version.id)}:${String(id)}`;
    return { key, cells: shown.set(plan.database.primaryKey, key) };
  };
  const lookups = new Map(Object.entries(plan.source.lookups ?? {}));
  // A name is that of the moment: a version comes about whenever what its ids lead to changes.
  const namesAt =
    (at: number): Named =>
    (lookup, id) => {
      const facts = lookups.get(lookup);
      const entry = directories?.entries(lookup, at).find((each) => each.id === id);
      return facts && entry && nameOf(facts, entry.values);
    };
  const known = new WeakMap<Version, ExpectedRow | undefined>();
  return {
    rowOf(version) {
      if (!known.has(version)) known.set(version, toRow(print(version), version, namesAt(version.at)));
      return Promise.resolve(known.get(version));
    },
  };
}

/** What an entry of a directory is called by the facts; undefined where all its names are empty. */
export function nameOf({ value }: LookupFacts, entry: DataRecord): string | undefined {
  const choices = typeof value === "string" ? [value] : value;
  const found = firstValue(
    choices.map((choice) => [choice].flat().map((path) => parsePath(path) ?? [])),
    entry,
  );
  return typeof found === "string" && found.trim() !== "" ? found.trim() : undefined;
}

function reader(path: string): (record: DataRecord) => unknown {
  const steps = (pathNames(path) ?? []).map((name) => ({ name }));
  return (record) => valueAt(record, steps);
}

function condition(test: Condition): (record: DataRecord) => boolean {
  const read = reader(test.field);
  if ("equals" in test) return (record) => read(record) === test.equals;
  return (record) => ((read(record) ?? undefined) === undefined) === (test.is === "absent");
}
