import { findDate, plainText, splitOptions, type DateParts } from "./cells.ts";
import type { LintRule } from "./lint-rules.ts";
import type { PropertyInfo } from "./manifest.ts";
import { isRecord } from "./protocol.ts";

/** A rule that a value breaks, and what it is about. */
export type ValueFault = { rule: LintRule; about: string };

const types: ReadonlySet<string> = new Set([
  "title",
  "text",
  "url",
  "email",
  "phone_number",
  "file",
  "select",
  "status",
]);

/** What is wrong with a property's value for its type in the schema. An empty value ([]) is never wrong. */
export function findValueFaults(value: unknown, property: PropertyInfo): ValueFault[] {
  if (property.type === "place")
    return isPlace(value) || isEmpty(value) ? [] : [wrongKind(property, "a place")];
  if (!Array.isArray(value)) return [wrongKind(property, "an array, as the builders give")];
  if (value.length === 0) return [];
  if (property.type === "people")
    return value.every((one) => hasText(one, "email")) ? [] : [wrongKind(property, "people")];
  if (property.type === "relation")
    return value.every((one) => hasText(one, "value")) ? [] : [wrongKind(property, "an array of relations")];
  if (!value.every((token: unknown) => Array.isArray(token))) return [wrongKind(property, "text")];
  if (value.some((token: unknown[]) => token[0] === null || token[0] === undefined))
    return [{ rule: "null-text", about: property.name }];
  if (value.some((token: unknown[]) => typeof token[0] !== "string")) return [wrongKind(property, "text")];
  return findTextFaults(value, property);
}

function findTextFaults(value: unknown[], property: PropertyInfo): ValueFault[] {
  const { type, name } = property;
  const date = findDate(value);
  if (type === "date")
    return date === undefined ? [wrongKind(property, "a date")] : findDateFaults(date, name);
  if (date !== undefined && types.has(type) && type !== "text")
    return [wrongKind(property, "text without a date")];
  const text = plainText(value);
  if (type === "number")
    return text.trim() !== "" && Number.isFinite(Number(text)) ? [] : [{ rule: "bad-number", about: name }];
  if (type === "checkbox") return text === "Yes" || text === "No" ? [] : [wrongKind(property, "yes or no")];
  if (type === "select" || type === "status") return findOptionFaults([text], property);
  return type === "multi_select" ? findOptionFaults(splitOptions(value), property) : [];
}

function findDateFaults({ start, startTime, end, endTime, timeZone }: DateParts, name: string): ValueFault[] {
  const days = end === undefined ? [start] : [start, end];
  if (!days.every(isDay)) return [{ rule: "bad-date", about: name }];
  const faults: ValueFault[] = [];
  if (end !== undefined && `${end}T${endTime ?? ""}` < `${start}T${startTime ?? ""}`)
    faults.push({ rule: "reversed-range", about: name });
  if (startTime !== undefined && timeZone === undefined) faults.push({ rule: "no-time-zone", about: name });
  return faults;
}

function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) return false;
  return day >= "1900" && day < "2200";
}

function findOptionFaults(values: readonly string[], { name, type, options }: PropertyInfo): ValueFault[] {
  if (options.length === 0) return [];
  const unknown = values.filter((value) => value !== "" && !options.includes(value));
  const rule = type === "multi_select" ? "dropped-option" : "undeclared-option";
  return unknown.map((value) => ({ rule, about: `"${value}" in "${name}"` }));
}

function wrongKind({ name, type }: PropertyInfo, expected: string): ValueFault {
  return { rule: "wrong-kind", about: `"${name}" (${type}, which asks for ${expected})` };
}

function isPlace(value: unknown): boolean {
  return isRecord(value) && Number.isFinite(value.lat) && Number.isFinite(value.lon);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function hasText(item: unknown, field: string): boolean {
  return isRecord(item) && typeof item[field] === "string";
}
