import { isRecord } from "../../run/protocol.ts";
import { readJsonString } from "./json-string.ts";
import type { RawLine } from "./lines.ts";

/** A line as a worker printed it, without what the platform put around it. */
export type ShownLine = { text: string; isCut: boolean; run?: string; sync?: string; time?: string };

const jsonMessage = /"(?:message|msg|text|log|line)"\s{0,5}:\s{0,5}"/;
const messageNames = ["message", "msg", "text", "log", "line", "body"];
const runNames = ["runId", "run_id", "run", "executionId", "invocationId"];
const syncNames = ["sync", "syncKey", "capabilityKey", "capability", "key"];
const timeNames = ["timestamp", "time", "ts", "date", "@timestamp"];

const date =
  /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)\]?(?:[ \t]|$)(?:[|:-](?:[ \t]|$))?/;
const runId =
  /^\[?((?:run|exec)[_-][\w-]{1,80}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})\]?(?:[ \t]*[|:])?(?:[ \t]|$)/i;
const stream = /^\[?(?:stdout|stderr)\]?(?: [FP](?= ))?(?:[ \t]*[|:])?(?:[ \t]|$)/;
const level = /^\[?(?:INFO|WARN(?:ING)?|DEBUG|LOG|TRACE)\]?[ \t]*[|:]?[ \t]/;

/** Takes off what stands before a line, or unpacks the JSON it stands in; an entry may hold several lines. */
export function readShown(line: RawLine): ShownLine[] {
  const trimmed = line.text.trimStart();
  if (trimmed.startsWith("{")) {
    const lines = readEntry(trimmed, line.isCut);
    if (lines) return lines;
  }
  return [{ ...withoutPrefix(line.text), isCut: line.isCut }];
}

/** The lines of an entry given as an object, as `JSON.parse` of it; undefined if it is no entry of a log. */
export function readObject(entry: unknown, isCut: boolean): ShownLine[] | undefined {
  if (!isRecord(entry)) return undefined;
  const message = messageNames.map((name) => entry[name]).find((value) => typeof value === "string");
  if (typeof message !== "string") return undefined;
  const told = {
    ...named("run", entry, runNames),
    ...named("sync", entry, syncNames),
    ...named("time", entry, timeNames),
  };
  return message.split(/\r?\n/).map((text) => ({ ...withoutPrefix(text), isCut, ...told }));
}

function readEntry(text: string, isCut: boolean): ShownLine[] | undefined {
  const json = text.replace(/,?\s*$/, "");
  try {
    if (json.endsWith("}")) return readObject(JSON.parse(json), isCut);
  } catch {
    // A line that breaks off is read as far as it goes.
  }
  const found = jsonMessage.exec(text.slice(0, 2_000));
  if (!found || !/"(?:timestamp|time|ts|level|runId|run_id)"/.test(text.slice(0, found.index)))
    return undefined;
  const { value } = readJsonString(text, found.index + found[0].length);
  const run = /"(?:runId|run_id|run)"\s{0,5}:\s{0,5}"([\w-]{1,100})"/.exec(text.slice(0, found.index))?.[1];
  return value.split(/\r?\n/).map((part) => ({ text: part, isCut: true, ...(run !== undefined && { run }) }));
}

function withoutPrefix(whole: string): { text: string; run?: string; time?: string } {
  let text = whole;
  let run: string | undefined;
  let time: string | undefined;
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(text);
    if (!found) return undefined;
    text = text.slice(found[0].length);
    return found[1] ?? "";
  };
  // Two rounds, since platforms differ in their order; a second time is the worker's own.
  for (let round = 0; round < 2; round++) {
    if (time === undefined) time = take(date);
    if (run === undefined) run = take(runId);
    if (take(stream) !== undefined || time !== undefined || run !== undefined) take(level);
  }
  return { text, ...(run !== undefined && { run }), ...(time !== undefined && { time }) };
}

function named<Name extends string>(
  as: Name,
  entry: Record<string, unknown>,
  names: readonly string[],
): { [name in Name]?: string } {
  const value = names.map((name) => entry[name]).find((one) => typeof one === "string" && one !== "");
  return (typeof value === "string" ? { [as]: value.slice(0, 200) } : {}) as { [name in Name]?: string };
}
