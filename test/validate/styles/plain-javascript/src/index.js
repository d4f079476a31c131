import { RateLimitError, Worker } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();
export default worker;

const register = worker.pacer("register", { allowedRequests: 5, intervalMs: 1000 });

const trees = worker.database("trees", {
  type: "managed",
  initialTitle: "Trees",
  primaryKeyProperty: "Tag",
  schema: {
    properties: {
      Tree: Schema.title(),
      Health: Schema.select([{ name: "Good" }, { name: "Poor" }]),
      Row: Schema.richText(),
      Yield: Schema.number(),
      Pests: Schema.multiSelect([]),
      Pruned: Schema.date(),
      Tag: Schema.richText(),
    },
  },
});

const OVERLAP_MS = 20 * 60_000;

// Every night the whole register; trees that were felled are not in it any more.
worker.sync("treesNightly", {
  database: trees,
  mode: "replace",
  schedule: "1d",
  execute: async (saved) => {
    const stored = saved?.v === 1 ? saved : { v: 1 };
    const empty = { v: 1, ...(stored.size !== undefined && { size: stored.size }) };
    if (stored.failed && Date.now() - stored.failed.at < 60_000) throw new Error(stored.failed.reason);
    const state = stored.failed ? empty : stored;
    const failWith = (reason) => ({
      changes: [],
      hasMore: true,
      nextState: { ...empty, failed: { reason: `${reason} Nothing was deleted.`, at: Date.now() } },
    });
    const retry = (reason) => {
      const retries = (state.retries ?? 0) + 1;
      return retries > 3
        ? failWith(reason)
        : { changes: [], hasMore: true, nextState: { ...empty, retries } };
    };

    const query = state.tailFrom ? { sort: "changed", changed_since: state.tailFrom } : { sort: "planted" };
    const page = await getTrees(query, state.cursor);
    if (page.isExpired) return retry("The register refused its own cursor four times.");

    const changes = toUpserts(page.trees);
    const began = state.began ?? page.servedAt;
    const seen = (state.seen ?? 0) + (state.tailFrom ? 0 : changes.length);
    if (page.next) {
      const path = passOn(state.path, page.next);
      if (!path) return retry("The register gave the same page twice, four times.");
      return { changes, hasMore: true, nextState: { ...state, began, seen, path, cursor: page.next } };
    }
    if (!state.tailFrom) {
      // Trees planted while we were reading are picked up before the end, so that they are not taken for felled.
      const tailFrom = new Date(began - OVERLAP_MS).toISOString();
      const { retries = 0 } = state;
      return { changes, hasMore: true, nextState: { ...empty, retries, began, seen, tailFrom } };
    }
    const size = empty.size ?? 0;
    if (seen === 0) return failWith("The register lists no trees. Has the key lost its permission?");
    if (seen < size * 0.7 && size - seen > 20)
      return failWith(
        `${seen} of ${size} rows would stay. If so: ntn workers sync state reset treesNightly.`,
      );
    return { changes, hasMore: false, nextState: { v: 1, size: seen } };
  },
});

// Every quarter of an hour what changed, from twenty minutes before the newest change the register has shown us.
worker.sync("treesChanged", {
  database: trees,
  mode: "incremental",
  schedule: "15m",
  execute: async (saved) => {
    const { newest, since: begun, cursor, path } = saved?.v === 1 ? saved : {};
    const from = newest === undefined ? Date.now() - 86_400_000 : Date.parse(newest) - OVERLAP_MS;
    const since = begun ?? new Date(from).toISOString();
    const page = await getTrees({ sort: "changed", changed_since: since }, begun && cursor);
    if (page.isExpired)
      return { changes: [], hasMore: false, nextState: { v: 1, ...(newest && { newest }) } };

    const times = page.trees.map((tree) => changedAt(tree)).filter((time) => !Number.isNaN(time));
    if (newest !== undefined) times.push(Date.parse(newest));
    // A tree that "changes" next year must not hide what changes until then.
    const high =
      times.length > 0 ? new Date(Math.min(Math.max(...times), page.servedAt)).toISOString() : undefined;
    const known = { v: 1, ...(high !== undefined && { newest: high }) };
    const changes = toUpserts(page.trees);
    const nextPath = page.next && passOn(path, page.next);
    if (!nextPath) return { changes, hasMore: false, nextState: known };
    return { changes, hasMore: true, nextState: { ...known, since, cursor: page.next, path: nextPath } };
  },
});

