import { hasUntil } from "../../../source/changes-schema.ts";
import { sayDuration } from "../../../source/duration.ts";
import { asksGraphql } from "../../../source/requests.ts";
import type { Scenario, Subject } from "../../types.ts";

/** Whether a scenario applies to a source: true, or why not, in words. */
export type Condition = Scenario["applies"];

/** One list is asked for after the other. */
export const hasPartitions: Condition = ({ plan }) =>
  plan.source.partitions !== undefined || "it is read as a whole, not in partitions";

/** For what can happen to every source. */
export const always: Condition = () => true;

/** All of these; the reason is that of the first that does not hold. */
export function all(...conditions: readonly Condition[]): Condition {
  return (subject) =>
    conditions.map((condition) => condition(subject)).find((applies) => applies !== true) ?? true;
}

/** There is a sync that reads changes. */
export const hasDelta: Condition = ({ delta }) => delta !== undefined || "everything is read each time";

/** There is a sync that reads everything. */
export const hasWalk: Condition = ({ walk }) => walk !== undefined || "no sync reads the whole list";

/** The whole list takes more than one answer. */
export const walksInPages: Condition = (subject) =>
  hasWalk(subject) !== true
    ? hasWalk(subject)
    : listPage(subject) !== "single" || "its list comes in one answer";

/** The changes take more than one answer. */
export const deltaInPages: Condition = (subject) =>
  hasDelta(subject) !== true
    ? hasDelta(subject)
    : (changesPage(subject) ?? "single") !== "single" || "its changes come in one answer";

/** Changes are asked for by a time of the records. */
export const asksSince: Condition = (subject) => {
  const kind = changesKind(subject);
  return hasDelta(subject) !== true
    ? hasDelta(subject)
    : ["since-sorted", "since-window", "lookback"].includes(kind) || "its changes are not asked for by time";
};

/** What did not change is not read again and again. */
export const readsOnlyChanges: Condition = (subject) =>
  changesKind(subject) !== "rolling-window" || "each run reads all of a span of time again";

/** No upper bound keeps a change with a time in the far future out of the answers. */
export const showsFuture: Condition = ({ plan }) =>
  plan.source.changes.kind !== "since-window" ||
  !hasUntil(plan.source.changes) ||
  "its changes are asked for until tomorrow at most";

/** Changes are told by tokens or events, which the API forgets after a while. */
export const isToldChanges: Condition = (subject) =>
  hasDelta(subject) !== true
    ? hasDelta(subject)
    : ["delta-token", "event-feed", "rolling-window"].includes(changesKind(subject)) ||
      "its records can be asked for by time, however long ago";

/** The answer says whether or where there is a next page, so that an empty page need not be the last. */
export const saysWhereNext: Condition = ({ plan }) => {
  const { page } = plan.source.list;
  if (["cursor", "next-url", "link-header", "relay"].includes(page.kind)) return true;
  if (page.kind === "single") return "its list comes in one answer";
  return ("more" in page && page.more !== undefined) || "an empty page is the end of its list";
};

/** Pages are asked for by a token of the API's own. */
export const hasPageTokens: Condition = (subject) =>
  ["cursor", "next-url", "link-header", "relay"].includes(listPage(subject)) ||
  "its pages are asked for by place, not by a token";

/** Its documentation names the answer to a page token that has expired. */
export const saysExpired: Condition = ({ plan }) => {
  const { page } = plan.source.list;
  return ("expired" in page && page.expired !== undefined) || "its page tokens are not known to expire";
};

/** A field of the answer, beside the token, says whether there is more. */
export const hasDoneFlag: Condition = ({ plan }) => {
  const { list, changes } = plan.source;
  const pages: readonly object[] = [list.page, ...("page" in changes ? [changes.page] : [])];
  const isSaid = pages.some(
    (page) =>
      ("more" in page && page.more !== undefined) ||
      ("last" in page && page.last !== undefined) ||
      ("kind" in page && page.kind === "relay"),
  );
  return isSaid || "no flag says whether there is more";
};

/** The list says how many records there are. */
export const hasTotal: Condition = ({ plan }) =>
  plan.source.list.total !== undefined || "its list does not say how many records there are";

/** The whole list is in an order in which records can shift. */
export const moves: Condition = ({ plan }) =>
  plan.source.list.order === "moving" || "the records of its list keep their places";

/** An empty list is not believed. */
export const doubtsEmptiness: Condition = ({ plan }) =>
  !plan.allowEmpty || "its plan says that an empty list is to be believed";

/** The API says that a record was deleted, instead of not listing it any more. */
export const marksDeletes: Condition = ({ plan }) =>
  plan.source.deletes.some(({ kind }) => kind !== "sweep") || "it does not say what was deleted";

/** The API has a way of its own to say that requests come too fast. */
export const throttlesItsWay: Condition = ({ plan }) =>
  plan.source.throttle !== undefined || "it has no way of its own to say that";

/** Changes shown this late still arrive by a delta. */
export function overlapsBy(ms: number): Condition {
  return ({ plan }) => plan.schedule.overlapMs >= ms || `its deltas look back less than ${sayDuration(ms)}`;
}

/** There is a property that `choose` accepts. */
export function hasField(choose: (subject: Subject) => unknown, words: string): Condition {
  return (subject) => choose(subject) !== undefined || `it has no ${words}`;
}

/** How the pages of the whole list follow each other. */
export const listPage = ({ plan }: Subject): string => plan.source.list.page.kind;

/** The list is asked for by a GraphQL document. */
export const asksInGraphql: Condition = ({ plan }) =>
  asksGraphql(plan.source) || "it is not asked in GraphQL";

/** How the API tells what changed. */
export const changesKind = ({ plan }: Subject): string => plan.source.changes.kind;

/** How the pages of the changes follow each other; undefined where there are none. */
export function changesPage({ plan }: Subject): string | undefined {
  const { changes } = plan.source;
  return "page" in changes ? changes.page.kind : undefined;
}

/** Pages of the whole list are counted by place, so that a result window can end them. */
export const countsPlaces: Condition = (subject) =>
  ["page", "offset"].includes(listPage(subject)) ||
  (listPage(subject) === "link-header" && moves(subject) === true) ||
  "its pages are not counted by place";

/** Pages of changes are counted by place. */
export const countsPlacesOfChanges: Condition = (subject) =>
  ["page", "offset"].includes(changesPage(subject) ?? "") || "its pages of changes are not counted by place";
