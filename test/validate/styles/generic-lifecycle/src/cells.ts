import * as Builder from "@notionhq/workers/builder";

/** Text of a value that is a text, number or boolean, cut at a number of characters; null if there is none. */
export function readable(value: unknown, most = 2000): string | null {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean": {
      const text = String(value).trim();
      if (text.length > most) return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
      return text === "" ? null : text;
    }
    default:
      return null;
  }
}

/** A name that Notion takes as one option. */
export function optionOf(value: unknown): string | null {
  const text = readable(value);
  return text === null ? null : readable(text.replace(/\s*,\s*/g, "; "), 100);
}

// Each gives [] for nothing, by which Notion empties the cell.
export const textCell = (value: unknown) => {
  const text = readable(value);
  return text === null ? [] : Builder.richText(text);
};

export const selectCell = (value: unknown) => {
  const name = optionOf(value);
  return name === null ? [] : Builder.select(name);
};

export const optionsCell = (values: unknown) => {
  const names = (Array.isArray(values) ? values : []).map(optionOf).filter((name) => name !== null);
  return Builder.multiSelect(...new Set(names));
};

export const numberCell = (value: unknown) => {
  const number = typeof value === "boolean" ? Number.NaN : Number(readable(value) ?? Number.NaN);
  return Number.isFinite(number) ? Builder.number(number) : [];
};

export const linkCell = (value: unknown) => {
  const text = readable(value);
  return text !== null && /^(https?:\/\/|mailto:)/i.test(text) && URL.canParse(text) ? Builder.url(text) : [];
};

/** From seconds since 1970. */
export const instantCell = (seconds: unknown) => {
  const instant = new Date(typeof seconds === "number" ? seconds * 1000 : Number.NaN);
  return Number.isNaN(instant.getTime()) ? [] : Builder.dateTime(instant.toISOString(), "UTC");
};
