import { cellText } from "../../run/cells.ts";
import type { Field, PropertyType } from "../../source/field-schema.ts";
import { isEvery, parsePath, type Step } from "../../source/path.ts";
import { isRecord } from "../../run/protocol.ts";
import { isoOfEpoch, readInstant, sayDay, sayTime } from "./instant.ts";

// This is the second opinion on what the generated code writes: it follows the documented rules of a plan and shares no
// line with the code that is judged by it.

const longestText = 2000;
const longestOption = 100;

/** What the plan says people see in a field's cell for a record; "" is an empty cell. The field's path must be checked. */
export function plannedCell(field: Field): (record: unknown, named?: Named) => string {
  const { from } = field;
  const choices = typeof from === "string" ? [from] : from;
  const paths = choices.map((choice) => [choice].flat().map((path) => parsePath(path) ?? []));
  const show = shows[field.type];
  return (record, named = () => undefined) => show(pick(field, paths, { record, named }), field);
}

/** What an id is called in a directory; undefined where that has no name for it. */
export type Named = (lookup: string, id: string) => string | undefined;

type Seen = { record: unknown; named: Named };

/** The value at a checked path to one value; undefined where there is none. */
export function valueAt(record: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>((value, step) => {
    if ("each" in step) return Array.isArray(value) ? (value as unknown[])[0] : undefined;
    return isRecord(value) && Object.hasOwn(value, step.name) ? value[step.name] : undefined;
  }, record);
}

function pick(field: Field, choices: readonly Step[][][], seen: Seen): unknown {
  const first = choices[0]?.[0] ?? [];
  const split = first.findIndex(isEvery);
  if (split >= 0) return pickList(field, first, { ...seen, split });
  const value = firstValue(choices, seen.record);
  return surround(transformed(rename(value, field, seen), field.transform), field);
}

/** The value of the first choice that has one; one of several paths is what they hold, with blanks between. */
export function firstValue(choices: readonly (readonly Step[])[][], record: unknown): unknown {
  const values = choices.map((paths) => {
    const found = paths.map((path) => valueAt(record, path));
    return found.length === 1 ? found[0] : found.flatMap((one) => toText(one) ?? []).join(" ");
  });
  return values.find((one) => one !== undefined && one !== null && one !== "");
}

/** The name behind an id, if the field shows that. */
function rename(id: unknown, { lookup }: Field, { named }: Seen): unknown {
  const text = lookup === undefined ? undefined : toText(id);
  return lookup === undefined || text === undefined ? id : (named(lookup, text) ?? id);
}

function transformed(value: unknown, transform: Field["transform"]): unknown {
  if (transform === "epoch-s") return isoOfEpoch(value, 1000);
  if (transform === "epoch-ms") return isoOfEpoch(value, 1);
  if (transform === "split") return toText(value)?.split(";");
  if (transform === "minor-units" || transform === "percent")
    return typeof value === "number" ? value / 100 : undefined;
  const text = transform === "https" ? toText(value) : undefined;
  if (text === undefined) return transform === "https" ? undefined : value;
  return /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
}

/** Puts a value into the text around it; into an address as one part of it. */
function surround(value: unknown, { template, type }: Field): unknown {
  const text = template === undefined ? undefined : toText(value);
  if (template === undefined || text === undefined) return template === undefined ? value : undefined;
  // A half character (a lone surrogate) cannot stand in an address.
  const part = type === "url" ? encodeURIComponent(Buffer.from(text).toString()) : text;
  return template.split("$value").join(part);
}

function pickList(
  field: Field,
  path: readonly Step[],
  { split, ...seen }: Seen & { split: number },
): unknown {
  const list = valueAt(seen.record, path.slice(0, split));
  if (!Array.isArray(list)) return undefined;
  if (field.transform === "count") return list.length;
  const items = list.map((item: unknown) => rename(valueAt(item, path.slice(split + 1)), field, seen));
  if (field.type === "multiSelect") return items;
  return surround(items.flatMap((item) => toText(item) ?? []).join(", "), field);
}

const shows: Readonly<Record<PropertyType, (value: unknown, field: Field) => string>> = {
  title: (value, { empty }) => toText(value) ?? empty ?? "Untitled",
  richText: (value) => toText(value) ?? "",
  phoneNumber: (value) => toText(value) ?? "",
  relation: (value) => toText(value) ?? "",
  url: (value) => textIf(value, isAddress),
  email: (value) => textIf(value, (text) => /^[^\s@]+@[^\s@]+$/.test(text)),
  checkbox: (value) => (value === true || value === "true" ? "✓" : ""),
  number: showNumber,
  date: (value) => showInstant(value, sayDay),
  dateTime: (value) => showInstant(value, (instant) => `${sayDay(instant)} ${sayTime(instant)} UTC`),
  select: (value, { labels }) => {
    const text = toText(value);
    const label = Object.entries(labels ?? {}).find(([raw]) => raw === text)?.[1];
    return toOption(label ?? value) ?? "";
  },
  multiSelect: (value) => {
    const options = (Array.isArray(value) ? (value as unknown[]) : []).flatMap((one) => toOption(one) ?? []);
    return [...new Set(options)].join(", ").slice(0, longestText);
  },
};

function showNumber(value: unknown, { format }: Field): string {
  const text = typeof value === "boolean" ? undefined : toText(value);
  const number = Number(text);
  if (text === undefined || !Number.isFinite(number)) return "";
  return cellText([[String(number)]], { type: "number", ...(format === undefined ? {} : { format }) });
}

function showInstant(value: unknown, say: (instant: number) => string): string {
  const instant = typeof value === "string" ? readInstant(value) : undefined;
  return instant === undefined ? "" : say(instant);
}

function textIf(value: unknown, fits: (text: string) => boolean): string {
  const text = toText(value);
  return text !== undefined && fits(text) ? text : "";
}

function isAddress(text: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(text) && URL.canParse(text);
}

function toOption(value: unknown): string | undefined {
  const text = toText(value);
  return text === undefined ? undefined : toText(text.split(/\s*,\s*/).join("; "), longestOption);
}

function toText(value: unknown, most = longestText): string | undefined {
  if (!["string", "number", "boolean"].includes(typeof value)) return undefined;
  const text = String(value).trim();
  if (text.length <= most) return text === "" ? undefined : text;
  const isHalfCharacter = /[\uD800-\uDBFF]/.test(text.charAt(most - 2));
  return `${text.slice(0, isHalfCharacter ? most - 2 : most - 1)}…`;
}
