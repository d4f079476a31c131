import {
  Worker,
  type SyncChangeDelete,
  type SyncChangeUpsert,
  type SyncExecutionResult,
} from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
import { tillworks, type Account } from "./tillworks.js";

const worker = new Worker();
export default worker;

const pacer = worker.pacer("tillworks", { allowedRequests: 20, intervalMs: 1000 });
const api = tillworks(() => pacer.wait());

const accountSchema = {
  Account: Schema.title(),
  Email: Schema.email(),
  Tier: Schema.select([]),
  Balance: Schema.number("pound"),
  "On hold": Schema.checkbox(),
  Opened: Schema.date(),
  "Account ID": Schema.richText(),
};

const accounts = worker.database("accounts", {
  type: "managed",
  initialTitle: "Accounts",
  primaryKeyProperty: "Account ID",
  schema: { properties: accountSchema },
});

const overlapSeconds = 10 * 60;
// Tillworks keeps events for 30 days.
const retentionSeconds = 29 * 86_400;

type FullState = {
  v: 1;
  last?: number;
  count?: number;
  after?: string;
  startedAt?: number;
  tail?: { since: number; began?: number; after?: string };
  broken?: { why: string; at: number };
};

// Daily. Accounts carry no time of their last change, so both syncs write what Tillworks holds at the moment, dated with
// that moment: the events only say which accounts to read.
worker.sync("accountsAll", {
  database: accounts,
  mode: "replace",
  schedule: "1d",
  execute: async (saved: FullState | undefined): Promise<SyncExecutionResult<"Account ID", FullState>> => {
    const stored: FullState = saved?.v === 1 ? saved : { v: 1 };
    const blank: FullState = stored.last === undefined ? { v: 1 } : { v: 1, last: stored.last };
    if (stored.broken && Date.now() - stored.broken.at < 60_000) throw new Error(stored.broken.why);
    const state = stored.broken ? blank : stored;
    const breakOff = (why: string) => ({
      changes: [],
      hasMore: true,
      nextState: { ...blank, broken: { why: `${why} Nothing was deleted.`, at: Date.now() } },
    });

    if (state.tail) {
      // What was opened or changed since the list was begun, so that the sweep takes none of it.
      const { since, after } = state.tail;
      const page = await api.events(since, after);
      const changes = (await changesFor(page.items)).filter((change) => change.type === "upsert");
      const began = state.tail.began ?? page.serverSeconds;
      const next = lastId(page.items);
      if (!page.isLast && next !== undefined) {
        if (next === after) return breakOff("The events lead to the same page twice.");
        return { changes, hasMore: true, nextState: { ...state, tail: { since, began, after: next } } };
      }
      // Reading down from the newest event, we do not see what came on top meanwhile.
      if (page.serverSeconds - began > 60)
        return { changes, hasMore: true, nextState: { ...state, tail: { since: began - 60 } } };
      const { count = 0, last = 0 } = state;
      if (count === 0) return breakOff("No accounts are listed; may the key still read them?");
      if (count < last * 0.7 && last - count > 20)
        return breakOff(
          `${count} of ${last} rows would be left. If that is so: ntn workers sync state reset accountsAll.`,
        );
      return { changes, hasMore: false, nextState: { v: 1, last: count } };
    }

    const page = await api.accounts(state.after);
    const startedAt = state.startedAt ?? page.serverSeconds;
    const changes = upsertsFor(page.items, page.serverSeconds);
    const count = (state.count ?? 0) + changes.length;
    const next = lastId(page.items);
    if (page.isLast)
      return {
        changes,
        hasMore: true,
        nextState: { ...blank, count, startedAt, tail: { since: startedAt - overlapSeconds } },
      };
    if (next === undefined || next === state.after) return breakOff("The list leads to the same page twice.");
    return { changes, hasMore: true, nextState: { ...blank, count, startedAt, after: next } };
  },
});

type FeedState = {
  v: 1;
  /** The newest event of all cycles that were read to their end. */
  newest?: number;
  cycle?: { since: number; top?: number; after: string };
  /** After a pause longer than Tillworks keeps events: every account is read once, up from here. */
  relist?: { from: number; after?: string };
};

