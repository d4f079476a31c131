import { cellText } from "./cells.ts";
import { columnGap, fitColumns, type ColumnWish } from "./columns.ts";
import type { DatabaseInfo, PropertyInfo } from "./manifest.ts";
import { cutToWidth, displayWidth, padToWidth, toPlainLine } from "../problems/text-width.ts";

/** What a table needs of a row. */
export type TableRow = { key: string; properties: ReadonlyMap<string, unknown> };

export type TableOptions = {
  /** Columns of the terminal; default 100. */
  width?: number;
  /** Rows that are shown at most; default 20. */
  limit?: number;
  /** Whether to use terminal colours; default false. */
  colour?: boolean;
};

/** The part of a database that decides how its rows look. */
export type TableSchema = Pick<DatabaseInfo, "properties">;

/** A cell that is ready to print: a plain line, how to shorten it (default: cut its end), how to colour it once it is padded. */
export type Cell = { text: string; shorten?: (width: number) => string; paint?: (text: string) => string };

/** A table before layout. `lead` stands before each line, such as the mark of a change; `more` counts the lines left out. */
export type Sheet = {
  headings: readonly Heading[];
  lines: readonly { lead: string; cells: readonly Cell[] }[];
  more: number;
};

export type Heading = { name: string; align: "left" | "right"; isKept: boolean; least: number };

const defaultWidth = 100;
const defaultLimit = 20;
const widestColumn = 40;
// Half a number, day or status says something else than the whole; half a sentence is still the sentence.
const leastByType: ReadonlyMap<string, number> = new Map([
  ["title", 20],
  ["number", widestColumn],
  ["date", 20],
  ["checkbox", 1],
  ["select", 16],
  ["status", 16],
]);
const leastText = 12;

/** Rows as Notion would show them, in the order of the schema, cut to the terminal's width. Says what is left out. */
export function renderTable(
  schema: TableSchema,
  rows: readonly TableRow[],
  options: TableOptions = {},
): string {
  const { width = defaultWidth, limit = defaultLimit, colour = false } = options;
  if (rows.length === 0) return "no rows";
  const lines = rows.slice(0, limit).map((row) => ({
    lead: "",
    cells: schema.properties.map((property) => ({ text: showCell(row, property) })),
  }));
  const headings = schema.properties.map((property) => toHeading(property));
  return layOut({ headings, lines, more: rows.length - lines.length }, { width, colour }).join("\n");
}

/** A property's cell in a row as a plain line. */
export function showCell(row: TableRow, property: PropertyInfo): string {
  return toPlainLine(cellText(row.properties.get(property.name), property));
}

/** The heading of a property. The title always stays; numbers stand to the right. */
export function toHeading(property: PropertyInfo): Heading {
  const align = property.type === "number" ? "right" : "left";
  return {
    name: toPlainLine(property.name),
    align,
    isKept: property.type === "title",
    least: leastByType.get(property.type) ?? leastText,
  };
}

/** The lines of a sheet: headings, a rule, the cells, and what is not shown. */
export function layOut(
  { headings, lines, more }: Sheet,
  { width, colour }: { width: number; colour: boolean },
): string[] {
  const lead = Math.max(0, ...lines.map((line) => line.lead.length));
  const wishes = headings.map((heading, index) =>
    toWish(
      heading,
      lines.map(({ cells }) => cells[index]?.text ?? ""),
    ),
  );
  const widths = fitColumns(wishes, width - lead);
  const gap = " ".repeat(columnGap);
  const row = (cells: readonly Cell[]): string =>
    cells
      .flatMap((cell, index) =>
        widths[index] === 0
          ? []
          : [showPadded(cell, { width: widths[index] as number, align: headings[index]?.align ?? "left" })],
      )
      .join(gap)
      .trimEnd();
  const bold = (text: string): string => (colour ? `\u001b[1m${text}\u001b[22m` : text);
  const blank = " ".repeat(lead);
  return [
    blank + row(headings.map(({ name }) => ({ text: name, paint: bold }))),
    blank + row(widths.map((one) => ({ text: "─".repeat(one) }))),
    ...lines.map((line) => line.lead.padEnd(lead) + row(line.cells)),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...nameHidden(headings.filter((_, index) => widths[index] === 0)),
  ];
}

function toWish({ name, isKept, least }: Heading, texts: readonly string[]): ColumnWish {
  // Beyond this many characters every column is at its widest, and measuring text is what takes the time.
  const natural = Math.min(
    widestColumn,
    Math.max(1, ...[name, ...texts].map((text) => displayWidth(text.slice(0, 200)))),
  );
  return { natural, least: Math.min(natural, least), isKept };
}

function showPadded(cell: Cell, { width, align }: { width: number; align: "left" | "right" }): string {
  const { text, shorten = (most: number) => cutToWidth(text, most), paint = (same: string) => same } = cell;
  return paint(padToWidth(displayWidth(text) <= width ? text : shorten(width), width, align));
}

function nameHidden(headings: readonly Heading[]): string[] {
  if (headings.length === 0) return [];
  const names = headings.map(({ name }) => cutToWidth(name, widestColumn)).join(", ");
  return [
    `(no room for ${headings.length === 1 ? "the column" : `${headings.length} columns:`} ${cutToWidth(names, 200)})`,
  ];
}
