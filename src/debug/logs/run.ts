import { cutToWidth, toPlainLine } from "../../problems/text-width.ts";
import type { DatabaseInfo } from "../../run/manifest.ts";
import { isRecord } from "../../run/protocol.ts";
import type { LoggedPage, LoggedRun, LogLine, Place } from "../types.ts";
import { mergeErrors, readError, type OpenError } from "./errors.ts";
import { createJoiner, type NumberedLine } from "./joined.ts";
import { keepEnds } from "./kept.ts";
import { readCutPage, readPage } from "./pages.ts";
import type { FindPlaces } from "./places.ts";
import { createRawErrors } from "./raw-errors.ts";
import type { ShownLine } from "./shown.ts";
import { readMarkers, type Marker } from "./wire.ts";

/** A run that is being read. */
export type OpenRun = {
  read(line: ShownLine, at: number): void;
  /** Whether a line begins another run: this one has ended, and the line is not about its end. */
  isOver(line: ShownLine): boolean;
  /** Its lines as one value; places are looked up for the errors that are kept. */
  finish(places: FindPlaces): Promise<LoggedRun>;
};

const longestSaid = 500;
const mostDatabases = 10;
// How the platform's own words about an end begin, after the worker's envelope.
const aboutTheEnd =
  /(?:ExecutionError|RateLimitError|Error during worker execution|^\s*at |^\s*[}\]|^]|^Node\.js v)/;

/** Makes a reader for the lines of one run, masked and without what the platform put before them. */
export function createRun(databases: readonly DatabaseInfo[]): OpenRun {
  const tally = createTally(databases);
  const joiner = createJoiner();
  const told: { id?: string; sync?: string; firstTime?: string; lastTime?: string } = {};
  let lineCount = 0;
  return {
    isOver: tally.isOver,
    read(line, at) {
      lineCount += 1;
      note(told, line);
      for (const whole of joiner.read({ ...line, at })) tally.read(whole);
    },
    async finish(places) {
      for (const whole of joiner.end()) tally.read(whole);
      const { errors, ...rest } = tally.end();
      const closed = await Promise.all(errors.map((error) => close(error, places)));
      return { ...told, ...rest, errors: closed, lineCount };
    },
  };
}

type Tally = {
  read(line: NumberedLine): void;
  isOver(line: ShownLine): boolean;
  end(): Omit<LoggedRun, "errors" | "lineCount"> & { errors: readonly OpenError[] };
};

/** Keeps what the whole lines of a run tell. */
function createTally(databases: readonly DatabaseInfo[]): Tally {
  const pages = keepEnds<LoggedPage>(10, 10);
  const errors = keepEnds<OpenError>(5, 5);
  const said = keepEnds<LogLine>(10, 40);
  const raw = createRawErrors();
  const names = new Set<string>();
  let isCut = false;
  let ended: "well" | "badly" | undefined;

  const addError = (error: OpenError): void => {
    const last = errors.last();
    if (error.isTold && last && !last.isTold && isSame(last, error))
      errors.replaceLast(mergeErrors(last, error));
    else errors.add(error);
    raw.forget();
    if (error.isTold) ended = "badly";
  };
  const readMarker = (marker: Marker, at: number): void => {
    if (marker.isCut) isCut = true;
    const error = readError(marker, at);
    if (error) return addError(error);
    const value = isRecord(marker.json) ? marker.json.value : undefined;
    const found = marker.isCut ? undefined : readPage(value, at, databases);
    const page = found?.page ?? (marker.isCut ? readCutPage(marker.text, at) : undefined);
    if (!page) return;
    pages.add(page);
    for (const name of found?.databases ?? []) if (names.size < mostDatabases) names.add(name);
    // What was printed before did not end it.
    raw.forget();
    ended = page.hasMore || page.isCut ? undefined : "well";
  };
  return {
    isOver({ text }) {
      if (ended === undefined || text.trim() === "") return false;
      return ended === "well" || text.includes("<__notion_") || !aboutTheEnd.test(text.slice(0, 2_000));
    },
    read(line) {
      const { markers, rest } = readMarkers(line.text);
      for (const marker of markers) readMarker(marker, line.at);
      if (line.isCut && markers.length === 0 && rest !== "") isCut = true;
      if (rest.trim() === "" && markers.length > 0) return;
      if (ended !== "badly") raw.read(rest, line.at);
      if (rest.trim() !== "") said.add(toLogLine(rest, line));
    },
    end() {
      const last = raw.found();
      const open = [...errors.all(), ...last.first].sort((one, other) => one.at - other.at);
      const counted = { pageCount: pages.count(), errorCount: errors.count() + last.count };
      const written = names.size > 0 ? { databases: [...names] } : {};
      return { ...written, pages: pages.all(), errors: open, said: said.all(), ...counted, isCut };
    },
  };
}

function toLogLine(text: string, { at, time }: NumberedLine): LogLine {
  const plain = cutToWidth(toPlainLine(text.slice(0, longestSaid * 4)), longestSaid);
  return { at, text: plain, ...(time !== undefined && { time }) };
}

async function close(
  { stack, isTold: _isTold, ...error }: OpenError,
  places: FindPlaces,
): Promise<LoggedRun["errors"][number]> {
  const frames: readonly Place[] = await places(stack);
  return { ...error, frames };
}

/** Whether an envelope tells of an error that was told just before, by its message or as far as a cut line shows it. */
function isSame(thrown: OpenError, envelope: OpenError): boolean {
  if (envelope.kind === "rate-limit") return thrown.kind === "rate-limit";
  const [one, other] = [thrown.message, envelope.message].map((text) => text.slice(0, 60));
  return (
    one === other ||
    one === "" ||
    other === "" ||
    (one ?? "").includes(other ?? "") ||
    (other ?? "").includes(one ?? "")
  );
}

function note(
  told: { id?: string; sync?: string; firstTime?: string; lastTime?: string },
  { run, sync, time }: ShownLine,
): void {
  if (run !== undefined) told.id ??= toPlainLine(run).slice(0, 100);
  if (sync !== undefined) told.sync ??= toPlainLine(sync).slice(0, 100);
  if (time === undefined) return;
  told.firstTime ??= time;
  told.lastTime = time;
}
