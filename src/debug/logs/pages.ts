import { createHash } from "node:crypto";
import { toPlainLine, cutToWidth } from "../../problems/text-width.ts";
import { findDate, plainText, splitOptions } from "../../run/cells.ts";
import { readChange, type Upsert } from "../../run/changes.ts";
import { createLinter } from "../../run/lint.ts";
import type { DatabaseInfo, Manifest, PropertyInfo } from "../../run/manifest.ts";
import { isRecord } from "../../run/protocol.ts";
import type { LoggedPage } from "../types.ts";

/** A page, and the databases its changes name. */
export type ReadPage = { page: LoggedPage; databases: readonly string[] };

type Oddity = LoggedPage["oddities"][number];

const longestState = 2_000;
const longestExample = 160;
const mostOddities = 40;
const emptyKeys = new Set(["", "undefined", "null", "NaN", "[object Object]"]);
// What a page alone cannot tell, or what is told by other fields of it.
const untold = new Set(["sweeps-everything", "delete-in-replace", "large-page", "missing-property"]);
const guessed = new Set(["undeclared-property", "unknown-database"]);

/** Reads the value of a success envelope; undefined if it is none. `known` are the declared databases, where the code is there. */
export function readPage(
  value: unknown,
  at: number,
  known: readonly DatabaseInfo[] = [],
): ReadPage | undefined {
  if (!isRecord(value) || !Array.isArray(value.changes)) return undefined;
  const changes = value.changes as unknown[];
  const read = changes.map(readChange);
  const databases = [...new Set(read.flatMap((one) => ("databaseKey" in one ? one.databaseKey : [])))];
  const state = describeState(value.nextUserContext);
  const page = {
    at,
    upserts: read.filter(({ type }) => type === "upsert").length,
    deletes: read.filter(({ type }) => type === "delete").length,
    hasMore: value.hasMore === true,
    ...(state && { state }),
    oddities: findOddities(changes, databases, known),
    ...describeKeys(read.flatMap((one) => ("key" in one ? one.key : []))),
  };
  return { page, databases: databases.slice(0, 10).map((key) => oneLine(key)) };
}

/** What can be seen of a page whose line breaks off. */
export function readCutPage(text: string, at: number): LoggedPage | undefined {
  if (!text.startsWith('{"_tag":"success"')) return undefined;
  const count = (part: string): number => text.split(part).length - 1;
  const [upserts, deletes] = [count('{"type":"upsert"'), count('{"type":"delete"')];
  const from = text.lastIndexOf('"nextUserContext":');
  const begun = from === -1 ? "" : text.slice(from + '"nextUserContext":'.length);
  const state = begun !== "" && { state: describeText(begun) };
  return { at, upserts, deletes, hasMore: false, ...state, oddities: [], isCut: true };
}

function describeState(state: unknown): LoggedPage["state"] | undefined {
  if (state === undefined) return undefined;
  try {
    return describeText(JSON.stringify(state));
  } catch {
    // Nested deeper than the stack of this process.
    return describeText("[…]");
  }
}

function describeText(text: string): NonNullable<LoggedPage["state"]> {
  return { text: oneLine(text, longestState), bytes: Buffer.byteLength(text), digest: digestOf(text) };
}

function describeKeys(keys: readonly string[]): Pick<LoggedPage, "keys"> {
  const [first] = keys;
  if (first === undefined) return {};
  return {
    keys: { first: oneLine(first), last: oneLine(keys.at(-1) ?? ""), digest: digestOf(JSON.stringify(keys)) },
  };
}

/** Everything the linter of `run` finds in the rows; without the code, what can be told without a schema. */
function findOddities(
  changes: readonly unknown[],
  databases: readonly string[],
  known: readonly DatabaseInfo[],
): Oddity[] {
  const declared = databases.map((key) => known.find((one) => one.key === key));
  const isKnown = declared.length > 0 && declared.every((one) => one !== undefined);
  const infos = isKnown ? declared : databases.map((key) => guessDatabase(key, changes));
  const [databaseKey = ""] = databases;
  const manifest: Manifest = {
    ...{ sdkVersion: "", databases: infos, pacers: [], credentials: [], syncs: [], capabilities: [] },
  };
  const linter = createLinter(manifest, { key: "", databaseKey, mode: "incremental", schedule: undefined });
  const none = { changes: [], state: [], hasMore: undefined };
  linter.read({
    ...{ number: 2, state: undefined, changes: [...changes], hasMore: false, nextState: 0, stateBytes: 0 },
    oddities: none,
  });
  const found = linter
    .findings()
    .filter(({ rule }) => !untold.has(rule) && (isKnown || !guessed.has(rule)))
    .map(({ rule, count, examples: [key], message }) => ({
      ...{ code: rule as string, count, example: oneLine(key ? `${key}: ${message}` : message) },
    }));
  return [...found, ...findMore(changes, infos)].slice(0, mostOddities);
}

/** What the linter leaves alone: keys made of nothing, and options that Notion would take for two. */
function findMore(changes: readonly unknown[], infos: readonly DatabaseInfo[]): Oddity[] {
  const found = new Map<string, Oddity>();
  const add = (code: string, example: string): void => {
    const { count, example: first } = found.get(code) ?? { count: 0, example: oneLine(example) };
    found.set(code, { code, count: count + 1, example: first });
  };
  for (const raw of changes) {
    const change = readChange(raw);
    if (change.type === "unreadable") continue;
    if (emptyKeys.has(change.key)) add("key-missing", `the key "${change.key}"`);
    if (change.type === "upsert") for (const text of commasIn(change, infos)) add("option-comma", text);
  }
  return [...found.values()];
}

function commasIn({ databaseKey, properties }: Upsert, infos: readonly DatabaseInfo[]): string[] {
  const declared = infos.find(({ key }) => key === databaseKey)?.properties ?? [];
  return declared.flatMap(({ name, type, options }) => {
    const value = properties.get(name);
    const text = plainText(value);
    if (type === "select") return text.includes(",") ? [`"${text}" in "${name}"`] : [];
    if (type !== "multi_select") return [];
    // The builder joins values with a bare comma: one with a blank behind it stood inside of a value.
    const isSplit = /,\s/.test(text) || splitOptions(value).some((one) => /^\s|\s$/.test(one));
    return isSplit && !options.includes(text) ? [`"${text}" in "${name}"`] : [];
  });
}

/** A schema that finds fault only with what no type would allow. */
function guessDatabase(key: string, changes: readonly unknown[]): DatabaseInfo {
  const properties = new Map<string, PropertyInfo>();
  for (const raw of changes) {
    const change = readChange(raw);
    if (change.type !== "upsert" || change.databaseKey !== key) continue;
    for (const [name, value] of change.properties) {
      const type = findDate(value) ? "date" : isObjects(value) ? "place" : "text";
      if (!properties.has(name) && type !== "place") properties.set(name, { name, type, options: [] });
    }
  }
  return { key, title: "", primaryKey: "", properties: [...properties.values()] };
}

// Relations, people and places are no text, and their types are not known here.
function isObjects(value: unknown): boolean {
  return isRecord(value) || (Array.isArray(value) && (value.length === 0 || value.every(isRecord)));
}

function oneLine(text: string, longest = longestExample): string {
  return cutToWidth(toPlainLine(text.slice(0, longest * 2)), longest);
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
