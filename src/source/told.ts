import type { ChangesFacts } from "./changes-schema.ts";
import type { Condition, DeleteFacts, Facts } from "./schema.ts";

/** Changes that come as entries about records, instead of the records themselves. */
export type EntryFacts = Extract<ChangesFacts, { kind: "delta-token" | "event-feed" }>;

export type DeleteLogFacts = Extract<DeleteFacts, { kind: "delete-log" }>;

/** The facts of changes that come as entries; undefined where an answer holds the records themselves. */
export function entriesOf(changes: ChangesFacts): EntryFacts | undefined {
  if (changes.kind === "event-feed") return changes;
  if (changes.kind !== "delta-token") return undefined;
  const { subject, object, read } = changes;
  return subject === undefined && object === undefined && read === undefined ? undefined : changes;
}

/** Whether the last page of the whole list has the token after which changes count. */
export function isTokenInList({ changes }: Pick<Facts, "changes">): boolean {
  return changes.kind === "delta-token" && changes.start.by === "list";
}

/** Whether a feed with the newest event first is read from its oldest event up, because old events must not undo newer ones. */
export function isUpward(
  changes: ChangesFacts,
): changes is Extract<EntryFacts, { kind: "event-feed" }> & { upward: string } {
  return changes.kind === "event-feed" && changes.upward !== undefined && changes.read === undefined;
}

type TokenFacts = Extract<EntryFacts, { kind: "delta-token" }>;

/** Whether every page ends with the token of the next, the last one too, so that a flag alone says which is the last. */
export function isRenewed(
  changes: TokenFacts,
): changes is TokenFacts & { page: { kind: "cursor"; more: string } } {
  const { page, token } = changes;
  return page.kind === "cursor" && page.more !== undefined && page.read === token;
}

/** Where an entry names the id of the record it is about: at the first of these paths that has a value. */
export function subjectsOf(entries: EntryFacts, list: Facts["list"]): string[] {
  const { subject, object } = entries;
  return [subject ?? (object === undefined ? list.id : `${object}.${list.id}`)].flat();
}

/** The types of events by which records are known to be deleted; none where no fact names any. */
export function deletingTypes(deletes: readonly DeleteFacts[]): string[] {
  return deletes.flatMap((each) => (each.kind === "event" ? each.types : []));
}

/** The tests by which deleted records are marked. */
export function marksOf(deletes: readonly DeleteFacts[]): Condition[] {
  return deletes.flatMap((each) => (each.kind === "tombstone" ? [each.when] : []));
}

/** Whether deleted records stay in the list, each with a flag. */
export function listsDeleted(deletes: readonly DeleteFacts[]): boolean {
  return deletes.some((each) => each.kind === "flag");
}

/** The log of deletions; undefined where there is none. */
export function logOf(deletes: readonly DeleteFacts[]): DeleteLogFacts | undefined {
  return deletes.find((each) => each.kind === "delete-log");
}

/** The path behind another that it begins with: `file.trashed` within `file` is `trashed`; undefined if it is elsewhere. */
export function pathWithin(path: string, outer: string | undefined): string | undefined {
  return outer !== undefined && path.startsWith(`${outer}.`) ? path.slice(outer.length + 1) : undefined;
}
