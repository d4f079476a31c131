import { printable } from "../problems/printable.ts";

/** A run as `ntn workers runs list --plain` lists it; what the columns do not tell is left out. */
export type ListedRun = {
  id: string;
  /** Exit code of the run. */
  exit?: number;
  /** Key of the sync, where one of the asked keys stands in its line. */
  sync?: string;
  /** When it began, as listed. */
  at?: string;
  hasFailed: boolean;
};

/** A line of `workers sync status` or `workers capabilities list` about one key. */
export type KeyRow = { key: string; status?: string; cells: readonly string[] };

const mostRows = 1_000;
const longestCell = 300;
// Nothing that ntn could read as an option or a path: ids become arguments.
const runId = /^[A-Za-z0-9][\w-]{3,79}$/;
const date = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?$/;
const statuses = /^(healthy|initializing|warning|error|disabled|enabled|paused|running|failed|succeeded)$/i;

/** The runs in the order they are listed, which is newest first. Lines without an id are left out. */
export function readRuns(text: string, keys: readonly string[]): ListedRun[] {
  return readCells(text).flatMap((cells): ListedRun[] => {
    const [id = "", ...rest] = cells;
    if (!runId.test(id) || rest.length === 0) return [];
    const exit = rest.find((cell) => /^-?\d{1,3}$/.test(cell));
    const sync = keys.find((key) => rest.some((cell) => hasWord(cell, key)));
    const at = rest.find((cell) => date.test(cell));
    const saysFailed = rest.some((cell) =>
      /^(failed|failure|error|errored|timed?[ _-]?out|crashed)$/i.test(cell),
    );
    return [
      {
        id,
        ...(exit !== undefined && { exit: Number(exit) }),
        ...(sync !== undefined && { sync }),
        ...(at !== undefined && { at }),
        hasFailed: exit === undefined ? saysFailed : Number(exit) !== 0,
      },
    ];
  });
}

/** One row for each line, by the asked key that stands in it, else by its first cell. */
export function readKeyRows(text: string, keys: readonly string[]): KeyRow[] {
  return readCells(text).map((cells) => {
    const status = cells.find((cell) => statuses.test(cell));
    return {
      key: keys.find((key) => cells.some((cell) => hasWord(cell, key))) ?? cells[0] ?? "",
      ...(status !== undefined && { status: status.toUpperCase() }),
      cells,
    };
  });
}

/** Names of variables, the first word of each line; a value beside one is never kept. */
export function readNames(text: string): string[] {
  const names = text
    .split("\n", mostRows)
    .flatMap((line) => /^\s*([A-Za-z_][A-Za-z0-9_]{0,127})(?=\s|$)/.exec(line)?.[1] ?? []);
  return [...new Set(names)];
}

function readCells(text: string): string[][] {
  return text
    .split("\n", mostRows)
    .map((line) => line.replace(/\r$/, ""))
    .filter((line) => line.trim() !== "")
    .map((line) => line.split("\t").map((cell) => printable(cell).trim().slice(0, longestCell)));
}

function hasWord(cell: string, key: string): boolean {
  return cell.split(/[^\w$-]+/).includes(key);
}
