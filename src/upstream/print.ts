import { valueAt } from "../model/sample.ts";
import type { Plan } from "../plan/schema.ts";
import { pathsOf } from "../source/choices.ts";
import { changeField } from "../source/changes-schema.ts";
import { pathNames } from "../source/path.ts";
import type { Condition } from "../source/schema.ts";
import { listsDeleted } from "../source/told.ts";
import { idBeside, printId, type IdStyle } from "../world/ids.ts";
import { hasValue, isRecord, withValue, withoutValue } from "../world/nested.ts";
import type { DataRecord, Version } from "../world/types.ts";
import { cutChildren } from "./children.ts";
import type { Row } from "./parts.ts";
import type { Times } from "./times.ts";
import type { Knobs } from "./types.ts";

type Printed = Pick<Row, "version" | "isNoise">;

/** Prints versions as JSON records, and as texts that are kept as long as the knobs are the same. */
export type Printer = {
  /** As lists show it; `whole` with lists that have pages of their own. */
  record(row: Printed): DataRecord;
  whole(row: Printed): DataRecord;
  text(row: Printed): string;
};

/** Makes the printer. A value that a scenario set where the API prints id or change time stands as it was set. */
export function createPrinter(options: {
  plan: Plan;
  knobs: Knobs;
  times: Times;
  idStyle: IdStyle;
}): Printer {
  const { plan, knobs, times } = options;
  const texts = new WeakMap<Version, { key: string; texts: [string?, string?] }>();
  const whole = createRecordPrinter(options);
  const record = (row: Printed): DataRecord => cutChildren(whole(row), plan);

  return {
    record,
    whole,
    text(row) {
      const { printZone, fraction, resolutionMs, nestedCap } = knobs;
      const key = [printZone, fraction, resolutionMs, nestedCap].join();
      let kept = texts.get(row.version);
      if (kept?.key !== key) texts.set(row.version, (kept = { key, texts: [] }));
      return (kept.texts[row.isNoise ? 1 : 0] ??= JSON.stringify(record(row)));
    },
  };

  function createRecordPrinter({ idStyle }: { idStyle: IdStyle }): (row: Printed) => DataRecord {
    const { list, changes, where, deletes } = plan.source;
    const idPath = namesOf(list.id);
    const field = changeField(changes);
    const timePath = field === undefined ? undefined : namesOf(field);
    const mark = deletes.flatMap((entry) => ("when" in entry ? [entry.when] : []))[0];
    const instants = plan.fields.flatMap(({ type, from }) =>
      type === "dateTime" ? pathsOf(from).flatMap((path) => (pathNames(path) ? [namesOf(path)] : [])) : [],
    );

    return ({ version, isNoise }) => {
      const isDeleted = version.what === "delete" && mark !== undefined;
      const id = isNoise ? (idBeside(version.id) ?? version.id) : version.id;
      const time = times.stored(version);
      const isBare = isDeleted && !listsDeleted(deletes);
      let made = isBare ? {} : dressed(version.values, instants);
      if (!hasValue(made, idPath)) made = withIdFirst(made, idPath, printId(id, idStyle));
      if (timePath && !hasValue(made, timePath)) made = withValue(made, timePath, times.print(time));
      if (where && isBare) made = satisfied(made, where);
      if (where && isNoise) made = contradicted(made, where);
      if (mark) made = isDeleted ? marked(made, mark, times.iso(time, 0)) : unmarked(made, mark);
      return made;
    };
  }

  function dressed(values: DataRecord, instants: readonly string[][]): DataRecord {
    const capped = knobs.nestedCap === undefined ? values : (capLists(values, knobs.nestedCap) as DataRecord);
    if (knobs.printZone === undefined) return capped;
    return instants.reduce((each, path) => {
      const value = valueAt(each, path);
      if (typeof value !== "string" || !/T.*Z$/.test(value)) return each;
      return withValue(each, path, times.iso(Date.parse(value), /\.\d/.test(value) ? 3 : 0));
    }, capped);
  }
}

// People look for an id in the first place.
function withIdFirst(record: DataRecord, path: readonly string[], id: unknown): DataRecord {
  const [first = ""] = path;
  return withValue({ [first]: record[first], ...record }, path, id);
}

/** A record for which a test holds. */
export function satisfied(record: DataRecord, where: Condition): DataRecord {
  const path = namesOf(where.field);
  if ("equals" in where) return withValue(record, path, where.equals);
  return where.is === "present" ? withValue(record, path, true) : record;
}

/** A record for which a test does not hold. */
export function contradicted(record: DataRecord, where: Condition): DataRecord {
  const path = namesOf(where.field);
  if (!("equals" in where))
    return where.is === "present" ? withoutValue(record, path) : withValue(record, path, {});
  const { equals } = where;
  return withValue(
    record,
    path,
    typeof equals === "boolean" ? !equals : typeof equals === "number" ? equals + 1 : `not ${equals}`,
  );
}

function marked(record: DataRecord, mark: Condition, time: string): DataRecord {
  const path = namesOf(mark.field);
  if ("equals" in mark) return withValue(record, path, mark.equals);
  return mark.is === "present" ? withValue(record, path, time) : withoutValue(record, path);
}

function unmarked(record: DataRecord, mark: Condition): DataRecord {
  const path = namesOf(mark.field);
  if (hasValue(record, path)) return record;
  if ("equals" in mark)
    return typeof mark.equals === "boolean" ? withValue(record, path, !mark.equals) : record;
  return withValue(record, path, mark.is === "present" ? null : true);
}

function capLists(value: unknown, cap: number): unknown {
  if (Array.isArray(value)) return value.slice(0, cap).map((item) => capLists(item, cap));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, capLists(inner, cap)]));
}

function namesOf(path: string): string[] {
  return pathNames(path) ?? [];
}
