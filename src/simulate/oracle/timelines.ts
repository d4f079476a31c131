import type { Commit, Notion } from "../../notion/types.ts";
import type { CellTexts } from "../expect/cell-texts.ts";

/** What became of a row: its cells as one text, undefined where it was removed. Times in ms since 1970. */
export type Entry = {
  at: number;
  text: string | undefined;
  /** The sync that did it, and by what. */
  by: string;
  how: "upserted" | "deleted" | "swept";
  /** When the same was written last. */
  lastAt: number;
};

/** Each row's entries, oldest first; two in a row never say the same. */
export type Timelines = ReadonlyMap<string, readonly Entry[]>;

/** No text of a cell has it: JSON and cells come as printable text. */
const border = "\u0000";

/** The cells of a row as one text that can be compared. */
export function joinCells(cells: readonly string[]): string {
  return cells.join(border);
}

/** The opposite of `joinCells`. */
export function splitCells(text: string): string[] {
  return text.split(border);
}

/** Follows the rows of a database from now on, commit by commit. The Map that it gives grows. */
export function followRows(notion: Notion, databaseKey: string, texts: CellTexts): Timelines {
  const timelines = new Map<string, Entry[]>();
  notion.onCommit((commit: Commit) => {
    if (commit.databaseKey !== databaseKey) return;
    const rows = notion.rows(databaseKey);
    for (const how of ["upserted", "deleted", "swept"] as const) {
      for (const key of commit[how]) {
        const row = rows.get(key);
        const text = row === undefined ? undefined : joinCells(texts.ofValues(row.properties));
        const timeline = timelines.get(key) ?? [];
        const last = timeline.at(-1);
        if (last !== undefined && last.text === text) {
          last.lastAt = commit.at;
          continue;
        }
        timeline.push({ at: commit.at, text, by: commit.key, how, lastAt: commit.at });
        timelines.set(key, timeline);
      }
    }
  });
  return timelines;
}