// Every five minutes. The feed begins with the newest event; how far we are is kept only once a cycle has come down to
// where it began, or a failure half-way would lose the older half. It goes ten minutes further than that, because an
// event may appear late.
worker.sync("accountEvents", {
  database: accounts,
  mode: "incremental",
  schedule: "5m",
  execute: async (saved: FeedState | undefined): Promise<SyncExecutionResult<"Account ID", FeedState>> => {
    const { newest, cycle, relist }: FeedState = saved?.v === 1 ? saved : { v: 1 };
    if (relist) {
      const page = await api.accounts(relist.after);
      const changes = upsertsFor(page.items, page.serverSeconds);
      const after = lastId(page.items);
      if (page.isLast || after === undefined || after === relist.after)
        return { changes, hasMore: false, nextState: { v: 1, newest: relist.from } };
      return { changes, hasMore: true, nextState: { v: 1, relist: { ...relist, after } } };
    }
    const begin = newest === undefined ? Math.floor(Date.now() / 1000) - 86_400 : newest - overlapSeconds;
    const since = cycle?.since ?? begin;
    const page = await api.events(since, cycle?.after);
    if (newest !== undefined && page.serverSeconds - newest > retentionSeconds)
      return { changes: [], hasMore: true, nextState: { v: 1, relist: { from: page.serverSeconds } } };
    const changes = await changesFor(page.items);

    const times = page.items.map((event) => event.created).filter((time) => typeof time === "number");
    const top = [cycle?.top, ...times]
      .filter((time) => time !== undefined)
      .reduce<number | undefined>((most, time) => Math.max(most ?? time, time), undefined);
    const after = lastId(page.items);
    if (!page.isLast && after !== undefined && after !== cycle?.after) {
      const next = { since, after, ...(top !== undefined && { top }) };
      return {
        changes,
        hasMore: true,
        nextState: { v: 1, ...(newest !== undefined && { newest }), cycle: next },
      };
    }
    // Never ahead of the server's clock, and never back.
    const reached = top === undefined ? newest : Math.max(newest ?? 0, Math.min(top, page.serverSeconds));
    return {
      changes,
      hasMore: false,
      nextState: reached === undefined ? { v: 1 } : { v: 1, newest: reached },
    };
  },
});

/** One change for each account that events are about, however many there are: what it is like now. */
async function changesFor(
  events: readonly { type?: unknown; account?: unknown }[],
): Promise<(SyncChangeUpsert<"Account ID", typeof accountSchema> | SyncChangeDelete)[]> {
  const touched = events.filter(({ type }) => typeof type === "string" && type.startsWith("account."));
  const ids = new Set(touched.flatMap(({ account }) => plain(account) ?? []));
  const changes: (SyncChangeUpsert<"Account ID", typeof accountSchema> | SyncChangeDelete)[] = [];
  // At most a page of twenty, each paced.
  for (const id of ids) {
    const { account, serverSeconds } = await api.account(id);
    if (account === undefined) changes.push({ type: "delete", key: id });
    else changes.push(...upsertsFor([account], serverSeconds));
  }
  return changes;
}

function upsertsFor(
  page: readonly Account[],
  readAt: number,
): SyncChangeUpsert<"Account ID", typeof accountSchema>[] {
  const byId = new Map(
    page.flatMap((account) => (plain(account.id) === undefined ? [] : [[String(account.id), account]])),
  );
  return [...byId].map(([id, account]) => ({
    type: "upsert",
    key: id,
    upstreamUpdatedAt: new Date(readAt * 1000).toISOString(),
    // An empty list empties a cell; leaving the property out would not.
    properties: {
      Account: Builder.title(plain(account.name || account.email) ?? "(no name)"),
      Email: isAddress(account.email) ? Builder.email(account.email.trim()) : [],
      Tier: optionName(account.tier) ? Builder.select(optionName(account.tier)) : [],
      Balance:
        typeof account.balance === "number" && Number.isFinite(account.balance)
          ? Builder.number(account.balance / 100)
          : [],
      "On hold": Builder.checkbox(plain(account.on_hold) === "true"),
      Opened: isEpoch(account.opened)
        ? Builder.dateTime(new Date(account.opened * 1000).toISOString(), "UTC")
        : [],
      "Account ID": Builder.richText(id),
    },
  }));
}

function lastId(items: readonly { id?: unknown }[]): string | undefined {
  return items.flatMap(({ id }) => plain(id) ?? []).at(-1);
}

const isAddress = (value: unknown): value is string =>
  typeof value === "string" && value.length <= 2000 && /^[^\s@]+@[^\s@]+$/.test(value.trim());

const isEpoch = (value: unknown): value is number =>
  typeof value === "number" && !Number.isNaN(new Date(value * 1000).getTime());

function optionName(value: unknown): string {
  return plain((plain(value) ?? "").split(/\s*,\s*/).join("; "), 100) ?? "";
}

function plain(value: unknown, most = 2000): string | undefined {
  const isShown = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const text = isShown ? String(value).trim() : "";
  if (text.length <= most) return text === "" ? undefined : text;
  return text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "") + "…";
}
