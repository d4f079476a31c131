import type { CellTexts } from "../expect/cell-texts.ts";
import { quote, saySpan } from "../report/say.ts";
import type { Finding } from "../types.ts";
import type { Chapter, Story } from "./stories.ts";
import { splitCells } from "./timelines.ts";
import { sayCell, sayChange } from "./words.ts";

export type RowAtEnd = {
  story: Story;
  texts: CellTexts;
  name: string;
  /** What the row shows, and what it should. */
  shown: string;
  wanted: string;
  /** The first change that is not shown. */
  since: Chapter;
  /** When the row was written last. */
  writtenAt: number;
  now: number;
};

type CellAtEnd = { property: string; shown: string; wanted: string; kind: "stale" | "not-cleared" | "wrong" };

/** Tells apart what is old, what was not emptied and what was never right in a row that differs; a finding of each kind. */
export function compareCells(row: RowAtEnd): Omit<Finding, "key">[] {
  const { story, texts, name, since, now } = row;
  const cells = findCells(row);
  const isOnlyFull = row.writtenAt > since.shownAt && cells.every(({ wanted }) => wanted === "");
  const isWhollyOld = story.chapters.some(({ text }) => text === row.shown) && !isOnlyFull;
  const kindOf = ({ kind }: CellAtEnd): CellAtEnd["kind"] => (isWhollyOld ? "stale" : kind);
  const age = `${sayChange(since)}, ${saySpan(now - since.shownAt)} ago`;
  return (["stale", "not-cleared", "wrong"] as const).flatMap((kind): Omit<Finding, "key">[] => {
    const own = cells.filter((cell) => kindOf(cell) === kind);
    const [first] = own;
    if (first === undefined) return [];
    const { property, shown, wanted } = first;
    const more = own.length === 1 ? "" : ` (and ${own.length - 1} more)`;
    const detail = {
      stale: `${name} is out of date: ${sayCell(property, shown, wanted)}${more}; ${age}.`,
      "not-cleared": `${name} keeps a value that is gone: ${quote(property)} shows ${quote(shown)}${more}; ${age}.`,
      wrong: `${name} is wrong: ${sayCell(property, shown, wanted)}${more}.`,
    }[kind];
    const names = own.map((cell) => cell.property);
    return [
      {
        kind,
        properties: texts.properties.map((each) => each.name).filter((each) => names.includes(each)),
        detail,
      },
    ];
  });
}

/**
 * The properties that a row kept although they were empty at the source, where the row was written since and nothing
 * else was wrong with it: then it was not the change that was late.
 */
export function findUncleared(row: Omit<RowAtEnd, "name" | "now">): string[] {
  const cells = row.writtenAt > row.since.shownAt ? findCells(row) : [];
  return cells.every(({ wanted }) => wanted === "") ? cells.map(({ property }) => property) : [];
}

function findCells({
  story,
  texts,
  shown,
  wanted,
}: Pick<RowAtEnd, "story" | "texts" | "shown" | "wanted">): CellAtEnd[] {
  const [now, right] = [splitCells(shown), splitCells(wanted)];
  const older = story.chapters.flatMap(({ text }) => (text === undefined ? [] : [splitCells(text)]));
  return texts.properties.flatMap(({ name }, index): CellAtEnd[] => {
    const [cell = "", aim = ""] = [now[index], right[index]];
    if (cell === aim) return [];
    const isOld = older.some((cells) => cells[index] === cell);
    const kind = aim === "" ? "not-cleared" : isOld ? "stale" : "wrong";
    return [{ property: name, shown: cell, wanted: aim, kind }];
  });
}
