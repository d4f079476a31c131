import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { parseDuration } from "../../source/duration.ts";
import { textsOf } from "../../source/request-schema.ts";
import { entriesOf, isTokenInList } from "../../source/told.ts";
import type { Version } from "../../world/types.ts";
import { isRefusal, type Asked, type Page, type Refusal, type Route, type Tools } from "../parts.ts";
import { compareRows } from "../rows.ts";
import { printEntry, readRoute, wrapped } from "./entries.ts";
import type { ChangeKind, FactsOf } from "./kind.ts";

type Facts = FactsOf<"delta-token">;

const parameter = "delta_token";

/** What changed after a token: the newest version of each record, in the order in which they came to be seen. */
export const deltaToken: ChangeKind<"delta-token"> = {
  isMeant(facts, asked, tools) {
    const { list } = tools.plan.source;
    const text = tokenText(facts, asked);
    if (text === undefined) return facts.start.by === "refusal";
    // Where pages of the list are asked for in the same place, only what was given for changes is meant for them.
    const isShared = "send" in list.page && list.page.send === facts.send;
    if (isShared) return sinceOf(facts, asked, memoryOf(tools).changes) !== undefined;
    return !textsOf(list.request.body).includes(text);
  },
  select({ facts, asked, tools, rows, test }) {
    const { knobs } = tools;
    const since = sinceOf(facts, asked, memoryOf(tools).changes);
    if (since === undefined)
      return facts.start.by === "refusal"
        ? renewed(facts, tools, asked)
        : { status: 400, error: tokenText(facts, asked) === undefined ? "missing_token" : "invalid_token" };
    const isExpired = asked.now - since > (knobs.retentionMs ?? parseDuration(facts.lives ?? "") ?? Infinity);
    const isFull = isExpired && facts.expired.full !== undefined;
    if (isExpired && !isFull) return renewed(facts, tools, asked);
    const after = isFull || knobs.filter === "ignored" ? -Infinity : since;
    const found = rows({
      order: { by: "changed", isDescending: false },
      now: asked.now,
      key: `${test.key} after ${after}`,
      test: (version) =>
        test.holds(version) && saidAt(version) > after && (!isFull || version.what !== "delete"),
    });
    const inOrder = found.map((row) => ({ ...row, sort: saidAt(row.version) })).sort(compareRows);
    return { rows: inOrder, isDescending: false, isMoving: false, since: after };
  },
  page({ facts, asked, selection, tools, take }) {
    const carried = memoryOf(tools).changes;
    const since = sinceOf(facts, asked, carried) ?? 0;
    const text = asked.slot("token", facts.send);
    // Where one parameter takes both, the first page is asked for by the token of the changes.
    const isFirst = text !== undefined && readToken(text) !== undefined;
    const page = take(isFirst ? withoutCursor(asked, text) : asked);
    if (isRefusal(page)) return page;
    const next = nextOf(page, facts.page);
    if (next !== undefined) remember(carried, next, since);
    const reaches = page.rows.at(-1) === selection.rows.at(-1);
    const hasOwnPlace = !("read" in facts.page) || facts.page.read !== facts.token;
    const isLast = next === undefined || (hasOwnPlace && reaches && tools.knobs.doneFlag === "stuck");
    const members = [...page.members];
    if (isLast) members.push({ path: facts.token, value: written(facts, tools, asked.now) });
    const { full } = facts.expired;
    if (full !== undefined) members.push({ path: full, value: selection.since === -Infinity });
    const entries = entriesOf(facts);
    return { ...page, members, ...(entries && { print: (row) => printEntry(entries, tools, row) }) };
  },
  list({ facts, asked, tools, page }) {
    const { list } = tools.plan.source;
    if (!isTokenInList(tools.plan.source)) return page;
    const carried = memoryOf(tools).list;
    const since = carried.get(
      asked.slot("cursor", "send" in list.page ? list.page.send : undefined) ?? asked.url.href,
    );
    const begun = since ?? asked.now;
    const next = nextOf(page, list.page);
    if (next !== undefined) remember(carried, next, begun);
    // What changes while the list is read counts as a change after it.
    const token = { path: facts.token, value: written(facts, tools, begun) };
    return next === undefined ? { ...page, members: [...page.members, token] } : page;
  },
  routes(facts, tools) {
    const entries = entriesOf(facts);
    return [...(entries ? readRoute(entries, tools) : []), ...startRoute(facts, tools)];
  },
};

