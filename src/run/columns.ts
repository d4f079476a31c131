/** A column before its width is known: what it would like, and how narrow it may get. */
export type ColumnWish = { natural: number; least: number; isKept: boolean };

/** Columns in a terminal that stand between two columns of a table. */
export const columnGap = 2;

/**
 * Shares out a line of `width` columns. Gives a width for each column, 0 for one that has no room: from the right,
 * and those to be kept last. The widest give way first.
 */
export function fitColumns(columns: readonly ColumnWish[], width: number): number[] {
  const shown = columns.map(() => true);
  const room = (): number => width - columnGap * (shown.filter(Boolean).length - 1);
  const least = (): number => sum(columns.map((column, index) => (shown[index] ? column.least : 0)));
  while (least() > room() && shown.filter(Boolean).length > 1) shown[findLeastWanted(columns, shown)] = false;
  const widths = columns.map((column, index) => (shown[index] ? column.natural : 0));
  while (sum(widths) > room()) {
    const widest = findWidest(columns, widths);
    if (widest === undefined) return widths.map((one) => Math.min(one, Math.max(1, room())));
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

function findLeastWanted(columns: readonly ColumnWish[], shown: readonly boolean[]): number {
  const optional = columns.findLastIndex((column, index) => shown[index] && !column.isKept);
  return optional === -1 ? shown.lastIndexOf(true) : optional;
}

function findWidest(columns: readonly ColumnWish[], widths: readonly number[]): number | undefined {
  let widest: number | undefined;
  for (const [index, width] of widths.entries()) {
    if (
      width > (columns[index]?.least ?? 0) &&
      width > (widest === undefined ? 0 : (widths[widest] as number))
    )
      widest = index;
  }
  return widest;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
