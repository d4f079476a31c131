import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { DataRecord } from "../../../src/world/types.ts";
import { repository } from "../../kit/temp-project.ts";
import {
  idsOf,
  read,
  readPlan,
  setting,
  signedIn,
  sourceOf as sourceOfEntry,
  type Answer,
  type Setting,
  type Source,
} from "./kit.ts";

const sources = new Map<string, Source>();
for (const id of ["single", "next-url", "page", "offset", "relay"]) {
  const text = await readFile(`${repository}test/generators/paging/${id}/plan.yaml`, "utf8");
  sources.set(id, { plan: await readPlan(text), sample: undefined });
}

const sourceOf = (id: string): Source => {
  const source = sources.get(id);
  if (source === undefined) throw new Error(`No plan ${id}`);
  return source;
};

const valuesOf = ({ body }: Answer, ...path: string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as DataRecord | undefined)?.[name], body);
const idsAt = (answer: Answer, ...path: string[]): string[] =>
  idsOf(valuesOf(answer, ...path) as DataRecord[]);

describe("one answer", () => {
  test("holds all records, however many, and what changed since a time", () => {
    const { get, ids, now, world } = setting(sourceOf("single"), { records: 250, knobs: { clampLimit: 10 } });
    expect(idsAt(get("/orders/all"), "orders")).toHaveLength(250);
    const since = new Date(now()).toISOString();
    world.edit(ids[3] ?? "");
    expect(idsAt(get(`/orders/changed?since=${since}`), "orders")).toEqual([ids[3]]);
  });
});

describe("the next page's URL", () => {
  const pages = (api: Setting, target = "/orders?sort=id&limit=3"): Answer[] => {
    const found = [api.get(target)];
    for (let next = valuesOf(found[0] as Answer, "links", "next"); typeof next === "string" && next !== "";) {
      const page = api.get(next);
      found.push(page);
      next = valuesOf(page, "links", "next");
    }
    return found;
  };

  test("leads through all records with what was asked for, and is null at the end", () => {
    const api = setting(sourceOf("next-url"), { records: 7 });
    const found = pages(api);
    expect(found.map((page) => idsAt(page, "items").length)).toEqual([3, 3, 1]);
    expect(found.flatMap((page) => idsAt(page, "items"))).toEqual(api.ids);
    expect(valuesOf(found[0] as Answer, "links", "next")).toMatch(
      /^https:\/\/api\.acme\.example\/v2\/orders\?sort=id&limit=3&/,
    );
    expect(valuesOf(found[2] as Answer, "links", "next")).toBeNull();
  });

  test("is refused where it has expired, and where something else is asked with it", () => {
    const api = setting(sourceOf("next-url"), { knobs: { tokenTtlMs: 60_000 } });
    const next = String(valuesOf(api.get("/orders?sort=id&limit=3"), "links", "next"));
    expect(api.get(next.replace("sort=id", "sort=updated_at")).status).toBe(400);
    expect(api.get(next).status).toBe(200);
    api.pass(60_001);
    expect(api.get(next).status).toBe(400);
  });

  test.each([
    ["string", ""],
    ["absent", undefined],
  ] as const)("at the end is %s where the knob says so", (doneFlag, value) => {
    const api = setting(sourceOf("next-url"), { records: 2, knobs: { doneFlag } });
    expect(valuesOf(api.get("/orders?sort=id&limit=3"), "links", "next")).toBe(value);
  });

  const changed = "/orders?sort=updated_at&updated_since=2000-01-01T00:00:00Z&limit=3";
  const next = (answer: Answer) => String(valuesOf(answer, "links", "next"));

  test("is there on the last page too where a flag says which one that is, and leads to what comes later", () => {
    const api = setting(sourceOf("next-url"), { records: 4 });
    const first = api.get(changed);
    const last = api.get(next(first));
    expect([first, last].map((page) => valuesOf(page, "done"))).toEqual([false, true]);
    const later = api.get(next(last));
    expect([idsAt(later, "items"), valuesOf(later, "done"), next(later)]).toEqual([[], true, next(last)]);
    api.pass(60_000);
    api.world.edit(api.ids[1] ?? "");
    api.pass(60 * 60_000);
    expect(idsAt(api.get(next(last)), "items")).toEqual([api.ids[1]]);
  });

  test.each([
    ["stuck", false],
    ["string", "true"],
    ["absent", undefined],
  ] as const)("has a flag beside it that is spoilt where the knob says %s", (doneFlag, value) => {
    const api = setting(sourceOf("next-url"), { records: 2, knobs: { doneFlag } });
    expect(valuesOf(api.get(changed), "done")).toBe(value);
  });
});