const saidAt = (version: Version): number => version.saidAt ?? version.visibleAt;

function startRoute(facts: Facts, tools: Tools): Route[] {
  const { start } = facts;
  if (start.by !== "call") return [];
  const stream = { request: start.request, records: "", page: { kind: "single" as const } };
  const page = (asked: Asked): Page => ({
    rows: [],
    members: [],
    finish: () => wrapped(start.read, written(facts, tools, asked.now)),
  });
  // One address can be for both, as Todoist's is: then what is sent tells that it is for the first token.
  const isMeant = ({ body }: Asked): boolean =>
    start.request.body === undefined || isDeepStrictEqual(body, start.request.body);
  return [{ name: "start", method: start.request.method, facts: stream, isMeant, page }];
}

/** The API no longer knows what changed since a token, or was given none; it may hand out a new one with the refusal. */
function renewed(facts: Facts, tools: Tools, { now }: Asked): Refusal {
  const { start, expired } = facts;
  if (start.by !== "refusal") return { status: expired.statuses?.[0] ?? 410, error: "token_expired" };
  return {
    status: start.status,
    error: "token_expired",
    body: wrapped(start.read, written(facts, tools, now)),
  };
}

/** Since when a request asks for changes; undefined if it has no token, or one of somebody else. */
function sinceOf(facts: Facts, asked: Asked, carried: ReadonlyMap<string, number>): number | undefined {
  const text = tokenText(facts, asked);
  return text === undefined ? undefined : (readToken(text) ?? carried.get(text));
}

function tokenText(facts: Facts, asked: Asked): string | undefined {
  return facts.follow ? (asked.query.get(parameter) ?? undefined) : asked.slot("token", facts.send);
}

/** A token for what changes after a time, or the address at which that is told. */
function written(facts: Facts, { plan }: Tools, since: number): string {
  const text = String(since);
  const token = Buffer.from(`${seal(text)}${text}`).toString("base64url");
  if (!facts.follow) return token;
  const url = new URL(plan.source.baseUrl.replace(/\/$/, "") + facts.request.path);
  url.searchParams.set(parameter, token);
  return url.href;
}

function readToken(token: string): number | undefined {
  const plain = Buffer.from(token, "base64url").toString();
  const text = plain.slice(8);
  return /^\d{1,15}$/.test(text) && plain.slice(0, 8) === seal(text) ? Number(text) : undefined;
}

function seal(text: string): string {
  return createHash("sha256").update(`delta ${text}`).digest("hex").slice(0, 8);
}

function withoutCursor(asked: Asked, token: string): Asked {
  return {
    ...asked,
    slot: (name, send) => {
      const value = asked.slot(name, send);
      return name === "cursor" && value === token ? undefined : value;
    },
  };
}

/** What a page says of the next one: a token or an address; undefined at the end. */
function nextOf(
  { members, headers }: Page,
  page: Facts["page"] | Tools["plan"]["source"]["list"]["page"],
): string | undefined {
  if (page.kind === "link-header") return headers?.["link"];
  const path = "read" in page ? page.read : undefined;
  const value = members.find((member) => member.path === path)?.value;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Since when the walk counts that a page's token goes on with, of changes and of the whole list. */
type Memory = { changes: Map<string, number>; list: Map<string, number> };

const memories = new WeakMap<Tools, Memory>();
const mostRemembered = 20_000;

function memoryOf(tools: Tools): Memory {
  const memory = memories.get(tools) ?? {
    changes: new Map<string, number>(),
    list: new Map<string, number>(),
  };
  memories.set(tools, memory);
  return memory;
}

function remember(carried: Map<string, number>, next: string, since: number): void {
  carried.set(next, since);
  const [oldest] = carried.keys();
  if (carried.size > mostRemembered && oldest !== undefined) carried.delete(oldest);
}
