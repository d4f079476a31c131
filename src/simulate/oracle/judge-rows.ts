import type { CellTexts } from "../expect/cell-texts.ts";
import { bare, quote } from "../report/say.ts";
import type { Finding } from "../types.ts";
import type { Story } from "./stories.ts";
import { joinCells, splitCells } from "./timelines.ts";
import { nameRecord } from "./words.ts";

export type RowsJudge = {
  stories: readonly Story[];
  texts: CellTexts;
  /** The rows at the end: their cells as one text by key. */
  rows: ReadonlyMap<string, string>;
  primaryKey: string;
  one: string;
};

/**
 * Judges the rows as a whole: two rows for one record, two records for one row, and rows of no record. Gives the
 * findings, and the keys of records whose row stands under another key, so that they are not told as lost as well.
 */
export function judgeRows(judge: RowsJudge): { findings: Finding[]; misfiled: ReadonlySet<string> } {
  const owners = findOwners(judge.stories);
  const strangers = [...judge.rows].filter(([key]) => !owners.has(key));
  const byCells = strangers.length === 0 ? new Map<string, Story>() : indexByCells(judge);
  const misfiled = new Set<string>();
  const found = strangers.map(([key, text]): Finding => {
    const story = byCells.get(withoutKey(judge, text));
    if (story === undefined)
      return { kind: "wrong", key, detail: `The row ${quote(key)} belongs to no record of the source.` };
    const name = nameRecord(story, judge.texts, judge.one);
    const own = story.newest.key ?? "";
    if (judge.rows.has(own))
      return { kind: "duplicate", key, detail: `${name} has a second row with the key ${quote(key)}.` };
    misfiled.add(own);
    return { kind: "wrong", key, detail: `The row of ${name} has the key ${quote(key)}.` };
  });
  return { findings: [...found, ...findMoved(judge, owners), ...findShared(judge, owners)], misfiled };
}

type Owners = ReadonlyMap<string, ReadonlySet<Story>>;

function findOwners(stories: readonly Story[]): Owners {
  const owners = new Map<string, Set<Story>>();
  for (const story of stories) {
    for (const { key, text } of story.chapters) {
      if (key === undefined || text === undefined) continue;
      owners.set(key, (owners.get(key) ?? new Set<Story>()).add(story));
    }
  }
  return owners;
}

/** A record whose key changed, and whose old row stayed beside the new one. */
function findMoved({ stories, rows, texts, one }: RowsJudge, owners: Owners): Finding[] {
  return stories.flatMap((story): Finding[] => {
    const { newest } = story;
    if (newest.text === undefined || newest.key === undefined || !rows.has(newest.key)) return [];
    const old = new Set(story.chapters.flatMap(({ key }) => key ?? []));
    old.delete(newest.key);
    return [...old]
      .filter((key) => rows.has(key) && owners.get(key)?.size === 1)
      .map((key) => {
        const detail = `${nameRecord(story, texts, one)} still has its old row with the key ${quote(key)}.`;
        return { kind: "duplicate", key, detail };
      });
  });
}

function findShared({ texts, one }: RowsJudge, owners: Owners): Finding[] {
  return [...owners].flatMap(([key, stories]): Finding[] => {
    const alive = [...stories].filter(({ newest }) => newest.text !== undefined && newest.key === key);
    if (alive.length < 2) return [];
    const names = alive.slice(0, 3).map((story) => nameRecord(story, texts, one));
    const detail = `${alive.length} records share the row ${bare(key)}: ${names.join(", ")}.`;
    return [{ kind: "wrong", key, detail }];
  });
}

function indexByCells(judge: RowsJudge): Map<string, Story> {
  const index = new Map<string, Story>();
  for (const story of judge.stories)
    for (const { text } of story.chapters) if (text !== undefined) index.set(withoutKey(judge, text), story);
  return index;
}

/** A row's cells without that of the key, which is what differs between two rows of one record. */
function withoutKey({ texts, primaryKey }: RowsJudge, text: string): string {
  const place = texts.properties.findIndex(({ name }) => name === primaryKey);
  return joinCells(splitCells(text).map((cell, index) => (index === place ? "" : cell)));
}
