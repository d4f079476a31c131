import { describe, expect, test } from "vitest";
import type { DataRecord } from "../../../src/world/types.ts";
import { followLinks, followTokens, idsOf, nextLink, readPlan, recordsOf, setting, sourceOf } from "./kit.ts";
import { acmePlan } from "../../kit/acme-plan.ts";

const books = await sourceOf("demo.books");
const issues = await sourceOf("github.issues");
const releases = await sourceOf("github.releases");
const acme = await sourceOf("acme");
const issuesPath = "/repos/octo-org/app/issues?state=all&sort=created&direction=asc";

describe("a full walk", () => {
  test("by token: every record once, in an order that does not move, and then null", () => {
    const api = setting(books, { records: 7 });
    const pages = followTokens(api, "/v1/books?limit=3", { read: "next_cursor" });
    expect(pages.map((page) => recordsOf(page, "books").length)).toEqual([3, 3, 1]);
    expect(pages.flatMap((page) => idsOf(recordsOf(page, "books")))).toEqual(api.ids);
    expect(pages.map(({ body }) => (body as DataRecord)["total"])).toEqual([7, 7, 7]);
    expect((pages[2]?.body as DataRecord)["next_cursor"]).toBeNull();
  });

  test("a page that just fits is the last", () => {
    const api = setting(books, { records: 6 });
    expect(followTokens(api, "/v1/books?limit=3", { read: "next_cursor" })).toHaveLength(2);
  });

  test("by Link header: every record once, those of another kind beside them", () => {
    const api = setting(issues, { records: 60 });
    const records = followLinks(api, `${issuesPath}&per_page=20`).flatMap((page) => recordsOf(page));
    const own = records.filter((record) => record["pull_request"] === undefined);
    expect(idsOf(own)).toEqual(api.ids);
    expect(records.length - own.length).toBeGreaterThan(3);
    expect(new Set(idsOf(records)).size).toBe(records.length);
    expect(records.every(({ id }) => typeof id === "number")).toBe(true);
  });

  test("the Link header names the next page, and on later pages the first", () => {
    const api = setting(issues, { records: 5, noise: 0 });
    const [one, two, three] = followLinks(api, `${issuesPath}&per_page=2`);
    expect(one?.headers["link"]).toMatch(
      /^<https:\/\/api\.github\.com\/repos\/octo-org\/app\/issues\?[^>]*&after=[\w-]+>; rel="next"$/,
    );
    expect(two?.headers["link"]).toMatch(/; rel="next", <[^>]*>; rel="first"$/);
    expect(three?.headers["link"]).toBe(
      '<https://api.github.com/repos/octo-org/app/issues?state=all&sort=created&direction=asc&per_page=2>; rel="first"',
    );
    expect(setting(issues, { records: 1, noise: 0 }).get(issuesPath).headers["link"]).toBeUndefined();
  });

  test("a list that moves is newest first and paged by number, so that it shifts", () => {
    const api = setting(releases, { records: 5 });
    const first = api.get("/repos/octo-org/app/releases?per_page=2");
    expect(idsOf(recordsOf(first))).toEqual([api.ids[4], api.ids[3]]);
    expect(nextLink(first)).toBe("https://api.github.com/repos/octo-org/app/releases?per_page=2&page=2");
    api.world.remove(api.ids[4] ?? "");
    expect(idsOf(recordsOf(api.get(nextLink(first) ?? "")))).toEqual([api.ids[1], api.ids[0]]);
  });

  test("a list that does not move goes on where it was, whatever came and went", () => {
    const api = setting(books, { records: 6 });
    const first = api.get("/v1/books?limit=3");
    for (const id of api.ids.slice(0, 4)) api.world.remove(id);
    const added = api.world.create();
    const token = (first.body as DataRecord)["next_cursor"];
    const second = api.get(`/v1/books?limit=3&cursor=${String(token)}`);
    expect(idsOf(recordsOf(second, "books"))).toEqual([...api.ids.slice(4), added]);
  });

  test("by the last id, which need not exist any more", async () => {
    const text = acmePlan.replace(
      "page: { kind: cursor, send: cursor, read: next, size",
      "page: { kind: last-id, send: after, more: has_more, size",
    );
    const api = setting({ plan: await readPlan(text), sample: undefined }, { records: 5 });
    const ids = (after: string): unknown => {
      const answer = api.get(`/orders?sort=created_at&limit=2${after}`);
      return [idsOf(recordsOf(answer, "data")), (answer.body as DataRecord)["has_more"]];
    };
    expect(ids("")).toEqual([api.ids.slice(0, 2), true]);
    api.world.remove(api.ids[1] ?? "");
    expect(ids(`&after=${api.ids[1]}`)).toEqual([api.ids.slice(2, 4), true]);
    expect(ids(`&after=${api.ids[3]}`)).toEqual([api.ids.slice(4), false]);
    expect(ids(`&after=${api.ids[4]}`)).toEqual([[], false]);
  });

  test("by the last id that is a number, in numeric order", async () => {
    const text = acmePlan.replace(
      "page: { kind: cursor, send: cursor, read: next, size",
      "page: { kind: last-id, send: after, size",
    );
    const plan = await readPlan(text);
    const sample = { data: [{ id: 7, updated_at: "2026-01-01T00:00:00Z" }] };
    const api = setting({ plan, sample }, { records: 3 });
    const first = api.world.create({ id: "99" });
    const answer = api.get("/orders?sort=created_at&after=98");
    expect(recordsOf(answer, "data").map(({ id }) => id)).toEqual([Number(first), ...api.ids.map(Number)]);
    expect(answer.body).not.toHaveProperty("has_more");
    expect(api.get("/orders?after=x").status).toBe(400);
  });
});

