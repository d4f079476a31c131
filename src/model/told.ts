import type { Plan } from "../plan/schema.ts";
import { changeField, printedAs } from "../source/changes-schema.ts";
import { lookupsOf } from "../plan/lookups.ts";
import { parseDuration, sayDuration } from "../source/duration.ts";
import { answerPath } from "../source/path.ts";
import { posts } from "../source/requests.ts";
import {
  deletingTypes,
  entriesOf,
  isTokenInList,
  isUpward,
  marksOf,
  subjectsOf,
  type EntryFacts,
} from "../source/told.ts";
import { firstAt, valueAt } from "./cells.ts";
import { pacerOf, withSteps } from "./readers.ts";
import { entryShape } from "./record-type.ts";
import { bareParts } from "./request.ts";
import type { AnchorNode, EntriesNode, SingleNode } from "./told-types.ts";
import type { CodeModel, Names, SyncNode, ValueNode } from "./types.ts";
import { withArticle } from "./words.ts";

/** The parameter that holds one entry of the changes in the functions about entries. */
export const entryName = "entry";

/** The nodes of changes that an API tells of by itself, after a token or as events; none for other kinds. */
export function toldNodes(plan: Plan, names: Names): Pick<CodeModel, "entries" | "single" | "anchor"> {
  const { changes } = plan.source;
  const entries = entriesOf(changes);
  const anchor = anchorNode(plan, names);
  return {
    ...(entries && { entries: entriesNode(plan, names, entries) }),
    ...(entries?.read && { single: singleNode(plan, names, entries.read) }),
    ...(anchor && { anchor }),
  };
}

/** What both syncs of a pair must know of such changes. */
export function toldParts(plan: Plan, names: Names): Partial<SyncNode> {
  const { changes, record, product } = plan.source;
  if (changes.kind !== "delta-token" && changes.kind !== "event-feed") return {};
  const entries = entriesOf(changes);
  const isStamped = changeField(changes) === undefined;
  const retention = changes.kind === "event-feed" ? parseDuration(changes.retention ?? "") : undefined;
  const hasAnchor = changes.kind === "delta-token" && changes.start.by !== "list";
  return {
    backfill: names.keys.backfill,
    listingWhy: `Without a token nobody knows what changed: the first time, and after it expired, all ${record.many} are listed.`,
    ...(isStamped && {
      stamped: true,
      stampWhy: `${capital(withArticle(record.one))} does not say when it changed: what the changes tell of the time since the walk began is newer than its pages.`,
    }),
    ...(entries && {
      entries: {
        name: names.entries,
        waits: entries.read !== undefined || lookupsOf(plan).length > 0,
        stamped: stampOf(entries, plan) === "reading" && !entries.read,
      },
    }),
    ...(hasAnchor && {
      anchor: names.anchor,
      anchorWhy: `Taken before the first page, so that no change falls between the walk and its tail.`,
    }),
    ...(entries?.kind === "event-feed" &&
      !entries.read &&
      tellsDeletions(plan) && {
        aheadWhy: `An event shows ${withArticle(record.one)} as it was then. One that a later event deletes must not come back, so before a page is written the feed is looked through to its end.`,
      }),
    keepsAnchor: hasAnchor || (isTokenInList(plan.source) && plan.source.list.page.kind === "single"),
    ...(changes.kind === "event-feed" && { time: entryTime(changes) }),
    ...(retention !== undefined && {
      retention: {
        ms: String(retention),
        why: `${product} keeps events for ${sayDuration(retention)}. If the newest one known is older, some are gone for good.`,
      },
    }),
  };
}

/** Whether the changes say themselves which records were deleted. */
function tellsDeletions({ source: { deletes } }: Plan): boolean {
  return deletingTypes(deletes).length > 0 || marksOf(deletes).length > 0;
}

/** What counts as the time of a change that an entry tells of; undefined where the record has a time of its own. */
function stampOf(entries: EntryFacts, plan: Plan): EntriesNode["stamp"] {
  if (changeField(entries) !== undefined) return lookupsOf(plan).length > 0 ? "reading" : undefined;
  return entries.kind === "event-feed" && !entries.read ? "entry" : "reading";
}

