import { changesUnit, pagingUnit } from "../../generators/index.ts";
import type { Plan } from "../plan/schema.ts";
import {
  changeField,
  hasSince,
  hasUntil,
  isSorted,
  printedAs,
  type ChangeStream,
  type sentFormats,
} from "../source/changes-schema.ts";
import { parseDuration } from "../source/duration.ts";
import { answerPath } from "../source/path.ts";
import type { Condition, PacedKind, PageFacts, RequestFacts } from "../source/schema.ts";
import { isGraphql, isRefusalRead, posts } from "../source/requests.ts";
import { entriesOf, isRenewed, isUpward, type DeleteLogFacts } from "../source/told.ts";
import { steps, valueAt } from "./cells.ts";
import { requestParts, type Asking } from "./request.ts";
import type { Names, ReaderNode, ValueNode } from "./types.ts";

type Stream = {
  name: string;
  why: string;
  request: RequestFacts;
  records: string;
  sparse?: boolean | undefined;
  page: PageFacts;
  total?: string | undefined;
  bounds?: Asking["bounds"];
  sorted?: boolean;
  token?: Asking["token"];
  upward?: string;
};

/** The helper that writes a time in each format; ISO with milliseconds is what the code has. */
const formats: Readonly<Record<(typeof sentFormats)[number], string | undefined>> = {
  iso: undefined,
  "iso-seconds": "wholeSeconds",
  "iso-ms": "isoTime",
  "epoch-s": "epochSeconds",
  "epoch-ms": "epochMilliseconds",
  datetime: "plainTime",
};

/** Formats without fractions of a second. */
const coarse: ReadonlySet<string> = new Set(["iso-seconds", "epoch-s", "datetime"]);

/** A condition with its path as steps. */
export function withSteps(test: Condition) {
  return { ...test, steps: steps(test.field) };
}

/** The function that reads one page of the whole list. */
export function listReader(plan: Plan, names: Names): ReaderNode {
  const { list, record, product } = plan.source;
  const order = list.order === "fixed" ? "in an order that does not move" : `in ${product}'s own order`;
  const why = `One page of all ${record.many}, ${order}.`;
  return {
    ...reader(plan, names, { ...list, name: names.list, why }),
    ...pacerOf(plan, names, { kind: "list", given: argumentsOf(list.request) }),
    ...firstToken(plan),
  };
}

/** The pacer that requests of a kind wait for beside that of all; `given`: how many arguments such a request has after its address. */
export function pacerOf(
  { source }: Plan,
  { pacers }: Names,
  { kind, given }: { kind: PacedKind; given: number },
): Pick<ReaderNode, "pacer" | "blanks"> {
  const pacer = pacers.get(kind);
  if (pacer === undefined) return {};
  const all = [posts(source), isRefusalRead(source)].filter(Boolean).length;
  return { pacer, blanks: Array.from({ length: Math.max(0, all - given) }, () => true as const) };
}

/** How many arguments a request has after its address: a body is one. */
const argumentsOf = ({ method }: RequestFacts): number => (method === "POST" ? 1 : 0);

/** Where the last page of the list has the token after which changes count, if it has one. */
function firstToken({ architecture, source: { changes } }: Plan): Pick<ReaderNode, "token" | "tokenUrl"> {
  if (architecture === "replace" || changes.kind !== "delta-token" || changes.start.by !== "list") return {};
  return { [changes.follow ? "tokenUrl" : "token"]: answerPath(changes.token) ?? [] };
}

/** The function that reads one page of what changed since a time; undefined if the source cannot tell. */
export function changesReader(plan: Plan, names: Names): ReaderNode | undefined {
  const { changes, record } = plan.source;
  if (changes.kind === "none") return undefined;
  const why = changesUnit(changes.kind).reads(record);
  const time = changeTime(plan, names);
  const { request, records, sparse, page } = changes;
  const stream = {
    ...{ request, records, sparse, page, name: names.changed, why, sorted: isSorted(changes) },
    ...(changes.kind === "delta-token" && { token: { send: changes.send } }),
    ...(isUpward(changes) && { upward: changes.upward }),
  };
  const { where, ...node } = reader(plan, names, { ...stream, ...boundsOf(changes) });
  return {
    ...node,
    ...pacerOf(plan, names, { kind: "changes", given: argumentsOf(request) }),
    ...(where && !entriesOf(changes) && { where }),
    ...(stream.sorted && node.numbers && restarting(node.numbers, changes)),
    since: hasSince(changes),
    until: hasUntil(changes),
    ...("cap" in changes && { counted: true }),
    ...(time && { time }),
    ...toldReader(plan, names),
  };
}

