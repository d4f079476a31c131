import type { DataRecord } from "./types.ts";

/** Whether a value is an object with names, not a list. */
export function isRecord(value: unknown): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A record with a value at a path of names; what lies on the way is copied, never changed, and made where it is missing. */
export function withValue(record: DataRecord, path: readonly string[], value: unknown): DataRecord {
  const [name, ...rest] = path;
  if (name === undefined) return record;
  if (rest.length === 0) return { ...record, [name]: value };
  const below = Object.hasOwn(record, name) ? record[name] : undefined;
  return { ...record, [name]: withValue(isRecord(below) ? below : {}, rest, value) };
}

/** A record without what is at a path of names; the same record if there is nothing. */
export function withoutValue(record: DataRecord, path: readonly string[]): DataRecord {
  const [name, ...rest] = path;
  if (name === undefined || !Object.hasOwn(record, name)) return record;
  if (rest.length === 0) {
    const { [name]: _left, ...others } = record;
    return others;
  }
  const below = record[name];
  return isRecord(below) ? { ...record, [name]: withoutValue(below, rest) } : record;
}

/** Whether a record has something at a path of names, be it null or undefined. */
export function hasValue(record: DataRecord, path: readonly string[]): boolean {
  let inner: unknown = record;
  for (const name of path) {
    if (!isRecord(inner) || !Object.hasOwn(inner, name)) return false;
    inner = inner[name];
  }
  return true;
}