describe("page numbers", () => {
  const page = (api: Setting, number: number) => api.get(`/orders?sort=id&per_page=3&page=${number}`);

  test("count off the list as it is now: a deletion pulls the rest up", () => {
    const api = setting(sourceOf("page"), { records: 8 });
    expect(idsAt(page(api, 1), "orders")).toEqual(api.ids.slice(0, 3));
    api.world.remove(api.ids[0] ?? "");
    expect(idsAt(page(api, 2), "orders")).toEqual(api.ids.slice(4, 7));
    expect(valuesOf(page(api, 2), "meta")).toEqual({ pages: 3, total: 7 });
    expect(idsAt(page(api, 4), "orders")).toEqual([]);
  });

  test.each(["0", "x", "-1"])("begin with 1: %s is refused", (number) => {
    expect(setting(sourceOf("page")).get(`/orders?page=${number}`).status).toBe(400);
  });

  test("go on over empty pages, and end at the window", () => {
    const api = setting(sourceOf("page"), { records: 8, knobs: { emptyPages: [2], maxWindow: 6 } });
    expect(idsAt(page(api, 2), "orders")).toEqual([]);
    expect(idsAt(page(api, 3), "orders")).toEqual(api.ids.slice(3, 6));
    expect(valuesOf(page(api, 1), "meta", "pages")).toBe(4);
    expect(page(api, 4).status).toBe(400);
  });

  test.each([
    ["stuck", 10],
    ["string", "3"],
    ["absent", undefined],
  ] as const)("say how many there are: %s", (doneFlag, pages) => {
    const api = setting(sourceOf("page"), { records: 8, knobs: { doneFlag } });
    expect(valuesOf(page(api, 9), "meta", "pages")).toBe(pages);
  });
});

describe("an offset", () => {
  const page = (api: Setting, from: number) => api.get(`/orders?sort=created_at&limit=3&offset=${from}`);

  test("begins after so many records of the list as it is now", () => {
    const api = setting(sourceOf("offset"), { records: 8 });
    expect(idsAt(api.get("/orders?sort=created_at&limit=3"), "results")).toEqual(api.ids.slice(0, 3));
    api.world.remove(api.ids[0] ?? "");
    expect(idsAt(page(api, 2), "results")).toEqual(api.ids.slice(3, 6));
    expect(valuesOf(page(api, 2), "has_more")).toBe(true);
    expect([idsAt(page(api, 6), "results").length, valuesOf(page(api, 6), "has_more")]).toEqual([1, false]);
    expect(page(api, -1).status).toBe(400);
  });

  test("counts what nobody may see", () => {
    const api = setting(sourceOf("offset"), { records: 8, knobs: { emptyPages: [2] } });
    expect([0, 2, 3, 5, 6].map((from) => idsAt(page(api, from), "results"))).toEqual([
      api.ids.slice(0, 3),
      api.ids.slice(2, 3),
      [],
      api.ids.slice(3, 5),
      api.ids.slice(3, 6),
    ]);
  });

  test("beyond the window is refused, or finds nothing and says that there is no more", () => {
    const api = setting(sourceOf("offset"), { records: 8, knobs: { maxWindow: 4 } });
    expect(idsAt(page(api, 3), "results")).toEqual(api.ids.slice(3, 4));
    expect(page(api, 4).status).toBe(400);
    api.upstream.knobs.beyondWindow = "empty";
    expect([idsAt(page(api, 4), "results"), valuesOf(page(api, 4), "has_more")]).toEqual([[], false]);
  });

  test("in a body is read where the plan has it", () => {
    const source = sourceOf("offset");
    const api = setting(source, { records: 5 });
    const search = (after: number) =>
      post(api, source, "/orders/search", {
        filters: [{ field: "updated_at", operator: "GTE", value: "0" }],
        sorts: [{ field: "updated_at", direction: "ASCENDING" }],
        limit: 100,
        after,
      });
    expect(idsAt(search(0), "results")).toEqual(api.ids);
    expect(idsAt(search(3), "results")).toEqual(api.ids.slice(3));
  });
});

