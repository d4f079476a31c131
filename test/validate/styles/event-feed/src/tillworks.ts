import { RateLimitError } from "@notionhq/workers";

export type Account = {
  id?: unknown;
  name?: unknown;
  email?: unknown;
  tier?: unknown;
  balance?: unknown;
  on_hold?: unknown;
  opened?: unknown;
  deleted?: unknown;
};

/** Says that something happened to an account; what it was like then is not of use. */
export type Event = { id?: unknown; type?: unknown; created?: unknown; account?: unknown };

export type Listing<Item> = { items: Item[]; isLast: boolean; serverSeconds: number };

type Reply = { status: number; body: unknown; serverSeconds: number };

/** The functions of Tillworks that the syncs need. `takeTurn` is awaited before every request. */
export function tillworks(takeTurn: () => Promise<void>) {
  async function get(path: string, query: Record<string, string> = {}): Promise<Reply> {
    const key = process.env["TILLWORKS_KEY"];
    if (!key) throw new Error("TILLWORKS_KEY is empty");
    const url = new URL(`https://api.tillworks.example/v1${path}`);
    url.search = new URLSearchParams(query).toString();
    await takeTurn();
    const response = await fetch(url, {
      headers: { Accept: "application/json", Authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(30_000),
    });
    const serverSeconds = Math.floor((Date.parse(response.headers.get("date") ?? "") || Date.now()) / 1000);
    if (response.status === 429)
      throw new RateLimitError({ retryAfter: pauseOf(response.headers.get("retry-after"), serverSeconds) });
    if (response.status === 404) return { status: 404, body: null, serverSeconds };
    if (!response.ok) throw new Error(`GET ${path.split("/")[1]}: HTTP ${response.status}`);
    return { status: 200, body: await response.json(), serverSeconds };
  }

  async function list<Item>(path: string, query: Record<string, string>): Promise<Listing<Item>> {
    const { status, body, serverSeconds } = await get(path, { limit: "20", ...query });
    const { data, has_more: more } = (body ?? {}) as { data?: unknown; has_more?: unknown };
    if (status === 404 || !Array.isArray(data)) throw new Error(`GET ${path}: HTTP ${status} without a list`);
    const items = data.filter((item) => typeof item === "object" && item !== null) as Item[];
    return { items, isLast: data.length === 0 || String(more) === "false", serverSeconds };
  }

  return {
    /** Accounts in the order they were opened. */
    accounts: (after: string | undefined) =>
      list<Account>("/accounts", after === undefined ? {} : { starting_after: after }),
    /** Events at or after a second, newest first. */
    events: (sinceSeconds: number, after: string | undefined) =>
      list<Event>("/events", {
        "created[gte]": String(sinceSeconds),
        ...(after && { starting_after: after }),
      }),
    /** An account as it is now; without one if it is gone. */
    async account(id: string): Promise<{ account?: Account; serverSeconds: number }> {
      const { status, body, serverSeconds } = await get(`/accounts/${encodeURIComponent(id)}`);
      if (status === 404) return { serverSeconds };
      if (typeof body !== "object" || body === null || !("id" in body))
        throw new Error("GET /accounts/…: no account");
      const account = body as Account;
      return account.deleted === true ? { serverSeconds } : { account, serverSeconds };
    },
  };
}

function pauseOf(text: string | null, serverSeconds: number): number {
  const number = text === null || text.trim() === "" ? NaN : Number(text);
  const seconds = Number.isNaN(number) ? Date.parse(text ?? "") / 1000 - serverSeconds : number;
  return Number.isFinite(seconds) ? Math.min(3600, Math.max(1, Math.ceil(seconds))) : 60;
}
