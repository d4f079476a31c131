import { comingWith } from "../plan/lookups.ts";
import type { Plan } from "../plan/schema.ts";
import { changeField, printedAs, type ChangeStream } from "../source/changes-schema.ts";
import type { AnswerPath } from "../source/path.ts";
import { partitionPlaces, requestOf } from "../source/partition.ts";
import { mapRequests } from "../source/requests.ts";
import { slotsOf } from "../source/request-schema.ts";
import type { Facts } from "../source/schema.ts";
import { isTokenInList, logOf } from "../source/told.ts";
import { put, withAnswerAt, type DataRecord } from "./sample.ts";
import type { SampleDirectory } from "./test-lookups.ts";
import { endOf, keys, names, pageShape, type Stream } from "./test-pages.ts";

/** The API as the test kit imitates it: its paging and its changes where that takes no more than query parameters. */
export type ImitatedApi = {
  shape: DataRecord;
  /** Whether some of it is not imitated. */
  isWhole: boolean;
  /** Whether the list comes in pages, and whether there are changes to be read. */
  pages: boolean;
  hasDelta: boolean;
};

/** What the test file of a plan tells the kit of the API. */
export function apiShape(plan: Plan, isPair: boolean, directories: readonly SampleDirectory[]): ImitatedApi {
  const [partition] = plan.source.partitions ?? [];
  const source = partition === undefined ? plan.source : sourceOf(plan.source, partition);
  const { list, changes, deletes, baseUrl } = source;
  const base = basePath(baseUrl);
  const stream = isPair && changes.kind !== "none" ? changes : undefined;
  const hasDelta = stream !== undefined && isImitated(stream) && comesByTime(stream);
  const pages = isImitated(list) && list.page.kind !== "single";
  const mark = markOf(deletes);
  const last = stream ? lastOfList(source) : [];
  const [shared, apart] = [true, false].map((isShared) =>
    directories.filter(({ lookup }) => (lookup.facts.request.path === list.request.path) === isShared),
  ) as [SampleDirectory[], SampleDirectory[]];
  const others = partition === undefined ? [] : emptyPartitions(plan.source, stream !== undefined);
  const told = stream ? [...fixedAnswers(stream, base), ...emptyLog(plan.source, base)] : [];
  const answers = apart.map((directory) => directoryAnswer(withInner(directory, apart), base));
  const fixed = [...others, ...told, ...answers];
  const shape = {
    id: names(list.id),
    ...(stream && { updated: names(changeField(stream) ?? "") }),
    list: {
      path: base + list.request.path,
      records: keys(list.records),
      ...(list.total !== undefined && { total: keys(list.total) }),
      page: pages ? pageShape(list.page, "") : wholeList(source, stream, shared),
      ...(last.length > 0 && { last }),
    },
    ...(fixed.length > 0 && { fixed }),
    ...(stream && {
      changes: { ...changesShape(stream, baseUrl, hasDelta), ...marked(stream, list, hasDelta) },
    }),
    ...(hasDelta && mark && { tombstone: mark }),
  };
  const isWhole = (!pages && list.page.kind !== "single") || (stream !== undefined && !hasDelta);
  return { shape, isWhole, pages, hasDelta };
}

/** The source as it is asked for one partition. */
function sourceOf(source: Facts, partition: string): Facts {
  return { ...source, ...mapRequests(source, (request) => requestOf(request, partition)) };
}

/** All records are in the first partition; the others answer that they have none. */
function emptyPartitions({ partitions = [], ...source }: Plan["source"], isPair: boolean): DataRecord[] {
  const base = basePath(source.baseUrl);
  const streams: Stream[] = [
    ...(isPair && source.changes.kind !== "none" ? [source.changes] : []),
    source.list,
  ];
  const last = isPair ? lastOfList(source) : [];
  const values = [
    ...streams.map(({ records }): [AnswerPath, unknown] => [keys(records), []]),
    ...streams.flatMap(endOf),
    ...last,
  ];
  const body = values.reduce<unknown>((whole, [path, value]) => withAnswerAt(whole, path, value), {});
  const requests = new Map(streams.map(({ request }) => [request.path, request]));
  return partitions.slice(1).flatMap((partition) =>
    [...requests.values()].map((request) => {
      const [name] = partitionPlaces(request).names;
      const { path } = requestOf(request, partition);
      return { path: base + path, ...(name !== undefined && { has: [name, partition] }), status: 200, body };
    }),
  );
}

function marked(changes: ChangeStream, list: Facts["list"], hasDelta: boolean): DataRecord {
  const marks = hasDelta ? [] : marksOf(changes, list);
  return marks.length === 0 ? {} : { marks };
}

function basePath(baseUrl: string): string {
  return new URL(baseUrl).pathname.replace(/\/$/, "");
}

/** Whether the kit can page through a stream: by GET, with everything that changes in parameters of their own. */
function isImitated({ request, page }: Stream): boolean {
  const isSent = "sendId" in page ? page.sendId !== undefined : "send" in page && page.send !== undefined;
  const isPlain = request.method === "GET" && slotsOf(request).length === 0;
  return isPlain && page.kind !== "relay" && (isSent || !needsSend.has(page.kind));
}

const needsSend: ReadonlySet<string> = new Set(["cursor", "last-id", "page", "offset", "keyset"]);

/** Whether the kit can tell what changed: since a time that is sent as ISO text, by one that is printed so. */
function comesByTime(changes: ChangeStream): boolean {
  const isText = "format" in changes && changes.format.startsWith("iso") && printedAs(changes) === "iso";
  const isAsked = ["since-sorted", "since-window", "lookback"].includes(changes.kind);
  return isAsked && "send" in changes && changes.send !== undefined && isText;
}

