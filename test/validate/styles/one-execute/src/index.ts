import { RateLimitError, Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();
export default worker;

const properties = {
  Berth: Schema.title(),
  Status: Schema.select([{ name: "free" }, { name: "taken" }, { name: "closed" }]),
  Features: Schema.multiSelect([]),
  Length: Schema.number(),
  Contact: Schema.email(),
  Inspected: Schema.date(),
  "Berth ID": Schema.richText(),
};

const berths = worker.database("berths", {
  type: "managed",
  initialTitle: "Berths",
  primaryKeyProperty: "Berth ID",
  schema: { properties },
});

// Harbour Desk allows 5 requests a second for each token.
const harbour = worker.pacer("harbour", { allowedRequests: 5, intervalMs: 1000 });

type Berth = {
  id?: string | number | null;
  label?: unknown;
  status?: unknown;
  features?: ({ name?: unknown } | null)[] | null;
  length_m?: unknown;
  holder?: { email?: unknown } | null;
  inspected_at?: unknown;
};

type State = {
  v: 1;
  /** Berths that the last complete read saw. */
  lastCount?: number;
  after?: string;
  count?: number;
  /** Why the last read was given up, and when. Thrown by the next call, so that no throw keeps a half-read state. */
  givenUp?: { why: string; at: number };
};

// Replace: the API cannot be asked for what changed, and a berth that is gone is simply no longer listed. There are a
// few hundred, so an hourly read is cheap.
worker.sync("readBerths", {
  database: berths,
  mode: "replace",
  schedule: "1h",
  execute: async (state: State | undefined): Promise<SyncExecutionResult<"Berth ID", State>> => {
    let current: State = state?.v === 1 ? state : { v: 1 };
    const idle: State = { v: 1, ...(current.lastCount !== undefined && { lastCount: current.lastCount }) };
    if (current.givenUp) {
      if (Date.now() - current.givenUp.at < 60_000) throw new Error(current.givenUp.why);
      current = idle;
    }

    const token = process.env["HARBOUR_TOKEN"];
    if (!token) throw new Error("HARBOUR_TOKEN is not set: ntn workers env set HARBOUR_TOKEN");
    const url = new URL("https://api.harbourdesk.example/v1/berths");
    url.searchParams.set("sort", "id");
    url.searchParams.set("limit", "20");
    if (current.after !== undefined) url.searchParams.set("after", current.after);
    await harbour.wait();
    const response = await fetch(url, {
      headers: { Accept: "application/json", Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(60_000),
    });
    if (response.status === 429 || response.status === 503) {
      const asked = response.headers.get("retry-after") ?? "";
      const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
      const retryAfter = Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 3600) : 60;
      throw new RateLimitError({ retryAfter });
    }
    if (!response.ok) throw new Error(`GET /berths: HTTP ${response.status}`);
    const body = (await response.json()) as { berths?: (Berth | null)[]; has_more?: unknown } | null;
    const listed = body?.berths;
    if (!Array.isArray(listed)) throw new Error("GET /berths: the answer has no list of berths");

    // One record per id; a berth without an id has no row to be written to.
    const byId = new Map<string, Berth>();
    for (const berth of listed)
      if (berth !== null && typeof berth === "object" && plain(berth.id) !== undefined)
        byId.set(String(berth.id), berth);
    if (byId.size < listed.length) console.error(`Skipped ${listed.length - byId.size} entries of a page`);

    const changes = [...byId].map(([id, berth]): SyncChangeUpsert<"Berth ID", typeof properties> => {
      const status = option(berth.status);
      const features = (Array.isArray(berth.features) ? berth.features : []).flatMap(
        (feature) => option(feature?.name) ?? [],
      );
      const length = plain(berth.length_m);
      const contact = plain(berth.holder?.email) ?? "";
      const inspected = instant(berth.inspected_at);
      return {
        type: "upsert",
        key: id,
        // [] empties a property; one that is left out would keep its old value.
        properties: {
          Berth: Builder.title(plain(berth.label) ?? "(unnamed)"),
          Status: status === undefined ? [] : Builder.select(status),
          Features: Builder.multiSelect(...new Set(features)),
          Length:
            length !== undefined && Number.isFinite(Number(length)) ? Builder.number(Number(length)) : [],
          Contact: /^[^\s@]+@[^\s@]+$/.test(contact) ? Builder.email(contact) : [],
          Inspected: inspected === undefined ? [] : Builder.dateTime(inspected, "UTC"),
          "Berth ID": Builder.richText(id),
        },
      };
    });

    const count = (current.count ?? 0) + byId.size;
    const last = [...byId.keys()].at(-1);
    // Only a clear "no" or an empty page ends the list: a flag that is missing does not.
    const isMore = listed.length > 0 && String(body?.has_more) !== "false";
    if (isMore) {
      if (last === undefined || last === current.after) {
        const why = "The API gave the same page twice; nothing was deleted, the next run begins anew.";
        return { changes: [], hasMore: true, nextState: { ...idle, givenUp: { why, at: Date.now() } } };
      }
      return { changes, hasMore: true, nextState: { ...idle, after: last, count } };
    }

    // When this ends, Notion removes every row that was not seen. So it does not end on a list that looks cut off.
    const before = current.lastCount ?? 0;
    if (count === 0 || (count < before * 0.7 && before - count > 20)) {
      const why = `Only ${count} berths are listed, ${before} the last time; a missing permission would look like this. Nothing was deleted. If it is right: ntn workers sync state reset readBerths`;
      return { changes: [], hasMore: true, nextState: { ...idle, givenUp: { why, at: Date.now() } } };
    }
    // No position is kept: the next cycle begins at the first page.
    return { changes, hasMore: false, nextState: { v: 1, lastCount: count } };
  },
});

/** A text, number or boolean as trimmed text of at most `most` characters. */
function plain(value: unknown, most = 2000): string | undefined {
  if (!["string", "number", "boolean"].includes(typeof value)) return undefined;
  const text = String(value).trim();
  if (text.length <= most) return text || undefined;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** An option's name: Notion splits options at commas. */
function option(value: unknown): string | undefined {
  return plain(plain(value)?.replace(/\s*,\s*/g, "; "), 100);
}

/** An instant in UTC; a time without a zone is one in UTC at Harbour Desk. */
function instant(value: unknown): string | undefined {
  const text = typeof value === "string" ? value : "";
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes(":");
  const time = Date.parse(hasZone ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
