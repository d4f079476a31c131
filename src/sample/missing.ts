import { Problem } from "../problems/problem.ts";
import { isObject, pathOf, shown } from "./json.ts";
import type { JsonObject, Sample } from "./types.ts";
import { walkAnswer } from "./walk.ts";

/** Why an answer has no list of records to begin with: records under their ids, an empty list, a single record, or none. */
export function describeMissing({ name, body }: Sample): Problem {
  const place = { file: name };
  const places = walkAnswer(body);
  const keyed = places.find(({ value }) => isObject(value) && isKeyed(value));
  if (keyed && isObject(keyed.value)) {
    const count = Object.keys(keyed.value).length;
    return new Problem("sample/keyed", { path: shown(pathOf(keyed.names) ?? ""), count }, place);
  }
  const empty = places.find(({ value }) => Array.isArray(value) && value.length === 0);
  if (empty) return new Problem("sample/empty-list", { path: shown(pathOf(empty.names) ?? "") }, place);
  const isRecord = isObject(body) && Object.keys(body).some((each) => /^_?(uu)?id$/i.test(each));
  if (isRecord) return new Problem("sample/one-record", {}, place);
  return new Problem("sample/no-records", { holds: sayHolds(body) }, place);
}

/** Whether the names of an object are ids, each with a record: at least two, all with most of their own names in common. */
function isKeyed(object: JsonObject): boolean {
  const values = Object.values(object).slice(0, 50);
  const [first] = values;
  if (values.length < 2 || !isObject(first) || !values.every(isObject)) return false;
  const names = Object.keys(first);
  return (
    names.length >= 2 &&
    values.every((value) => names.filter((each) => Object.hasOwn(value, each)).length * 2 > names.length)
  );
}

function sayHolds(body: unknown): string {
  if (Array.isArray(body)) return "a list of values that are no records";
  if (!isObject(body)) return "a single value";
  const names = Object.keys(body);
  if (names.length === 0) return "an empty object";
  return names
    .slice(0, 5)
    .map((each) => shown(each.slice(0, 40)))
    .join(", ");
}
