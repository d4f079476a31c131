import { cellText, plainText } from "../../run/cells.ts";
import type { PropertyInfo } from "../../run/manifest.ts";

/** The cells of a database's rows as people see them, in the order of its properties. */
export type CellTexts = {
  readonly properties: readonly PropertyInfo[];
  /** The texts of a row's raw values by property name. */
  ofValues(values: ReadonlyMap<string, unknown>): string[];
  /** The same order for cells that are texts already; what is not among them is an empty cell. */
  ofCells(cells: ReadonlyMap<string, string>): string[];
};

const mostKnown = 10_000;

/** Reads the cells of a database. Formatted numbers are remembered: formatting one takes longer than all the rest of a row. */
export function createCellTexts(properties: readonly PropertyInfo[]): CellTexts {
  const shows = properties.map(showing);
  return {
    properties,
    ofValues: (values) => properties.map(({ name }, index) => shows[index]?.(values.get(name)) ?? ""),
    ofCells: (cells) => properties.map(({ name }) => cells.get(name) ?? ""),
  };
}

function showing(property: PropertyInfo): (value: unknown) => string {
  if (property.type !== "number" || property.format === undefined)
    return (value) => cellText(value, property);
  const known = new Map<string, string>();
  return (value) => {
    const number = plainText(value);
    if (number === "") return cellText(value, property);
    const text = known.get(number) ?? cellText(value, property);
    if (known.size < mostKnown) known.set(number, text);
    return text;
  };
}
