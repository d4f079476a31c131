import type { PropertyInfo } from "./manifest.ts";
import { isRecord } from "./protocol.ts";

const longestCell = 2000;

/** A date of the SDK's Builder, as it stands in a text token (0.3.0 to 0.9.2). */
export type DateParts = {
  start: string;
  startTime: string | undefined;
  end: string | undefined;
  endTime: string | undefined;
  timeZone: string | undefined;
};

/** What Notion would show in a cell for a property value, as one text; empty for an empty cell. */
export function cellText(value: unknown, property: Pick<PropertyInfo, "type" | "format">): string {
  if (value === undefined || value === null) return "";
  if (property.type === "place") return placeText(value).slice(0, longestCell);
  if (!Array.isArray(value)) return bounded(value);
  if (property.type === "people")
    return value
      .map((one: unknown) => fieldText(one, "email"))
      .join(", ")
      .slice(0, longestCell);
  if (property.type === "relation")
    return value
      .map((one: unknown) => fieldText(one, "value"))
      .join(", ")
      .slice(0, longestCell);
  const date = findDate(value);
  if (date !== undefined) return dateText(date);
  return format(plainText(value), property).slice(0, longestCell);
}

/** The bare text of a value made of text tokens; "" for any other value. */
export function plainText(value: unknown): string {
  if (!Array.isArray(value)) return "";
  return value.map((token: unknown) => (Array.isArray(token) ? bare(token[0]) : "")).join("");
}

/** The date in a value, if its first token is one. */
export function findDate(value: unknown): DateParts | undefined {
  const token: unknown = Array.isArray(value) ? value[0] : undefined;
  const marks: unknown = Array.isArray(token) ? token[1] : undefined;
  const mark: unknown = Array.isArray(marks) ? marks[0] : undefined;
  const parts: unknown = Array.isArray(mark) && mark[0] === "d" ? mark[1] : undefined;
  if (!isRecord(parts)) return undefined;
  const text = (name: string): string | undefined =>
    parts[name] === undefined ? undefined : bare(parts[name]);
  return {
    start: text("start_date") ?? "",
    startTime: text("start_time"),
    end: text("end_date"),
    endTime: text("end_time"),
    timeZone: text("time_zone"),
  };
}

/** The values of a multi-select: Notion splits its one text at commas. */
export function splitOptions(value: unknown): string[] {
  return plainText(value)
    .split(",")
    .map((option) => option.trim())
    .filter((option) => option !== "");
}

function format(text: string, { type, format: style }: Pick<PropertyInfo, "type" | "format">): string {
  if (type === "checkbox") return text === "Yes" ? "✓" : "";
  if (type === "multi_select") return splitOptions([[text]]).join(", ");
  if (type === "number" && style !== undefined && text !== "")
    return formatNumber(Number(text), style) ?? text;
  return text;
}

const currencies: ReadonlyMap<string, string> = new Map([
  ["dollar", "USD"],
  ["euro", "EUR"],
  ["pound", "GBP"],
  ["yen", "JPY"],
  ["rupee", "INR"],
  ["won", "KRW"],
  ["yuan", "CNY"],
]);

function formatNumber(value: number, style: string): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const currency = currencies.get(style);
  if (currency !== undefined) return formatterOf({ style: "currency", currency }).format(value);
  if (style === "percent")
    return formatterOf({ style: "percent", maximumFractionDigits: 10, useGrouping: false }).format(value);
  return style === "number_with_commas"
    ? formatterOf({ maximumFractionDigits: 10 }).format(value)
    : undefined;
}

// Making one takes longer than a hundred uses of it.
const formatters = new Map<string, Intl.NumberFormat>();

function formatterOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const formatter = formatters.get(key) ?? new Intl.NumberFormat("en-US", options);
  formatters.set(key, formatter);
  return formatter;
}

function dateText({ start, startTime, end, endTime, timeZone }: DateParts): string {
  const from = [start, startTime].filter(Boolean).join(" ");
  const to = [end, endTime].filter(Boolean).join(" ");
  return [to === "" ? from : `${from} → ${to}`, timeZone].filter(Boolean).join(" ");
}

function placeText(value: unknown): string {
  if (!isRecord(value)) return Array.isArray(value) && value.length === 0 ? "" : bounded(value);
  const { name, address, lat, lon } = value;
  return bare(name ?? address ?? `${bare(lat)}, ${bare(lon)}`);
}

function fieldText(item: unknown, field: string): string {
  return isRecord(item) ? bare(item[field]) : bounded(item);
}

/** Text as it is. An object's own `toString` may be anything, such as a text from the API. */
function bare(value: unknown): string {
  return typeof value === "object" && value !== null ? bounded(value) : String(value);
}

function bounded(value: unknown): string {
  return (JSON.stringify(value) ?? "").slice(0, longestCell);
}