async function getTrees(query, cursor) {
  const key = process.env.ORCHARD_KEY;
  if (!key) throw new Error("ORCHARD_KEY is not set");
  const params = new URLSearchParams({ ...query, limit: "20", ...(cursor && { cursor }) });
  await register.wait();
  const response = await fetch(`https://register.orchard.example/api/trees?${params}`, {
    headers: { Accept: "application/json", "X-Register-Key": key },
    signal: AbortSignal.timeout(60_000),
  });
  const servedAt = Date.parse(response.headers.get("date") ?? "") || Date.now();
  if (response.status === 429) throw new RateLimitError({ retryAfter: retryAfter(response, servedAt) });
  if (cursor && [400, 404, 410, 422].includes(response.status))
    return { isExpired: true, trees: [], servedAt };
  if (!response.ok) throw new Error(`The register answered HTTP ${response.status}`);
  const body = await response.json();
  if (!Array.isArray(body?.data)) throw new Error("The register answered without data");
  const next = body.meta?.cursor ? String(body.meta.cursor) : undefined;
  const isEnd = body.data.length === 0 && next === cursor;
  return {
    trees: body.data.filter((tree) => tree && typeof tree === "object"),
    next: isEnd ? undefined : next,
    servedAt,
  };
}

function retryAfter(response, now) {
  const value = response.headers.get("retry-after");
  const seconds =
    value && /^\d+$/.test(value.trim()) ? parseInt(value, 10) : (Date.parse(value ?? "") - now) / 1000;
  return Number.isNaN(seconds) ? 60 : Math.min(3600, Math.max(1, Math.ceil(seconds)));
}

/** Remembers a cursor on the way; undefined once it comes by again. */
function passOn(path, next) {
  if (path?.mark === next) return undefined;
  const pages = (path?.pages ?? 0) + 1;
  return { pages, mark: !path || Number.isInteger(Math.log2(pages)) ? next : path.mark };
}

function toUpserts(page) {
  const byTag = new Map();
  for (const tree of page) {
    const tag = text(tree.tag);
    const other = byTag.get(tag);
    if (tag && !(other && changedAt(tree) < changedAt(other))) byTag.set(tag, tree);
  }
  return [...byTag].map(([tag, tree]) => {
    const changed = changedAt(tree);
    const health = { good: "Good", poor: "Poor" };
    const state = option(Object.hasOwn(health, text(tree.health)) ? health[text(tree.health)] : tree.health);
    const yielded =
      typeof tree.yield_kg === "boolean" || text(tree.yield_kg) === "" ? NaN : Number(tree.yield_kg);
    const pruned = instant(tree.pruned_at);
    const pests = Array.isArray(tree.pests) ? tree.pests.map(option).filter((pest) => pest !== "") : [];
    return {
      type: "upsert",
      key: String(tag),
      ...(changed < Date.now() + 86_400_000 && { upstreamUpdatedAt: new Date(changed).toISOString() }),
      properties: {
        Tree: Builder.title(text(tree.variety) || "(unknown variety)"),
        Health: state === "" ? [] : Builder.select(state),
        Row: text(tree.plot?.row) === "" ? [] : Builder.richText(text(tree.plot?.row)),
        Yield: Number.isFinite(yielded) ? Builder.number(yielded) : [],
        Pests: Builder.multiSelect(...new Set(pests)),
        Pruned: Number.isNaN(pruned) ? [] : Builder.dateTime(new Date(pruned).toISOString(), "UTC"),
        Tag: Builder.richText(tag),
      },
    };
  });
}

const changedAt = (tree) => instant(tree.changed);

/** ms since 1970, NaN for anything else; the register's times without a zone are in UTC. */
function instant(value) {
  if (typeof value !== "string") return NaN;
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
}

function text(value, most = 2000) {
  if (!["string", "number", "boolean"].includes(typeof value)) return "";
  const all = String(value).trim();
  return all.length > most ? all.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "") + "…" : all;
}

/** An option without commas: Notion would split it. */
function option(value) {
  return text(text(value).replace(/\s*,\s*/g, "; "), 100);
}
