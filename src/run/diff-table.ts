import type { PropertyInfo } from "./manifest.ts";
import {
  layOut,
  showCell,
  toHeading,
  type Cell,
  type Heading,
  type TableOptions,
  type TableRow,
  type TableSchema,
} from "./table.ts";
import { cutToWidth, displayWidth } from "../problems/text-width.ts";

/** How a row differs; `unchanged` rows are only counted. */
export type RowChange = {
  kind: "new" | "changed" | "deleted" | "unchanged";
  before?: TableRow;
  after?: TableRow;
};

const marks = { new: "+ ", changed: "~ ", deleted: "- " } as const;
const paints = { new: 32, changed: 33, deleted: 31 } as const;
const arrow = " → ";
const leastOfChanged = 26;

/**
 * What changed between two states of a database's rows: `+` new, `~` changed with each changed cell as `old → new`,
 * `-` deleted, and a line that counts them. Columns with changes are the last to be left out.
 */
export function diffTable(
  schema: TableSchema,
  { before, after }: { before: readonly TableRow[]; after: readonly TableRow[] },
  { width = 100, limit = 20, colour = false }: TableOptions = {},
): string {
  const changes = compareRows(schema, before, after);
  const shown = changes.filter(({ kind }) => kind !== "unchanged");
  const lines = shown.slice(0, limit).map((change) => toLine(change, schema.properties, colour));
  const headings = schema.properties.map((property): Heading => {
    const isChanged = shown.some((change) => change.kind === "changed" && isCellChanged(change, property));
    const heading = toHeading(property);
    // "12 → 14" reads from the left, whatever the numbers above it do.
    return isChanged ? { ...heading, isKept: true, least: leastOfChanged, align: "left" } : heading;
  });
  const table =
    lines.length === 0
      ? []
      : layOut({ headings, lines, more: shown.length - lines.length }, { width, colour });
  return [...table, countChanges(changes)].join("\n");
}

/** Pairs rows by key: those of `before` in their order, then the new ones. A row is changed if any of its cells shows something else. */
export function compareRows(
  schema: TableSchema,
  before: readonly TableRow[],
  after: readonly TableRow[],
): RowChange[] {
  const now = new Map(after.map((row) => [row.key, row]));
  const known = new Set(before.map((row) => row.key));
  const old = before.map((row): RowChange => {
    const current = now.get(row.key);
    if (current === undefined) return { kind: "deleted", before: row };
    const change: RowChange = { kind: "changed", before: row, after: current };
    return schema.properties.some((property) => isCellChanged(change, property))
      ? change
      : { ...change, kind: "unchanged" };
  });
  return [
    ...old,
    ...after.filter((row) => !known.has(row.key)).map((row): RowChange => ({ kind: "new", after: row })),
  ];
}

function isCellChanged({ before, after }: RowChange, property: PropertyInfo): boolean {
  return (
    before !== undefined && after !== undefined && showCell(before, property) !== showCell(after, property)
  );
}

function toLine(
  change: RowChange,
  properties: readonly PropertyInfo[],
  colour: boolean,
): { lead: string; cells: Cell[] } {
  const kind = change.kind === "unchanged" ? "changed" : change.kind;
  const paint = (text: string): string => (colour ? `\u001b[${paints[kind]}m${text}\u001b[39m` : text);
  const cells = properties.map((property): Cell => {
    const row = change.after ?? change.before;
    const text = row ? showCell(row, property) : "";
    if (kind !== "changed") return { text, paint };
    return isCellChanged(change, property) ? { ...toChangedCell(change, property), paint } : { text };
  });
  return { lead: marks[kind], cells };
}

// Both halves stay visible: the new value first, as it is what the row now holds.
function toChangedCell({ before, after }: RowChange, property: PropertyInfo): Cell {
  const [old, now] = [before, after].map((row) => (row && showCell(row, property)) || "(empty)") as [
    string,
    string,
  ];
  const shorten = (width: number): string => {
    const room = Math.max(2, width - arrow.length);
    const forNow = Math.min(displayWidth(now), Math.max(Math.ceil(room / 2), room - displayWidth(old)));
    return cutToWidth(old, room - forNow) + arrow + cutToWidth(now, forNow);
  };
  return { text: old + arrow + now, shorten };
}

function countChanges(changes: readonly RowChange[]): string {
  const count = (kind: RowChange["kind"]): number => changes.filter((change) => change.kind === kind).length;
  return (["new", "changed", "deleted", "unchanged"] as const)
    .map((kind) => `${count(kind)} ${kind}`)
    .join(" · ");
}
