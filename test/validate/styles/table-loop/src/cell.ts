import * as Builder from "@notionhq/workers/builder";

type Cell = ReturnType<typeof Builder.richText> | [];

/** What a value is as text; "" if it is none. */
export function text(value: unknown, most = 2000): string {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return "";
  const all = String(value).trim();
  return all.length > most ? `${all.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : all;
}

// [] is the empty cell; a column that is not sent keeps what it had.
export const of = (value: unknown, build: (value: string) => Cell): Cell =>
  text(value) ? build(text(value)) : [];

const optionName = (value: unknown): string => text(text(value).replaceAll(/\s*,\s*/g, "; "), 100);

export const option = (value: unknown): Cell => of(optionName(value), Builder.select);

export function options(list: unknown, member: string): Cell {
  const items = Array.isArray(list) ? (list as (Record<string, unknown> | null)[]) : [];
  return Builder.multiSelect(
    ...new Set(items.map((item) => optionName(item?.[member])).filter((name) => name !== "")),
  );
}

export function number(value: unknown): Cell {
  const isNumeric = typeof value !== "boolean" && text(value) !== "" && Number.isFinite(Number(value));
  return isNumeric ? Builder.number(Number(value)) : [];
}

export const email = (value: unknown): Cell =>
  /^[^\s@]+@[^\s@]+$/.test(text(value)) ? Builder.email(text(value)) : [];

/** A calendar day; Builder.date() would take one that is in no calendar. */
export function day(value: unknown): Cell {
  const digits = text(value).slice(0, 10);
  const date = new Date(`${digits}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === digits;
  return isDay ? Builder.date(digits) : [];
}
