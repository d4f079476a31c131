import { pathsOf } from "../source/choices.ts";
import type { Field } from "../source/field-schema.ts";
import type { Plan } from "../plan/schema.ts";
import { changeField, printedAs } from "../source/changes-schema.ts";
import { answerPath, pathNames, type AnswerPath } from "../source/path.ts";
import type { Condition } from "../source/schema.ts";
import { steps } from "./cells.ts";

/** A plain record of an API: what JSON can hold. */
export type DataRecord = { [name: string]: unknown };

/** A realistic record: the first of the catalogue's sample that belongs to the list, else one made from the fields. */
export function sampleRecord(plan: Plan, sample: unknown): DataRecord {
  const list = valueAt(sample, answerPath(plan.source.list.records) ?? []);
  const { where } = plan.source;
  const records = Array.isArray(list) ? (list as unknown[]).filter(isRecord) : [];
  const found = records.find((record) => !where || holds(record, where));
  return found ?? inventedRecord(plan);
}

/** The value at a path of names and places in lists, or undefined. */
export function valueAt(value: unknown, path: AnswerPath): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof key === "number") return Array.isArray(inner) ? (inner as unknown[])[key] : undefined;
    return isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }, value);
}

/** The names of a field's first path that holds a plain value; undefined if it only reads lists. */
export function plainPath(field: Field): string[] | undefined {
  return pathsOf(field.from)
    .map(pathNames)
    .find((path) => path !== undefined);
}

function isRecord(value: unknown): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function holds(record: DataRecord, test: Condition): boolean {
  const value = valueAt(record, pathNames(test.field) ?? []);
  if ("equals" in test) return value === test.equals;
  return (value === undefined || value === null) === (test.is === "absent");
}

function inventedRecord(plan: Plan): DataRecord {
  const record: DataRecord = {};
  for (const field of plan.fields)
    for (const path of pathsOf(field.from)) put(record, path, inventedValue(field));
  const { list, changes, where } = plan.source;
  if (where && "equals" in where) put(record, where.field, where.equals);
  if (where && "is" in where && where.is === "present") put(record, where.field, true);
  const field = changeField(changes);
  if (field !== undefined) put(record, field, printedTimes[printedAs(changes)]);
  put(record, list.id, "1001");
  return record;
}

const printedTimes = {
  iso: "2026-01-02T03:04:05Z",
  "epoch-s": 1_767_323_045,
  "epoch-ms": 1_767_323_045_000,
  datetime: "2026-01-02 03:04:05",
} as const;

function inventedValue(field: Field): unknown {
  if (field.transform === "count") return [{}, {}];
  if (field.transform === "epoch-s") return 1_767_322_800;
  if (field.transform === "epoch-ms") return 1_767_322_800_000;
  if (field.transform === "minor-units") return 4200;
  if (field.transform === "percent") return 40;
  if (field.template !== undefined) return "1001";
  switch (field.type) {
    case "number":
      return 42;
    case "checkbox":
      return true;
    case "date":
      return "2026-01-02";
    case "dateTime":
      return "2026-01-02T03:04:05Z";
    case "url":
      return "https://example.com/1001";
    case "email":
      return "ada@example.com";
    case "phoneNumber":
      return "+1 555 0100";
    default:
      return Object.keys(field.labels ?? {})[0] ?? field.options?.[0] ?? `${field.name} of 1001`;
  }
}

/** Writes a value at a path of a record in place; behind `[]` it becomes the only item of a list. */
export function put(record: DataRecord, path: string, value: unknown): void {
  const all = steps(path);
  const split = all.findIndex((step) => "each" in step);
  const outer = (split === -1 ? all : all.slice(0, split)).flatMap((step) =>
    "name" in step ? [step.name] : [],
  );
  const inner =
    split === -1 ? [] : all.slice(split + 1).flatMap((step) => ("name" in step ? [step.name] : []));
  const item = inner.reduceRight<unknown>((below, name) => ({ [name]: below }), value);
  setAt(record, outer, split === -1 || Array.isArray(value) ? value : [item]);
}

/** Writes a value at a path of names, in place; what is on the way and no record is made one. */
export function setAt(target: DataRecord, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const below = target[name];
  const next: DataRecord = isRecord(below) ? below : {};
  target[name] = next;
  setAt(next, rest, value);
}

/** An answer with a value at a path; lists and objects on the way are copied, and made where they are missing. */
export function withAnswerAt(answer: unknown, path: AnswerPath, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === "number") {
    const list: unknown[] = Array.isArray(answer) ? [...(answer as unknown[])] : [];
    while (list.length < key) list.push({});
    list[key] = withAnswerAt(list[key], rest, value);
    return list;
  }
  const object = isRecord(answer) ? answer : {};
  const below = Object.hasOwn(object, key) ? object[key] : undefined;
  return { ...object, [key]: withAnswerAt(below, rest, value) };
}
