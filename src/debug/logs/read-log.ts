import { printable } from "../../problems/printable.ts";
import type { DatabaseInfo } from "../../run/manifest.ts";
import { createLogMask, type LogMask } from "../mask-log.ts";
import type { LoggedRun, RunLog } from "../types.ts";
import { beginsArray, splitArray } from "./array.ts";
import { longestLine, splitLines, type LogChunks, type RawLine } from "./lines.ts";
import { guessPlaces, type FindPlaces } from "./places.ts";
import { createRun, type OpenRun } from "./run.ts";
import { readObject, readShown, type ShownLine } from "./shown.ts";

/**
 * What helps to read a log: `mask` takes secrets out before anything else sees a line (default: by their looks alone),
 * `places` looks frames up in the project (default: by `/src/` in their paths), and `databases` are those that the worker
 * declares, by which rows are checked.
 */
export type LogOptions = {
  mask?: LogMask;
  places?: FindPlaces;
  databases?: readonly DatabaseInfo[];
};

const ascii = /^[\t\x20-\x7e]*$/;
const mostAhead = 8;
const firstRuns = 20;
const lastRuns = 100;

/**
 * Reads a log as a platform or a terminal shows it, in pieces cut anywhere. Takes memory for a few runs and their ends,
 * whatever the length of the log or of a line. Never fails on what the log says; what cannot be read is left out.
 */
export async function readLog(
  chunks: LogChunks,
  { mask = createLogMask(), places = guessPlaces, databases = [] }: LogOptions = {},
): Promise<RunLog> {
  const runs = createRuns(databases);
  let [lines, bytes] = [0, 0];
  const entries = readEntries(splitLines(chunks, (more) => (bytes += more)));
  for await (const entry of entries) {
    lines += 1;
    for (const line of entry) runs.read(hide(line, mask), lines);
  }
  const { kept, count } = runs.end();
  const finished: LoggedRun[] = [];
  for (const run of kept) finished.push(await run.finish(places));
  return { runs: finished, runCount: count, lines, bytes, masked: mask.count() };
}

function hide(line: ShownLine, mask: LogMask): ShownLine {
  return {
    ...line,
    // A colour or an invisible character in the middle of a secret would hide it from the mask.
    text: mask.line(ascii.test(line.text) ? line.text : printable(line.text), line.run),
    ...(line.run !== undefined && { run: mask.line(line.run) }),
    ...(line.sync !== undefined && { sync: mask.line(line.sync) }),
  };
}

type Entry = readonly ShownLine[];

/** Lines one by one, or the elements of the JSON array that a log begins with. */
async function* readEntries(lines: AsyncGenerator<RawLine>): AsyncGenerator<Entry, void, void> {
  const ahead: RawLine[] = [];
  const read = async (): Promise<RawLine | undefined> => {
    const { value, done } = await lines.next();
    return done ? undefined : value;
  };
  const next = async (): Promise<RawLine | undefined> => ahead.shift() ?? (await read());
  // Brackets and the first name may stand in lines of their own.
  for (let line = await read(); line; line = await read()) {
    ahead.push(line);
    if (line.text.trim().length > 1 || ahead.length === mostAhead) break;
  }
  if (beginsArray(ahead))
    for await (const element of splitArray(next, longestLine)) yield readElement(element);
  for (let line = await next(); line; line = await next()) yield readShown(line);
}

function readElement({ text, isCut }: RawLine): readonly ShownLine[] {
  try {
    const read = readObject(JSON.parse(text), isCut);
    if (read) return read;
  } catch {
    // An element that breaks off.
  }
  return readShown({ text: text.replaceAll("\n", " "), isCut });
}

type Runs = { read(line: ShownLine, at: number): void; end(): { kept: readonly OpenRun[]; count: number } };

/** Sorts lines into runs: by their id where there is one, else by where one ends and the next begins. */
function createRuns(databases: readonly DatabaseInfo[]): Runs {
  const first: OpenRun[] = [];
  let last: OpenRun[] = [];
  const byId = new Map<string, OpenRun>();
  let current: OpenRun | undefined;
  let count = 0;
  const begin = (): OpenRun => {
    const run = createRun(databases);
    count += 1;
    if (first.length < firstRuns) first.push(run);
    else last.push(run);
    if (last.length > lastRuns * 2) last = last.slice(-lastRuns);
    return run;
  };
  const runOf = (line: ShownLine): OpenRun => {
    if (line.run === undefined) {
      if (!current || current.isOver(line)) current = begin();
      return current;
    }
    const known = byId.get(line.run) ?? begin();
    // The newest stands last, so that the oldest is forgotten first.
    byId.delete(line.run);
    byId.set(line.run, known);
    if (byId.size > lastRuns) byId.delete(byId.keys().next().value ?? "");
    return known;
  };
  return {
    read(line, at) {
      if (line.run === undefined && line.text.trim() === "" && !current) return;
      const run = runOf(line);
      if (line.run !== undefined) current = undefined;
      run.read(line, at);
    },
    end: () => ({ kept: [...first, ...last.slice(-lastRuns)], count }),
  };
}