describe("page size", () => {
  test.each([
    ["/v1/books", 20],
    ["/v1/books?limit=1", 1],
    ["/v1/books?limit=100", 100],
    ["/v1/books?limit=5000", 100],
  ])("%s holds %i records", (target, size) => {
    expect(recordsOf(setting(books, { records: 120 }).get(target), "books")).toHaveLength(size);
  });

  test("a maximum below the usual size is the default", async () => {
    const plan = await readPlan(
      acmePlan.replaceAll("size: { send: limit, value: 100 }", "size: { send: limit, value: 20 }"),
    );
    const api = setting({ plan, sample: undefined }, { records: 50 });
    expect(recordsOf(api.get("/orders"), "data")).toHaveLength(20);
  });

  test("without such a parameter the API has its own", async () => {
    const plan = await readPlan(
      acmePlan.replace("read: next, size: { send: limit, value: 100 }", "read: next"),
    );
    const api = setting({ plan, sample: undefined }, { records: 50 });
    expect(recordsOf(api.get("/orders?limit=7"), "data")).toHaveLength(30);
  });

  test.each(["0", "-1", "1.5", "many", ""])("limit=%s is refused", (limit) => {
    const answer = setting(books).get(`/v1/books?limit=${limit}`);
    expect([answer.status, answer.body]).toEqual([400, { error: "invalid_limit" }]);
  });
});

describe("page tokens", () => {
  const first = (api = setting(books, { records: 7 })) => {
    const token = (api.get("/v1/books?limit=3").body as DataRecord)["next_cursor"];
    return { api, token: String(token) };
  };

  test("they say nothing to a client", () => {
    expect(first().token).toMatch(/^[\w-]{20,}$/);
  });

  test.each([
    ["nonsense", () => "abc"],
    ["one that was changed", (token: string) => token.slice(0, -4) + "AAAA"],
    ["one that was cut", (token: string) => token.slice(0, -10)],
  ])("%s is refused", (_what, change) => {
    const { api, token } = first();
    const answer = api.get(`/v1/books?limit=3&cursor=${change(token)}`);
    expect([answer.status, answer.body]).toEqual([400, { error: "invalid_page_token" }]);
  });

  test("one of another query is refused; another page size is the same query", () => {
    const { api, token } = first();
    expect(idsOf(recordsOf(api.get(`/v1/books?limit=2&cursor=${token}`), "books"))).toEqual(
      api.ids.slice(3, 5),
    );
    const changes = "/v1/books/changes?updated_since=2026-01-01T00:00:00Z";
    const other = api.get(`/v1/books?author=x&cursor=${token}`);
    expect([other.status, other.body]).toEqual([400, { error: "page_token_of_another_query" }]);
    expect(api.get(`${changes}&cursor=${token}`).status).toBe(200);
  });
});

describe("the order and filters of a query", () => {
  const api = setting(issues, { records: 30, noise: 0 });
  api.world.edit(api.ids[0] ?? "");
  const ids = (query: string): string[] => idsOf(recordsOf(api.get(`/repos/octo-org/app/issues?${query}`)));

  test("the plan's own parameters mean what the plan says", () => {
    expect(ids("state=all&sort=created&direction=asc")).toEqual(api.ids);
    expect(ids("state=all&sort=updated&direction=asc")).toEqual([...api.ids.slice(1), api.ids[0]]);
    expect(ids("state=all&sort=updated&direction=desc")).toEqual([api.ids[0], ...api.ids.slice(1).reverse()]);
  });

  test("who leaves them out gets the newest first", () => {
    expect(ids("state=all")).toEqual([...api.ids].reverse());
    expect(ids("state=all&sort=created")).toEqual([...api.ids].reverse());
  });

  test("a filter that the plan switches off is on for who does not", () => {
    const states = (query: string): Set<unknown> =>
      new Set(recordsOf(api.get(`/repos/octo-org/app/issues?${query}`)).map(({ state }) => state ?? null));
    expect(states("state=all")).toEqual(new Set(["open", "closed", null]));
    expect(states("")).toEqual(new Set(["open"]));
    expect(states("state=closed")).toEqual(new Set(["closed"]));
  });

  test("a fixed parameter that names the order of creation", () => {
    const orders = setting(acme, { records: 4 });
    const order = (query: string): string[] => idsOf(recordsOf(orders.get(`/orders${query}`), "data"));
    expect(order("?sort=created_at")).toEqual(orders.ids);
    expect(order("")).toEqual([...orders.ids].reverse());
    expect(order("?sort=-created_at")).toEqual([...orders.ids].reverse());
  });
});
