import { Problem } from "../../problems/problem.ts";
import { parseDuration, sayDuration } from "../../source/duration.ts";
import { slotsOf } from "../../source/request-schema.ts";
import { entriesOf } from "../../source/told.ts";
import { spacingOf } from "../cost.ts";
import type { PlanCheck } from "./check.ts";

const at = (...names: string[]): string[] => ["source", "changes", ...names];

/** An entry or event must lead to the whole record: it holds it, or names it, so that it can be read. */
export const checkEntriesLead: PlanCheck = ({ source: { changes, record } }, locate) => {
  const { one } = record;
  if (changes.kind === "delta-token" && changes.holds !== "full" && !changes.read)
    return [new Problem("plan/entry-incomplete", { holds: changes.holds, one }, locate(at("holds")))];
  const entries = entriesOf(changes);
  if (!entries) return [];
  const { object, read, subject } = entries;
  if (object === undefined && !read) return [new Problem("plan/entry-leads-nowhere", { one }, locate(at()))];
  if (read && subject === undefined && object === undefined && entries.kind === "event-feed")
    return [new Problem("plan/entry-nameless", { one }, locate(at("read")))];
  const slots = read ? slotsOf(read.request) : ["id"];
  const isById = slots.length > 0 && slots.every((slot) => slot === "id");
  return isById ? [] : [new Problem("plan/read-without-id", { one }, locate(at("read", "request")))];
};

/** Old events must not undo newer ones, so a feed is applied from its oldest event up. */
export const checkFeedOrder: PlanCheck = ({ source: { changes, record } }, locate) => {
  if (changes.kind !== "event-feed") return [];
  const { order, upward, page, read } = changes;
  if (upward !== undefined && (order === "oldest-first" || page.kind !== "last-id"))
    return [new Problem("plan/upward-misfit", {}, locate(at("upward")))];
  if (read || order === "oldest-first" || upward !== undefined) return [];
  return [new Problem("plan/feed-runs-backwards", { one: record.one }, locate(at("order")))];
};

/** An event can only tell of a deletion where the changes have types. */
export const checkEventTypes: PlanCheck = ({ source: { changes, deletes } }, locate) =>
  deletes.flatMap((entry, index): Problem[] => {
    if (entry.kind !== "event") return [];
    const hasTypes = changes.kind !== "none" && entriesOf(changes)?.type !== undefined;
    return hasTypes
      ? []
      : [new Problem("plan/event-without-type", {}, locate(["source", "deletes", index, "kind"]))];
  });

/** A token that is an address is asked as it is: nothing else can be sent with it. */
export const checkFollowed: PlanCheck = ({ source: { changes } }, locate) => {
  if (changes.kind !== "delta-token" || !changes.follow) return [];
  const { page, send, request } = changes;
  const isPlain = page.kind === "next-url" || page.kind === "single";
  if (isPlain && send === undefined && request.method === "GET") return [];
  return [new Problem("plan/followed-token", { kind: page.kind }, locate(at("follow")))];
};

/** Where each page ends with a token, the last one too, something else must say which is the last. */
export const checkTokenEnds: PlanCheck = ({ source: { changes } }, locate) => {
  if (changes.kind !== "delta-token" || changes.page.kind !== "cursor") return [];
  const { page, token } = changes;
  if (page.read !== token || page.more !== undefined) return [];
  return [new Problem("plan/token-endless", { token }, locate(at("page")))];
};

/** What the API remembers must reach back further than any run of the delta does. */
export const checkMemory: PlanCheck = ({ architecture, source: { changes, product }, schedule }, locate) => {
  if (architecture === "replace") return [];
  if (changes.kind === "event-feed" && changes.retention !== undefined) {
    const mostMs = parseDuration(changes.retention) ?? 0;
    if (schedule.lookbackMs < mostMs) return [];
    const args = { found: sayDuration(schedule.lookbackMs), most: sayDuration(mostMs), product };
    return [new Problem("plan/looks-too-far-back", args, locate(["schedule", "lookback"]))];
  }
  if (changes.kind !== "delta-token" || changes.lives === undefined) return [];
  const livesMs = parseDuration(changes.lives) ?? 0;
  // The token that a run starts from is up to two overlaps and one interval old.
  const needsMs = 2 * schedule.overlapMs + (parseDuration(schedule.delta) ?? 0);
  if (needsMs < livesMs) return [];
  const args = { lives: sayDuration(livesMs), needs: sayDuration(needsMs) };
  return [new Problem("plan/token-too-short", args, locate(["schedule", "delta"]))];
};

const executeBudgetMs = 120_000;

/** Where each record of a page is read on its own, all of that must fit into one execute. */
export const checkReadsFit: PlanCheck = ({ architecture, source: { changes, rate } }, locate) => {
  const read = entriesOf(changes)?.read;
  if (architecture === "replace" || changes.kind === "none" || !read) return [];
  const spacingMs = spacingOf(rate, "read");
  const most = Math.min(100, Math.floor(executeBudgetMs / spacingMs) - 1);
  const size = "size" in changes.page ? changes.page.size?.value : undefined;
  if (most < 1 || (size ?? most) <= most) return [];
  const args = { size: size ?? 0, most, seconds: Math.round(((size ?? 0) * spacingMs) / 1000) };
  return [new Problem("plan/reads-too-slow", args, locate(at("page", "size", "value")))];
};