function entriesNode(plan: Plan, names: Names, entries: EntryFacts): EntriesNode {
  const { record, list, where, deletes } = plan.source;
  const stamp = stampOf(entries, plan);
  const isLookedUp = lookupsOf(plan).length > 0;
  const isFeed = entries.kind === "event-feed";
  const what = isFeed ? "events" : "changes";
  return {
    name: names.entries,
    why:
      `What a page of ${what} means for the rows: one change per ${record.one}, by its last ${isFeed ? "event" : "entry"}` +
      `${entries.read ? `. Each ${record.one} is read again, as it is now` : ""}.`,
    type: {
      name: names.entryType,
      why: `What is read of ${isFeed ? "an event" : "a change"}.`,
      members: entryShape(plan, entries, names.recordType),
    },
    reversed: isFeed && entries.order === "newest-first" && !isUpward(entries),
    id: firstAt(entryName, subjectsOf(entries, list)),
    ...(isFeed && { time: entryTime(entries) }),
    ...(entries.object !== undefined && !entries.read && { object: valueAt(entryName, entries.object) }),
    ...(isFeed && {
      kinds: {
        type: valueAt(entryName, entries.type),
        types: [...new Set([...entries.types, ...deletingTypes(deletes)])],
        except: entries.except,
      },
    }),
    ...(tellsDeletions(plan) && { isGone: names.isGone }),
    ...(isLookedUp && { directories: names.directories }),
    waits: entries.read !== undefined || isLookedUp,
    ...(entries.read && { single: names.single }),
    record: names.record,
    toChange: names.toChange,
    ...(where && { where: withSteps(where) }),
    ...(stamp && { stamp }),
    takesTime: stamp === "reading" && !entries.read,
    ...(stamp === "entry" && isFeed && { stampValue: entryTime(entries) }),
  };
}

/** An event's time as an instant. */
export function entryTime(entries: Extract<EntryFacts, { kind: "event-feed" }>): ValueNode {
  const printed = printedAs(entries);
  return { ...valueAt(entryName, entries.field), ...(printed !== "iso" && { transform: printed }) };
}

function singleNode(plan: Plan, names: Names, read: NonNullable<EntryFacts["read"]>): SingleNode {
  const { record, where } = plan.source;
  return {
    name: names.single,
    why: `${capital(withArticle(record.one))} as it is now, and when that was; undefined if there is none.`,
    request: names.request,
    baseUrl: names.baseUrl,
    ...pacerOf(plan, names, { kind: "read", given: read.request.method === "POST" ? 1 : 0 }),
    ...bareParts(read.request),
    recordType: names.recordType,
    record: names.record,
    id: valueAt(names.record, plan.source.list.id),
    otherWhy: `The id of a ${record.one} that was merged into another may lead to that one.`,
    at: answerPath(read.record) ?? [],
    missing: read.missing,
    ...(read.gone && { gone: withSteps(read.gone) }),
    ...(where && { where: withSteps(where) }),
  };
}

function anchorNode(plan: Plan, names: Names): AnchorNode | undefined {
  const { changes, product } = plan.source;
  if (changes.kind !== "delta-token" || changes.start.by === "list") return undefined;
  const { start } = changes;
  const words =
    start.by === "call"
      ? `${product} gives it on request.`
      : `${product} refuses to tell changes without one (${start.status}), and gives it in the refusal.`;
  return {
    name: names.anchor,
    why: `The token after which changes count from now on. ${words}`,
    request: names.request,
    baseUrl: names.baseUrl,
    ...(start.by === "refusal" &&
      pacerOf(plan, names, { kind: "changes", given: posts(plan.source) ? 2 : 1 })),
    ...bareParts(start.by === "call" ? start.request : changes.request, ["token", "cursor"], names.partition),
    ...(plan.source.partitions && { partition: names.partition }),
    at: answerPath(start.read) ?? [],
    ...(start.by === "refusal" && { refusal: start.status }),
    posts: posts(plan.source),
    byAddress: changes.follow,
    missing: `${product} gave no token at ${start.read}`,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
