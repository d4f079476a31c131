import type { Version, World } from "../../world/types.ts";
import type { CellTexts } from "../expect/cell-texts.ts";
import type { Clock, Expectation } from "../types.ts";
import { joinCells, type Entry, type Timelines } from "./timelines.ts";

/** A version with the row it asks for. Times are the platform's, whatever the source's clock says. */
export type Chapter = {
  version: Version;
  previous: Version | undefined;
  happenedAt: number;
  /** From when on the API shows it. */
  shownAt: number;
  /** The row's key; that of the version before where this one has no row. */
  key: string | undefined;
  /** The row's cells as one text; undefined where there must be no row. */
  text: string | undefined;
};

/** A record with all that the API showed of it, oldest first, and what became of its row. */
export type Story = {
  id: string;
  chapters: readonly Chapter[];
  /** The newest that the API shows. */
  newest: Chapter;
  /** The rows' entries by the key of each chapter. */
  entriesOf(chapter: Chapter): readonly Entry[];
};

/** Notes when each version happened by the platform's clock, from now on. */
export function followWorld(world: World, clock: Clock): (version: Version) => number {
  const startedAt = clock.now();
  const times = new Map<string, Map<number, number>>();
  world.watch(({ id, number }) => {
    const numbers = times.get(id) ?? new Map<number, number>();
    times.set(id, numbers.set(number, clock.now()));
  });
  return ({ id, number, at }) => times.get(id)?.get(number) ?? Math.min(at, startedAt);
}

export type StoriesOptions = {
  world: World;
  expectation: Expectation;
  texts: CellTexts;
  timelines: Timelines;
  happenedAt: (version: Version) => number;
  now: number;
};

/** Tells the story of every record that the API ever showed until now. Asks the expectation one version after the other. */
export async function tellStories(options: StoriesOptions): Promise<Story[]> {
  const stories: Story[] = [];
  for (const id of options.world.ids()) {
    const chapters = await readChapters(id, options);
    const newest = chapters.at(-1);
    if (newest === undefined) continue;
    const entriesOf = ({ key }: Chapter): readonly Entry[] =>
      key === undefined ? [] : (options.timelines.get(key) ?? []);
    stories.push({ id, chapters, newest, entriesOf });
  }
  return stories;
}

async function readChapters(id: string, options: StoriesOptions): Promise<Chapter[]> {
  const { world, expectation, texts, happenedAt, now } = options;
  const chapters: Chapter[] = [];
  let previous: Version | undefined;
  let key: string | undefined;
  for (const version of world.history(id)) {
    const time = happenedAt(version);
    const shownAt = time + Math.max(0, version.visibleAt - version.at);
    const row = version.what === "delete" ? undefined : await expectation.rowOf(version);
    key = row?.key ?? key;
    const text = row === undefined ? undefined : joinCells(texts.ofCells(row.cells));
    if (shownAt <= now) chapters.push({ version, previous, happenedAt: time, shownAt, key, text });
    previous = version;
  }
  return chapters;
}

/** The newest chapter that the API showed at a time. */
export function chapterAt({ chapters }: Story, time: number): Chapter | undefined {
  return chapters.findLast(({ shownAt }) => shownAt <= time);
}

/** What a row showed at a time; undefined where there was none. */
export function textAt(entries: readonly Entry[], time: number): string | undefined {
  return entries.findLast(({ at }) => at <= time)?.text;
}
