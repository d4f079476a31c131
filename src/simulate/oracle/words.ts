import { bare, quote, sayMoment, saySpan } from "../report/say.ts";
import type { CellTexts } from "../expect/cell-texts.ts";
import type { Chapter, Story } from "./stories.ts";
import { splitCells } from "./timelines.ts";

/** What a record is called in a finding: `Bird 17 (key 1017)`, or `bird 1017` where it has no title. */
export function nameRecord(story: Story, texts: CellTexts, one: string): string {
  const text = story.chapters.findLast((chapter) => chapter.text !== undefined)?.text;
  const place = texts.properties.findIndex(({ type }) => type === "title");
  const title = text === undefined ? "" : (splitCells(text)[place] ?? "");
  const key = bare(story.newest.key ?? story.id);
  return title === "" ? `${one} ${key}` : `${bare(title)} (key ${key})`;
}

/** What happened in a chapter: `edited 2026-03-01 08:00`, by the source's clock. */
export function sayChange({ version }: Chapter): string {
  const words = { create: "created", edit: "edited", delete: "deleted", restore: "restored" };
  return `${words[version.what]} ${sayMoment(version.at)}`;
}

/** A promised time, or what it depends on. */
export function sayPromise(ms: number | undefined): string {
  return ms === undefined ? "the next full read was to bring it" : `promised: ${saySpan(ms)}`;
}

/** Property names with their cells: `"Price" shows "1" instead of "2"`. */
export function sayCell(property: string, shown: string, wanted: string): string {
  return `${quote(property)} shows ${quote(shown)} instead of ${quote(wanted)}`;
}
