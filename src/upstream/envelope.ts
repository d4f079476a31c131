import { pathNames } from "../source/path.ts";
import { isRecord, withValue } from "../world/nested.ts";
import type { DataRecord } from "../world/types.ts";

/** Where the records stand; a `sparse` answer without records lacks the list itself. */
type Place = { records: string; sparse?: boolean | undefined };

/** The body of an answer: the records, which are JSON texts, at their path, and what else stands around them. */
export function wrapRecords(
  texts: readonly string[],
  { records: path, sparse }: Place,
  members: readonly { path: string; value: unknown }[],
): string {
  const list = `[${texts.join(",")}]`;
  if (path === "") return list;
  // A text that no member can hold, for texts are written without control characters.
  const mark = "\u0000records";
  const names = pathNames(path) ?? [];
  const isLeftOut = sparse === true && texts.length === 0;
  const start = isLeftOut ? withValue({}, names.slice(0, -1), {}) : withValue({}, names, mark);
  const envelope = members.reduce<DataRecord>(
    (body, member) => withValue(body, pathNames(member.path) ?? [], member.value),
    start,
  );
  const [before = "", after] = JSON.stringify(withLists(envelope)).split(JSON.stringify(mark));
  return after === undefined ? before : before + list + after;
}

/** An object whose names are 0, 1, … is a list: so a path such as `responses["0"].items` leads through one. */
export function withLists(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withLists(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