/** What tells a request for changes from one for the list, where both have one path: parameters that only it has. */
function marksOf(changes: ChangeStream, { request }: Facts["list"]): [name: string, value: string | null][] {
  if (changes.request.path !== request.path) return [];
  // Of a text with slots, its beginning has to do; one that begins with a slot tells nothing.
  const own = Object.entries(changes.request.query)
    .map(([name, value]): [string, string] => [name, String(value).split("$")[0] ?? ""])
    .filter(([name, start]) => start !== "" && !String(request.query[name] ?? "").startsWith(start));
  const since =
    "send" in changes && changes.send !== undefined ? [[changes.send, null] as [string, null]] : [];
  return [...own, ...since];
}

function changesShape(changes: ChangeStream, baseUrl: string, hasDelta: boolean): DataRecord {
  const base = basePath(baseUrl);
  const since = "send" in changes ? (changes.send ?? "") : "";
  return {
    path: base + changes.request.path,
    records: keys(changes.records),
    ...(hasDelta && { since }),
    page: hasDelta
      ? pageShape(changes.page, since)
      : {
          kind: "whole",
          set: [...endOf(changes), ...(changes.kind === "delta-token" ? tokenOf(changes, baseUrl) : [])],
          untilEmpty: false,
        },
  };
}

/** Everything in one answer; also as changes that are asked for at the same address. */
function wholeList(
  { list }: Facts,
  changes: ChangeStream | undefined,
  directories: readonly SampleDirectory[],
): DataRecord {
  const isShared = changes !== undefined && changes.request.path === list.request.path;
  const others = isShared && changes.records !== list.records ? [[keys(changes.records), []]] : [];
  const set = [...endOf(list), ...others, ...(isShared ? endOf(changes) : []), ...directories.flatMap(setOf)];
  const untilEmpty =
    list.page.kind !== "single" && endOf(list).length === 0 && !endsWithoutToken.has(list.page.kind);
  return { kind: "whole", set, untilEmpty };
}

/** A directory with the entries of others inside of its first element, where one answer holds both. */
function withInner(directory: SampleDirectory, all: readonly SampleDirectory[]): SampleDirectory {
  const found = comingWith(
    directory.lookup,
    all.map(({ lookup }) => lookup),
  );
  const here = all.filter(({ lookup }) => found.includes(lookup));
  const nested = here.filter(({ lookup }) => lookup.facts.inside !== undefined);
  const [outer = {}, ...others] = here.flatMap((each) => (nested.includes(each) ? [] : each.entries));
  if (nested.length === 0) return directory;
  const filled = (element: DataRecord, isFirst: boolean): DataRecord =>
    nested.reduce((whole, { lookup, entries }) => {
      put(whole, lookup.facts.inside ?? "", isFirst ? entries : []);
      return whole;
    }, structuredClone(element));
  return { ...directory, entries: [filled(outer, true), ...others.map((element) => filled(element, false))] };
}

/** What an answer holds that is a whole directory. */
function setOf({ lookup, entries }: SampleDirectory): [path: AnswerPath, value: unknown][] {
  return [[keys(lookup.facts.records), entries], ...endOf(lookup.facts)];
}

/** A directory that is answered alike whatever is asked. */
function directoryAnswer(directory: SampleDirectory, base: string): DataRecord {
  const { records, request } = directory.lookup.facts;
  const path = base + request.path;
  if (records === "") return { path, status: 200, body: directory.entries };
  const body = setOf(directory).reduce<unknown>((whole, [at, value]) => withAnswerAt(whole, at, value), {});
  return { path, status: 200, body };
}

const endsWithoutToken: ReadonlySet<string> = new Set(["cursor", "next-url", "link-header"]);

/** What the last page of the list holds beside its records. */
function lastOfList({ changes, baseUrl }: Facts): [path: AnswerPath, value: unknown][] {
  return isTokenInList({ changes }) && changes.kind === "delta-token" ? tokenOf(changes, baseUrl) : [];
}

/** A token for the test: any text will do, or an address to ask. */
function tokenOf(changes: DeltaToken, baseUrl: string): [path: AnswerPath, value: unknown][] {
  const address = `${baseUrl.replace(/\/$/, "")}${changes.request.path}?token=test`;
  return [[keys(changes.token), changes.follow ? address : "test"]];
}

type DeltaToken = Extract<ChangeStream, { kind: "delta-token" }>;

/** How the API gives the token to begin with, where it is not its list that ends with it. */
function fixedAnswers(changes: ChangeStream, base: string): DataRecord[] {
  if (changes.kind !== "delta-token" || changes.start.by === "list") return [];
  const { start, send } = changes;
  const body = keys(start.read).reduceRight<unknown>(
    (inner, key) => (typeof key === "number" ? [...Array<unknown>(key).fill({}), inner] : { [key]: inner }),
    "test",
  );
  if (start.by === "call") return [{ path: base + start.request.path, status: 200, body }];
  return [
    {
      path: base + changes.request.path,
      ...(send !== undefined && { without: send }),
      status: start.status,
      body,
    },
  ];
}

/** The field that marks a deleted record, with a value that does; undefined where none can. */
function markOf(deletes: Facts["deletes"]): DataRecord | undefined {
  const when = deletes.flatMap((entry) => ("when" in entry ? [entry.when] : []))[0];
  if (!when || ("is" in when && when.is === "absent")) return undefined;
  return { field: names(when.field), value: "equals" in when ? when.equals : true };
}

/** A log of deletions is not imitated: it never has an entry. */
function emptyLog({ deletes }: Facts, base: string): DataRecord[] {
  const log = logOf(deletes);
  if (!log) return [];
  const body = names(log.records).reduceRight<unknown>((inner, name) => ({ [name]: inner }), []);
  return [{ path: base + log.request.path, status: 200, body }];
}
