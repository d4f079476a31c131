import { isFilled, isObject, pathOf } from "./json.ts";
import { findBody, isOwn } from "./subject.ts";
import type { Column, JsonObject } from "./types.ts";
import { sortedEntries } from "./walk.ts";

const deepest = 4;
const mostColumns = 400;

/**
 * Every place of the records that holds a scalar or a list, by name. Places that no plan can name are left out, and
 * those behind the 400th.
 */
export function columnsOf(records: readonly JsonObject[]): readonly Column[] {
  const columns = new Map<string, { names: readonly string[]; values: unknown[] }>();
  const put = (names: readonly string[], row: number, value: unknown): void => {
    const path = pathOf(names);
    if (path === undefined) return;
    const column = columns.get(path);
    if (column) column.values[row] = value;
    else if (columns.size < mostColumns) {
      const values = new Array<unknown>(records.length).fill(undefined);
      values[row] = value;
      columns.set(path, { names, values });
    }
  };
  const visit = (names: readonly string[], row: number, value: JsonObject): void => {
    for (const [name, each] of sortedEntries(value)) {
      const way = [...names, name];
      if (!isObject(each)) put(way, row, each);
      else if (way.length < deepest) visit(way, row, each);
    }
  };
  records.forEach((record, row) => visit([], row, record));
  const body = findBody([...columns.values()].map(({ names }) => names));
  return [...columns]
    .map(([path, column]) => ({ path, ...column, own: isOwn(column.names, body) }))
    .sort((one, other) => Number(one.path > other.path) - Number(one.path < other.path));
}

/** The values of a column that say anything. */
export function filled({ values }: Column): readonly unknown[] {
  return values.filter(isFilled);
}

/** How often a column has a value, for a reason: `in all 6 records`, `in 4 of 6`. */
export function sayFilled(column: Column): string {
  const count = filled(column).length;
  const all = column.values.length;
  return count === all
    ? `in ${all === 1 ? "the one record" : `all ${all} records`}`
    : `in ${count} of ${all} records`;
}
