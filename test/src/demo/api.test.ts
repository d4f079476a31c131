import { afterEach, describe, expect, it } from "vitest";
import { startDemoApi, type Book, type DemoApi, type DemoApiOptions } from "../../../src/demo/api.ts";

const token = "demo-token-of-a-test";
const start = Date.UTC(2026, 2, 4, 10, 0, 0);
const open: DemoApi[] = [];
let time = start;

afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()));
});

type Listed = { books: Book[]; next_cursor: string | null; total: number };
type Changed = { books: (Book & { deleted?: true })[]; has_more: boolean };

async function startApi(options: Partial<DemoApiOptions> = {}): Promise<DemoApi> {
  time = start;
  const api = await startDemoApi({ token, now: () => time, ...options });
  open.push(api);
  return api;
}

async function get<Body>(api: DemoApi, path: string, headers: Record<string, string> = {}) {
  time += 1000;
  const response = await fetch(api.url + path, { headers: { authorization: `Bearer ${token}`, ...headers } });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

const changesSince = (since: string, more = "") =>
  `/v1/books/changes?updated_since=${encodeURIComponent(since)}${more}`;

describe("the list of books", () => {
  it("pages through all books as they were added and ends with next_cursor null", async () => {
    const api = await startApi();
    const ids: string[] = [];
    const sizes: number[] = [];
    for (let path: string | undefined = "/v1/books?limit=10"; path !== undefined;) {
      const { body }: { body: Listed } = await get<Listed>(api, path);
      expect(body.total).toBe(24);
      ids.push(...body.books.map(({ id }) => id));
      sizes.push(body.books.length);
      path = body.next_cursor === null ? undefined : `/v1/books?limit=10&cursor=${body.next_cursor}`;
    }
    expect(sizes).toEqual([10, 10, 4]);
    expect(ids).toEqual(api.shop.list().map(({ id }) => id));
    expect(ids[0]).toBe("bk_0001");
  });

  it("has 20 books on a page by default and 100 at most", async () => {
    const api = await startApi({ books: 150 });
    expect((await get<Listed>(api, "/v1/books")).body.books).toHaveLength(20);
    expect((await get<Listed>(api, "/v1/books?limit=5000")).body.books).toHaveLength(100);
  });

  it("has no further cursor when the page ends exactly with the last book", async () => {
    const api = await startApi({ books: 20 });
    expect((await get<Listed>(api, "/v1/books")).body.next_cursor).toBeNull();
  });

  it("neither skips nor repeats a book when others are removed and added during the walk", async () => {
    const api = await startApi();
    const first = await get<Listed>(api, "/v1/books?limit=10");
    api.shop.remove("bk_0002");
    api.shop.remove("bk_0010");
    api.shop.remove("bk_0011");
    api.shop.add({ title: "Late" });
    const second = await get<Listed>(api, `/v1/books?limit=100&cursor=${first.body.next_cursor}`);
    expect(second.body.books.map(({ id }) => id)).toEqual([
      "bk_0012", "bk_0013", "bk_0014", "bk_0015", "bk_0016", "bk_0017", "bk_0018",
      "bk_0019", "bk_0020", "bk_0021", "bk_0022", "bk_0023", "bk_0024", "bk_0025",
    ]); // prettier-ignore
    expect(second.body.total).toBe(22);
  });

  it.each(["0", "-1", "x", "1.5", "", "1e2"])("refuses limit=%s with 400", async (limit) => {
    const { status, body } = await get(await startApi(), `/v1/books?limit=${limit}`);
    expect([status, body]).toEqual([400, { error: "bad_limit" }]);
  });

  it.each(["x", "", "bm90IGEgY3Vyc29y", "%00", "MTBAMQ=="])(
    "refuses the cursor %j with 400",
    async (cursor) => {
      const { status, body } = await get(await startApi(), `/v1/books?cursor=${cursor}`);
      expect([status, body]).toEqual([400, { error: "bad_cursor" }]);
    },
  );

  it("refuses a cursor that is older than 15 minutes with 410", async () => {
    const api = await startApi();
    const { body } = await get<Listed>(api, "/v1/books?limit=5");
    time += 15 * 60_000 - 1000;
    const fresh = await get<Listed>(api, `/v1/books?limit=5&cursor=${body.next_cursor}`);
    expect(fresh.status).toBe(200);
    time += 1;
    const old = await get(api, `/v1/books?limit=5&cursor=${body.next_cursor}`);
    expect([old.status, old.body]).toEqual([410, { error: "cursor_expired" }]);
  });
});

describe("the changes of books", () => {
  it("are sorted by updated_at and id, and the keyset walks them without loss when many share a time", async () => {
    const api = await startApi({ books: 30 });
    for (const { id } of api.shop.list()) api.shop.edit(id, { price: 5 });
    const since = new Date(time).toISOString();
    const ids: string[] = [];
    for (let path: string | undefined = changesSince(since, "&limit=7"); path !== undefined;) {
      const { body }: { body: Changed } = await get<Changed>(api, path);
      ids.push(...body.books.map(({ id }) => id));
      const last = body.books.at(-1);
      path =
        body.has_more && last ? changesSince(last.updated_at, `&after_id=${last.id}&limit=7`) : undefined;
    }
    expect(ids).toEqual(api.shop.list().map(({ id }) => id));
  });

  it("include the time itself without after_id and exclude it with", async () => {
    const api = await startApi();
    time += 60_000;
    const { updated_at: since } = api.shop.edit("bk_0007", { notes: "Moved" });
    expect((await get<Changed>(api, changesSince(since))).body.books.map(({ id }) => id)).toEqual([
      "bk_0007",
    ]);
    expect((await get<Changed>(api, changesSince(since, "&after_id=bk_0007"))).body).toEqual({
      books: [],
      has_more: false,
    });
  });

  it("show a removed book as a tombstone, for 30 days", async () => {
    const api = await startApi();
    const since = new Date(time + 60_000).toISOString();
    time += 60_000;
    api.shop.remove("bk_0003");
    const removedAt = new Date(time).toISOString();
    const tombstone = { id: "bk_0003", deleted: true, updated_at: removedAt };
    expect((await get<Changed>(api, changesSince(since))).body.books).toEqual([tombstone]);
    time += 30 * 86_400_000 - 2000;
    expect((await get<Changed>(api, changesSince(since))).body.books).toEqual([tombstone]);
    expect((await get<Changed>(api, changesSince(since))).body.books).toEqual([]);
    expect((await get<Listed>(api, "/v1/books")).body.total).toBe(23);
  });

  it.each([
    "updated_since=yesterday",
    "updated_since=2026-13-01",
    "updated_since=March+7",
    "updated_since=",
    "x=1",
  ])("are refused with 400 for %s", async (query) => {
    const { status, body } = await get(await startApi(), `/v1/books/changes?${query}`);
    expect([status, body]).toEqual([400, { error: "bad_date" }]);
  });

  it("take a time with an offset as the same instant", async () => {
    const api = await startApi();
    time += 60_000;
    api.shop.edit("bk_0001", { price: 1 });
    const { body } = await get<Changed>(api, changesSince("2026-03-04T12:00:30+02:00"));
    expect(body.books.map(({ id }) => id)).toEqual(["bk_0001"]);
  });
});

describe("the server", () => {
  it.each([{ authorization: "" }, { authorization: "Bearer wrong" }, { authorization: token }])(
    "answers %j with 401",
    async (headers) => {
      const { status, body } = await get(await startApi(), "/v1/books", headers);
      expect([status, body]).toEqual([401, { error: "unauthorized" }]);
    },
  );

  it("answers the 51st request within a second with 429 and Retry-After: 1, and recovers after it", async () => {
    const api = await startApi({ now: () => time });
    const send = () => fetch(`${api.url}/v1/books`, { headers: { authorization: `Bearer ${token}` } });
    const statuses = [];
    for (let index = 0; index < 50; index += 1) statuses.push((await send()).status);
    const refused = await send();
    time += 1000;
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect((await send()).status).toBe(200);
    expect(api.requests).toBe(52);
  });

  it.each(["/", "/v1/books/", "/v1/books/bk_0001", "/v1/__proto__", "//v1/books"])(
    "answers %s with 404 as JSON",
    async (path) => {
      const { status, body } = await get(await startApi(), path);
      expect([status, body]).toEqual([404, { error: "not_found" }]);
    },
  );

  it("takes GET only", async () => {
    const api = await startApi();
    const response = await fetch(`${api.url}/v1/books`, {
      method: "POST",
      body: "{}",
      headers: { authorization: `Bearer ${token}` },
    });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET"]);
  });

  it("sends its own clock as the Date header, on refusals too", async () => {
    const api = await startApi();
    const { headers } = await get(api, "/v1/books", { authorization: "" });
    expect(headers.get("date")).toBe("Wed, 04 Mar 2026 10:00:01 GMT");
  });

  it("listens on the loopback only and can be closed twice", async () => {
    const api = await startApi();
    expect(api.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await api.close();
    await api.close();
    await expect(fetch(`${api.url}/v1/books`)).rejects.toThrow("fetch failed");
  });
});

describe("the shop", () => {
  it("has the same books for the same seed and clock, and others for another seed", async () => {
    const [one, same, other] = [await startApi(), await startApi(), await startApi({ seed: 2 })];
    expect(one.shop.list()).toEqual(same.shop.list());
    expect(one.shop.list()).not.toEqual(other.shop.list());
  });

  it("has the odd values a sync must stand: nulls, no genre, a genre with a comma, other scripts", async () => {
    const books = (await startApi()).shop.list();
    for (const field of ["price", "pages", "published", "rating", "notes"] as const) {
      expect(
        books.some((book) => book[field] === null),
        field,
      ).toBe(true);
      expect(
        books.some((book) => book[field] !== null),
        field,
      ).toBe(true);
    }
    expect(books.some(({ genres }) => genres.includes("Crime, Thriller"))).toBe(true);
    expect(books.some(({ genres }) => genres.length === 0)).toBe(true);
    expect(books.some(({ author }) => /[^\x00-\x7f]/.test(author))).toBe(true);
    expect(new Set(books.map(({ status }) => status))).toEqual(
      new Set(["in stock", "on order", "out of print"]),
    );
  });

  it("stamps its first books before now, each added before it was updated", async () => {
    const books = (await startApi({ books: 400 })).shop.list();
    const now = new Date(start).toISOString();
    expect(books.every(({ added_at, updated_at }) => added_at <= updated_at && updated_at < now)).toBe(true);
    expect(books.map(({ added_at }) => added_at)).toEqual(books.map(({ added_at }) => added_at).sort());
    expect(new Set(books.map(({ title }) => title)).size).toBe(400);
  });

  it("keeps what others do with the books it hands out to themselves", async () => {
    const { shop } = await startApi();
    shop.list()[0]?.genres.push("Mine");
    shop.edit("bk_0001", { genres: ["Poetry"] }).genres.push("Mine");
    expect(shop.list()[0]?.genres).toEqual(["Poetry"]);
  });

  it("refuses to change a book it does not have", async () => {
    const { shop } = await startApi();
    shop.remove("bk_0001");
    expect(() => shop.edit("bk_0001", { price: 1 })).toThrow("The shop has no book bk_0001");
    expect(() => shop.remove("bk_9999")).toThrow("The shop has no book bk_9999");
  });

  it("gives an added book the next id and the time of the clock", async () => {
    const { shop } = await startApi();
    shop.remove("bk_0024");
    const added = shop.add({ title: "Ninety Keys", price: null });
    expect(added).toMatchObject({
      id: "bk_0025",
      title: "Ninety Keys",
      price: null,
      added_at: "2026-03-04T10:00:00.000Z",
    });
    expect(added.updated_at).toBe(added.added_at);
  });
});
