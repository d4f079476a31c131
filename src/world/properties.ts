import type { Plan } from "../plan/schema.ts";
import { pathsOf } from "../source/choices.ts";
import { changeField } from "../source/changes-schema.ts";
import type { Field } from "../source/field-schema.ts";
import { parsePath, pathNames, type Step } from "../source/path.ts";
import { isStamp } from "./draw.ts";
import { hasValue, isRecord, withValue, withoutValue } from "./nested.ts";
import type { DataRecord } from "./types.ts";

/** A path into a record: the names up to the value or the list, and the names inside each item of that list. */
export type Place = { names: string[]; isList: boolean; inner: Step[]; box: string | undefined };

/** A property of the plan with the places that may be written: not those of the id, the change time or a delete mark. */
export type Property = { field: Field; places: Place[]; isFixed: boolean };

/** Paths that the API fills in itself: id, change time, and marks that say whether a record is deleted. */
export function hiddenPaths(plan: Plan): string[][] {
  const { list, changes, deletes } = plan.source;
  const marks = deletes.flatMap((entry) => {
    if (!("when" in entry)) return [];
    const { when } = entry;
    return "equals" in when && typeof when.equals !== "boolean" ? [] : [when.field];
  });
  return [list.id, changeField(changes), ...marks].flatMap((path) => {
    const names = path === undefined ? undefined : pathNames(path);
    return names === undefined ? [] : [names];
  });
}

/** The plan's properties and where their values are. `fixed` are paths whose value never changes. */
export function propertiesOf(plan: Plan, fixed: readonly string[][]): Property[] {
  const closed = [...hiddenPaths(plan), ...fixed];
  const all = plan.fields.map((field) => ({ field, steps: pathsOf(field.from).map(stepsOf) }));
  return all.map(({ field, steps }) => {
    const others = all.flatMap((other) => (other.field === field ? [] : other.steps.map(firstNames)));
    const places = steps
      .filter((path) => !closed.some((names) => overlaps(names, firstNames(path))))
      .map((path) => placeOf(path, [...others, ...closed]));
    const name = places[0]?.names.at(-1) ?? "";
    return { field, places, isFixed: places.length === 0 || isStamp(field, name) };
  });
}

/** A record in which a property is empty, in one of the ways an API says so: null, left out, or a parent that is null. */
export function emptied(record: DataRecord, { places }: Property, way: number): DataRecord {
  return places.reduce((each, { names, isList, box }) => {
    if (way % 3 === 1) return withoutValue(each, names);
    if (way % 3 === 2 && box !== undefined) return withValue(each, [box], null);
    return hasParents(each, names) ? withValue(each, names, isList && way % 3 === 2 ? [] : null) : each;
  }, record);
}

/**
 * A record in which a property has a raw value, at the property's first path. For a path through a list, a list gives
 * its items; for a count, a number gives their number. Null and undefined empty every path that may be written, or all
 * where none may: a scenario can take a change time away.
 */
export function assigned(record: DataRecord, { field, places }: Property, value: unknown): DataRecord {
  const paths = pathsOf(field.from).map(stepsOf);
  if (value === undefined || value === null) {
    const open = places.length > 0 ? places.map(({ names: each }) => each) : paths.map(firstNames);
    return open.reduce((each, names) => withValue(each, names, value), record);
  }
  const path = paths[0] ?? [];
  const names = firstNames(path);
  const inner = path.slice(names.length + 1);
  if (path.length === names.length) return withValue(record, names, value);
  const items = listed(field, value);
  return withValue(
    record,
    names,
    items.map((item) => (isRecord(item) ? item : nest(inner, item))),
  );
}

function listed(field: Field, value: unknown): unknown[] {
  if (field.transform === "count" && typeof value === "number")
    return Array.from({ length: value }, () => ({}));
  return Array.isArray(value) ? value : [value];
}

function nest(inner: readonly Step[], value: unknown): unknown {
  return inner.reduceRight<unknown>(
    (below, step) => ("name" in step ? { [step.name]: below } : [below]),
    value,
  );
}

function stepsOf(path: string): Step[] {
  return parsePath(path) ?? [];
}

function firstNames(path: readonly Step[]): string[] {
  const split = path.findIndex((step) => "each" in step);
  return path
    .slice(0, split === -1 ? path.length : split)
    .flatMap((step) => ("name" in step ? [step.name] : []));
}

function placeOf(path: readonly Step[], others: readonly string[][]): Place {
  const names = firstNames(path);
  const [first] = names;
  const isShared = others.some((other) => other[0] === first);
  const inner = path.slice(names.length + 1);
  const box = names.length > 1 && !isShared ? first : undefined;
  return { names, isList: path.length > names.length, inner, box };
}

function overlaps(one: readonly string[], other: readonly string[]): boolean {
  return one.every((name, index) => index >= other.length || other[index] === name);
}

function hasParents(record: DataRecord, names: readonly string[]): boolean {
  return names.length === 1 || hasValue(record, names.slice(0, -1));
}