describe("GraphQL", () => {
  const source = sourceOf("relay");
  const own = String(source.plan.source.list.request.body?.["query"]);
  const ask = (api: Setting, variables: DataRecord, query = own) =>
    post(api, source, "/graphql", { query, variables });
  const nodes = (answer: Answer) => idsAt(answer, "data", "orders", "nodes");
  const info = (answer: Answer) => valuesOf(answer, "data", "orders", "pageInfo") as DataRecord;

  test("executes the plan's document, page after page", () => {
    const api = setting(source, { records: 5 });
    const first = ask(api, { first: 3 });
    expect(nodes(first)).toEqual(api.ids.slice(0, 3));
    expect(info(first)["hasNextPage"]).toBe(true);
    const second = ask(api, { first: 3, after: info(first)["endCursor"] });
    expect(nodes(second)).toEqual(api.ids.slice(3));
    expect(info(second)).toEqual({ hasNextPage: false, endCursor: null });
  });

  test("gives what is asked for and nothing else, under the names that are asked for", () => {
    const api = setting(source, { records: 1 });
    const query =
      "query Orders { some: orders { nodes { key: id } } orders { pageInfo { hasNextPage } nodes { id } } }";
    expect(ask(api, {}, query).body).toEqual({
      data: { some: null, orders: { pageInfo: { hasNextPage: false }, nodes: [{ id: api.ids[0] }] } },
    });
    const fragment =
      "query Orders { orders { nodes { ...Row } } } fragment Row on Of_orders_nodes { id number }";
    expect(
      Object.keys((valuesOf(ask(api, {}, fragment), "data", "orders", "nodes") as DataRecord[])[0] ?? {}),
    ).toEqual(["id", "number"]);
  });

  test.each([
    ["a field nobody knows", "{ orders { nodes { id colour } } }", 'Cannot query field "colour"'],
    ["an argument nobody knows", "{ orders(since: 1) { nodes { id } } }", 'Unknown argument "since"'],
    ["a variable nobody declared", "{ orders(first: $n) { nodes { id } } }", 'Variable "$n" is not defined'],
    ["half a document", "{ orders {", "Syntax Error"],
    ["another connection", "{ __typename }", "does not ask for data.orders"],
  ])("refuses %s", (_title, query, message) => {
    const answer = ask(setting(source), {}, query);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(JSON.stringify(message).slice(1, -1));
  });

  test("reports a cursor that has expired, and a variable of the wrong type, with status 200", () => {
    const api = setting(source, { knobs: { tokenTtlMs: 60_000 } });
    const after = info(ask(api, { first: 3 }))["endCursor"];
    api.pass(60_001);
    const answer = ask(api, { first: 3, after });
    expect([answer.status, valuesOf(answer, "errors")]).toEqual([
      200,
      [{ message: "page_token_expired", extensions: { code: "BAD_USER_INPUT" } }],
    ]);
    expect(JSON.stringify(ask(api, { first: 3, filter: {}, after: 7 }).body)).toContain("errors");
  });

  test("tells the changes from the list by the variables", () => {
    const api = setting(source, { records: 5 });
    const query = String(
      source.plan.source.changes.kind === "since-sorted" &&
        source.plan.source.changes.request.body?.["query"],
    );
    api.world.edit(api.ids[1] ?? "");
    const since = new Date(api.now()).toISOString();
    expect(nodes(ask(api, { first: 3, filter: { updated_at: { gte: since } } }, query))).toEqual([
      api.ids[1],
    ]);
    expect(api.upstream.log.at(-1)?.route).toBe("changes");
  });
});

describe("GraphQL without a cursor", () => {
  test("goes on after the last id, and its document is executed, too", async () => {
    const source = await sourceOfEntry("shopify.orders");
    const { query, variables } = source.plan.source.list.request.body as {
      query: string;
      variables: DataRecord;
    };
    const api = setting(source, { records: 5 });
    const page = (filter: string, document = query) =>
      post(api, source, "/graphql.json", { query: document, variables: { ...variables, first: 3, filter } });
    const nodes = (answer: Answer) =>
      (valuesOf(answer, "data", "orders", "nodes") as DataRecord[]).map((order) => order["legacyResourceId"]);
    const hasNext = (answer: Answer) => valuesOf(answer, "data", "orders", "pageInfo", "hasNextPage");
    const first = page("id:>0");
    expect([nodes(first), hasNext(first)]).toEqual([api.ids.slice(0, 3), true]);
    const second = page(`id:>${api.ids[2]}`);
    expect([nodes(second), hasNext(second)]).toEqual([api.ids.slice(3), false]);
    expect(page("id:>0", query.replace("displayName", "shoeSize")).status).toBe(400);
    expect(valuesOf(page("id:>0", "{ orders { nodes { name } } }"), "data", "orders", "nodes", "0")).toEqual({
      name: expect.any(String) as string,
    });
  });
});

function post(api: Setting, { plan }: Source, path: string, body: unknown): Answer {
  const url = plan.source.baseUrl + path;
  return read(
    api.upstream.answer({ method: "POST", url, headers: signedIn(plan), body: JSON.stringify(body) }),
  );
}