/** The function that reads one page of the log of deletions, oldest first. */
export function logReader(plan: Plan, names: Names, log: DeleteLogFacts): ReaderNode {
  const { request, records, sparse, page } = log;
  const why = `One page of the log of deleted ${plan.source.record.many} since a time, oldest first.`;
  const stream = { request, records, sparse, page, name: names.deleted, why, sorted: true };
  const { where: _where, ...node } = reader(plan, names, { ...stream, ...boundsOf(log) });
  return {
    ...node,
    ...(node.numbers && restarting(node.numbers, log)),
    since: true,
    record: "entry",
    recordType: names.deletionType,
    id: valueAt("entry", log.id),
    time: logTime("entry", log),
  };
}

/** The function that reads those of some records that exist, as the list prints them. */
export function foundReader(plan: Plan, names: Names, log: DeleteLogFacts): ReaderNode {
  const { list, record } = plan.source;
  const { total: _total, ...stream } = list;
  const why = `One page of those ${record.many} that exist among some, by their ids.`;
  return { ...reader(plan, names, { ...stream, ...log.check, name: names.found, why }), byIds: true };
}

/** The time of an entry in the log as an instant. */
export function logTime(entry: string, { field, printed }: DeleteLogFacts): ValueNode {
  return { ...valueAt(entry, field), ...(printed !== "iso" && { transform: printed }) };
}

/** What differs in a reader of changes that the API tells of by itself. */
function toldReader({ source: { changes } }: Plan, names: Names): Partial<ReaderNode> {
  const entries = entriesOf(changes) && { record: "entry", recordType: names.entryType };
  if (changes.kind === "event-feed") {
    return {
      ...entries,
      id: valueAt("entry", changes.id),
      ...(isUpward(changes) && { unit: "parts/upward" }),
    };
  }
  if (changes.kind !== "delta-token") return {};
  const { full } = changes.expired;
  return {
    ...entries,
    byToken: true,
    byAddress: changes.follow,
    [changes.follow ? "tokenUrl" : "token"]: answerPath(changes.token) ?? [],
    ...(full !== undefined && { full: answerPath(full) ?? [] }),
    ...(isRenewed(changes) && { renews: answerPath(changes.page.more) ?? [] }),
  };
}

/** A record's change time as an instant; undefined where the API shows none. */
export function changeTime({ source: { changes } }: Plan, names: Names): ValueNode | undefined {
  const field = changeField(changes);
  if (field === undefined) return undefined;
  const printed = printedAs(changes);
  return { ...valueAt(names.record, field), ...(printed !== "iso" && { transform: printed }) };
}

/** What it takes to ask anew from a record's time: how fine times are, both printed and sent, and whether a bound includes its own. */
function restarting(numbers: NonNullable<ReaderNode["numbers"]>, changes: ChangeStream | DeleteLogFacts) {
  const isCoarse = "format" in changes && coarse.has(changes.format);
  const step = Math.max(parseDuration(changes.resolution ?? "") ?? 0, isCoarse ? 1000 : 1);
  const back = "bound" in changes && changes.bound === "gte" ? 0 : step;
  const own = [
    ...(numbers.first === 1 || numbers.limits.some(({ name }) => name === "first")
      ? []
      : [{ name: "first", count: numbers.first }]),
    { name: "resolution", count: step },
    { name: "back", count: back },
  ];
  return { numbers: { ...numbers, limits: [...numbers.limits, ...own] } };
}

/** The parameters that take the bounds of the changes, and how a time is written in them. */
function boundsOf(changes: ChangeStream | DeleteLogFacts): Pick<Stream, "bounds"> {
  if (!("format" in changes)) return {};
  const until = "sendUntil" in changes ? changes.sendUntil : undefined;
  return { bounds: { since: changes.send, until, format: formats[changes.format] } };
}

function reader(plan: Plan, names: Names, stream: Stream): ReaderNode {
  const { where, list } = plan.source;
  const { page, request, sorted = false } = stream;
  const unit = pagingUnit(page.kind);
  return {
    unit: `paging/${unit.id}`,
    name: stream.name,
    why: stream.why,
    request: names.request,
    baseUrl: names.baseUrl,
    ...(plan.source.partitions && { partition: names.partition }),
    ...requestParts({
      partition: names.partition,
      ...{ request, page, sorted },
      ...(stream.bounds && { bounds: stream.bounds }),
      ...(stream.token && { token: stream.token }),
      ...(stream.upward !== undefined && { upward: stream.upward }),
    }),
    isGraph: page.kind === "relay" || isGraphql(request),
    since: false,
    until: false,
    sorted,
    records: answerPath(stream.records) ?? [],
    sparse: stream.sparse === true,
    record: names.record,
    recordType: names.recordType,
    id: valueAt(names.record, list.id),
    ...(where && { where: withSteps(where) }),
    ...(stream.total !== undefined && { total: answerPath(stream.total) ?? [] }),
    ...unit.model(page, plan.source),
  };
}
