import type { Field } from "../source/field-schema.ts";
import { parsePath } from "../source/path.ts";
import { filled } from "./columns.ts";
import { kindOf, type FieldKind } from "./field-kinds.ts";
import { wordsOf } from "./json.ts";
import { tellingName } from "./subject.ts";
import type { Column, Guess } from "./types.ts";

/** A property of the table with the guess behind it, and the columns that became none. */
export type Fields = {
  fields: readonly (Guess & { value: Field })[];
  left: readonly Column[];
  empty: readonly Column[];
};

// More than that nobody looks at; the plan names the others.
const mostFields = 40;

const noise =
  /^(object|kind|typename|etag|odata etag|self|href|cursor|node id|checksum|md5|sha1?|hash|version lock|sync token|resource type|url templates?)$/;

/** The properties for all columns but id and title, in the order that people should see them. */
export function fieldsOf(columns: readonly Column[], taken: ReadonlySet<string>): Fields {
  const open = columns.filter(({ path }) => !taken.has(path));
  const empty = open.filter((column) => filled(column).length === 0 || filled(column).every(isEmptyList));
  const kinds = open.flatMap((column): { column: Column; kind: FieldKind }[] => {
    if (empty.includes(column) || isNoise(column) || isShadowed(column, columns)) return [];
    const kind = kindOf(column, columns);
    return kind && parsePath(String(kind.from)) !== undefined ? [{ column, kind }] : [];
  });
  const chosen = kinds.sort((one, other) => rankOf(one) - rankOf(other)).slice(0, mostFields);
  const names = new Set(["name", "title", "id"]);
  const fields = chosen.map(({ column, kind: { reason, confidence, alternatives, ...field } }) => {
    const name = freeName(column, names);
    return { path: `fields.${name}`, value: { name, ...field }, reason, confidence, alternatives };
  });
  const left = open.filter(
    (column) => !empty.includes(column) && !chosen.some((each) => each.column === column),
  );
  return { fields, left, empty };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isNoise({ names }: Column): boolean {
  const all = names.map((name) => wordsOf(name).join(" "));
  return (
    all.some((words) => /^(links?|urls)$/.test(words)) ||
    noise.test(all.at(-1) ?? "") ||
    /^[@_]/.test(names.at(-1) ?? "")
  );
}

const nameWords = /^(name|title|label|display name|full name|email|login|username|text|value|rendered)$/;

/** Of another thing inside of a record, such as its owner, the name says enough. */
function isShadowed(column: Column, columns: readonly Column[]): boolean {
  if (column.own) return false;
  const last = (each: Column): string => wordsOf(each.names.at(-1) ?? "").join(" ");
  const siblings = columns.filter(
    (each) =>
      each.names.length === column.names.length &&
      each.names.slice(0, -1).every((name, index) => name === column.names[index]) &&
      filled(each).length > 0,
  );
  const named = siblings
    .filter((each) => nameWords.test(last(each)))
    .sort((one, other) => orderOf(last(one)) - orderOf(last(other)))[0];
  return named !== undefined && named !== column;
}

function orderOf(name: string): number {
  return (
    ["name", "display name", "full name", "title", "label", "login", "username", "email"].indexOf(name) + 1 ||
    20
  );
}

const order = [
  "select",
  "multiSelect",
  "date",
  "dateTime",
  "number",
  "checkbox",
  "email",
  "phoneNumber",
  "url",
  "richText",
];

function rankOf({ column, kind }: { column: Column; kind: FieldKind }): number {
  const isId = /^(id|uuid|guid|sid|key)$/.test(wordsOf(column.names.at(-1) ?? "").at(-1) ?? "");
  return order.indexOf(kind.type) + (column.own ? 0 : 0.5) + (isId ? 20 : 0);
}

/** `created_at` → `Created at`, `owner.name` → `Owner`; a number behind it where two would be the same. */
function freeName(column: Column, names: Set<string>): string {
  const telling = tellingName(column);
  const parents = column.own ? [] : column.names.slice(0, -1);
  const isName = parents.length > 0 && nameWords.test(wordsOf(telling).join(" "));
  const words = [...parents, ...(isName ? [] : [telling])].flatMap(wordsOf).join(" ").slice(0, 60).trim();
  const base = words === "" ? "Value" : words.charAt(0).toUpperCase() + words.slice(1);
  const tries = Array.from({ length: names.size + 1 }, (_, index) =>
    index === 0 ? base : `${base} ${index + 1}`,
  );
  const name = tries.find((each) => !names.has(each.toLowerCase())) ?? base;
  names.add(name.toLowerCase());
  return name;
}
