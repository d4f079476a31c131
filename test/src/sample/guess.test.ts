import { describe, expect, it } from "vitest";
import { findAll, guessesOf } from "../../../src/sample/guess.ts";
import { pagePathOf } from "../../../src/sample/page/find.ts";
import type { Findings } from "../../../src/sample/guess.ts";
import { problemsOf, saidProblems } from "../../kit/problems.ts";

const look = (...bodies: readonly [unknown, ...unknown[]]): Findings => {
  const [first, ...others] = bodies.map((body, index) => ({ name: `page${index + 1}.json`, body }));
  if (!first) throw new Error("no answer was given");
  return findAll([first, ...others]);
};
const rows = (count: number, make: (index: number) => object): object[] =>
  Array.from({ length: count }, (_, index) => make(index));
const orders = rows(6, (index) => ({ id: `ord_${index}x`, name: `Order ${index}`, total: index }));
const pageOf = (found: Findings): string =>
  found.page ? `${found.page.value.kind} ${pagePathOf(found.page.value) ?? ""}`.trim() : "none";
const kindOf = (found: Findings, path: string) => {
  const guess = found.fields.find(({ value }) => value.from === path);
  return (
    guess && {
      type: guess.value.type,
      ...(guess.value.transform && { transform: guess.value.transform }),
      confidence: guess.confidence,
    }
  );
};

describe("the list of records", () => {
  it.each([
    [orders, ""],
    [{ data: orders }, "data"],
    [{ _embedded: { orders } }, "_embedded.orders"],
    [{ data: { shop: { orders: { nodes: orders } } } }, "data.shop.orders.nodes"],
    [{ data: { orders: { edges: orders.map((node) => ({ cursor: "x", node })) } } }, "data.orders.edges"],
    [{ "a.b": { list: orders } }, '["a.b"].list'],
    [{ answers: [{ result: { rows: orders } }] }, "answers[0].result.rows"],
    [{ included: rows(30, (id) => ({ id, type: "x" })), data: orders }, "data"],
    [{ errors: [], warnings: [{ code: 1 }], orders }, "orders"],
  ])("%# is found at %j", (body, path) => {
    expect(look(body).list.value).toBe(path);
  });

  it("is certain only where the answer is the list, or pages of it move on", () => {
    expect(look(orders).list.confidence).toBe("certain");
    expect(look({ data: orders }).list.confidence).toBe("likely");
    expect(look({ data: orders.slice(0, 3) }, { data: orders.slice(3) }).list.confidence).toBe("certain");
    expect(look({ data: orders }, { data: orders }).list.confidence).toBe("likely");
    expect(look({ id: 7, lines: orders }).list.confidence).toBe("guess");
  });

  it.each([
    [{ data: [] }, "sample/empty-list"],
    [[], "sample/empty-list"],
    [{ users: { u1: { name: "Ada", age: 1 }, u2: { name: "Bob", age: 2 } } }, "sample/keyed"],
    [{ id: 7, name: "Ada" }, "sample/one-record"],
    [{ error: "not allowed" }, "sample/no-records"],
    [["a", "b"], "sample/no-records"],
    [17, "sample/no-records"],
  ])("is missed in %j", async (body, said) => {
    expect(await saidProblems(() => look(body))).toEqual([said]);
  });

  it("must be in every page", async () => {
    const [problem] = await problemsOf(() => look({ data: orders }, { items: orders }));
    expect([problem?.code, problem?.place.file]).toEqual(["sample/pages-differ", "page2.json"]);
  });
});

describe("the id", () => {
  it.each([
    [(at: number) => ({ id: at + 1, name: "A" }), "id"],
    [
      (at: number) => ({ uuid: `3f1c2a50-9b7e-4c1d-8a2f-6e5d4c3b2a1${at}`, number: at, name: `n ${at}` }),
      "uuid",
    ],
    [(at: number) => ({ customer_id: 7 + at, order_id: 100 + at, name: "A" }), "order_id"],
    [(at: number) => ({ id: 7, key: `AB-${at}` }), "key"],
    [(at: number) => ({ owner: { id: at + 1 }, slug: `a-${at}` }), "slug"],
    [(at: number) => ({ id: 2 ** 53 + at * 2, id_str: `${at}9007199254740993` }), "id_str"],
    [(at: number) => ({ name: `Ada number ${at}`, created_at: `2026-01-0${at + 1}T00:00:00Z` }), undefined],
  ])("%# is %s", (make, path) => {
    expect(look({ orders: rows(5, make) }).id?.value).toBe(path);
  });

  it("is never certain from one page, however it is called", () => {
    expect(look({ orders: rows(50, (id) => ({ id: id + 1, name: "A" })) }).id?.confidence).toBe("likely");
    expect(look({ orders: [{ id: 1, name: "A" }] }).id?.confidence).toBe("guess");
  });

  it("may be seen twice where a record moved while the pages were saved", () => {
    expect(look(orders.slice(0, 4), orders.slice(3)).id?.value).toBe("id");
  });
});

describe("how pages lead on", () => {
  it.each([
    [{ next_cursor: "abc" }, "cursor next_cursor"],
    [{ meta: { next: "opaque==" }, has_more: true }, "cursor meta.next"],
    [{ nextPageToken: "t1" }, "cursor nextPageToken"],
    [{ offset: "itr7/rec9" }, "cursor offset"],
    [{ pageInfo: { endCursor: "x", hasNextPage: true } }, "cursor pageInfo.endCursor"],
    [{ links: { next: "https://a.example/x?page=2" } }, "next-url links.next"],
    [{ "@odata.nextLink": "https://a.example/x?$skip=2" }, 'next-url ["@odata.nextLink"]'],
    [{ paging: { next: "/x?page=2" } }, "next-url paging.next"],
    [{ next: null, previous: "https://a.example/x?page=1" }, "next-url next"],
    [{ has_more: true }, "last-id has_more"],
    [{ page: 1, total_pages: 4 }, "page total_pages"],
    [{ meta: { current_page: 1, per_page: 6 } }, "page"],
    [{ offset: 0, limit: 6, total: 60 }, "offset"],
    [{ startAt: 0, maxResults: 6, more: true }, "offset more"],
    [{ total: 60 }, "none"],
    [{ status: "ok", version: 2 }, "none"],
  ])("%j is %s", (beside, expected) => {
    expect(pageOf(look({ ...beside, orders }))).toBe(expected);
  });

  it("is a connection of GraphQL only around the records", () => {
    const pageInfo = { endCursor: "x", hasNextPage: true };
    expect(pageOf(look({ data: { orders: { nodes: orders, pageInfo } } }))).toBe("relay data.orders");
    expect(pageOf(look({ data: { other: { pageInfo }, orders: { nodes: orders } } }))).toBe(
      "cursor data.other.pageInfo.endCursor",
    );
  });

  it("is certain where the second page proves it", () => {
    const confidence = (one: object, two: object) =>
      look({ ...one, orders: orders.slice(0, 3) }, { ...two, orders: orders.slice(3) }).page?.confidence;
    expect(confidence({ page: 1, per_page: 3 }, { page: 2, per_page: 3 })).toBe("certain");
    expect(confidence({ page: 1, per_page: 3 }, { page: 1, per_page: 3 })).not.toBe("certain");
    expect(confidence({ offset: 0, limit: 3 }, { offset: 3, limit: 3 })).toBe("certain");
    expect(confidence({ offset: 0, limit: 3 }, { offset: 1, limit: 3 })).not.toBe("certain");
    expect(confidence({ next: "/x?p=2", self: "/x" }, { next: null, self: "/x?p=2" })).toBe("certain");
  });

  it("is not said by an answer that is a list, whose headers nobody saved", () => {
    expect(look(orders).page).toBeUndefined();
  });
});

describe("what changed, and what is gone", () => {
  const look1 = (make: (at: number) => object) =>
    look({ orders: rows(4, (at) => ({ id: at + 1, ...make(at) })) });
  it.each([
    [{ created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-02T00:00:00Z" }, "updated_at", "likely"],
    [{ lastModified: 1_767_323_045_123 }, "lastModified", "likely"],
    [{ sys: { updatedAt: "2026-01-02 03:04:05" } }, "sys.updatedAt", "likely"],
    [{ status_changed_at: "2026-01-01T00:00:00Z", modified: "2026-01-02T00:00:00Z" }, "modified", "likely"],
    [{ status_changed_at: "2026-01-01T00:00:00Z" }, "status_changed_at", "guess"],
    [{ created: "2026-02-01T00:00:00Z", updated: "2026-01-02T00:00:00Z" }, "updated", "guess"],
    [
      { owner: { id: 1, updated_at: "2026-01-02T00:00:00Z" }, total: 1, note: "a", kind: "b" },
      undefined,
      undefined,
    ],
    [{ updated_at: "2026-01-02" }, undefined, undefined],
    [{ updated_by: "Ada" }, undefined, undefined],
  ])("%j: %s", (record, path, confidence) => {
    const { change } = look1(() => record);
    expect([change?.value, change?.confidence]).toEqual([path, confidence]);
  });

  it("proposes marks, surer where a record has one", () => {
    const found = look1((at) => ({ archived: at === 1, deleted_at: null, is_deleted: "no" }));
    expect(found.marks.map(({ value, confidence }) => [value, confidence])).toEqual([
      [{ field: "archived", equals: true }, "likely"],
      [{ field: "deleted_at", is: "present" }, "guess"],
    ]);
  });
});

describe("properties", () => {
  const found = look({
    orders: rows(8, (at) => ({
      id: at + 1,
      title: `Order number ${at}`,
      status: ["open", "done"][at % 2],
      amount: 4200 + at,
      currency: "EUR",
      count: at,
      rate: "12.50",
      mail: at ? `a${at}@example.com` : null,
      site: "https://a.example/x",
      phone: "+1 555 010 0100",
      due: "2026-01-02",
      paid_at: 1_767_323_045,
      big: 1_767_323_045,
      owner: { id: 4, name: `Ada ${at}`, role: "x" },
      labels: [{ name: "a" }],
      notes: "long ".repeat(60),
      customer_id: 12 + at,
      is_new: true,
      mixed: at % 2 ? "a" : 1,
      never: null,
    })),
  });
  it.each([
    ["status", { type: "select", confidence: "likely" }],
    ["amount", { type: "number", transform: "minor-units", confidence: "guess" }],
    ["count", { type: "number", confidence: "certain" }],
    ["rate", { type: "number", confidence: "likely" }],
    ["mail", { type: "email", confidence: "likely" }],
    ["site", { type: "url", confidence: "likely" }],
    ["phone", { type: "phoneNumber", confidence: "likely" }],
    ["due", { type: "date", confidence: "likely" }],
    ["paid_at", { type: "dateTime", transform: "epoch-s", confidence: "likely" }],
    ["big", { type: "number", confidence: "guess" }],
    ["owner.name", { type: "richText", confidence: "likely" }],
    ["owner.role", undefined],
    ["labels[].name", { type: "multiSelect", confidence: "guess" }],
    ["notes", { type: "richText", confidence: "likely" }],
    ["customer_id", { type: "richText", confidence: "likely" }],
    ["is_new", { type: "checkbox", confidence: "certain" }],
    ["mixed", { type: "richText", confidence: "guess" }],
    ["never", undefined],
  ])("%s becomes %j", (path, expected) => {
    expect(kindOf(found, path)).toEqual(expected);
  });

  it("have a title, a select its options, and every guess its reason", () => {
    expect([found.title?.value, found.title?.confidence]).toEqual(["title", "likely"]);
    expect(found.fields.find(({ value }) => value.from === "status")?.value).toMatchObject({
      options: ["done", "open"],
      open: true,
    });
    expect(found.fields.find(({ value }) => value.from === "mail")?.reason).toContain("in 7 of 8 records");
    expect(guessesOf(found).filter(({ reason }) => reason.length < 10)).toEqual([]);
    expect(found.empty.map(({ path }) => path)).toEqual(["never"]);
  });

  it("are hundredths only beside a currency that has them", () => {
    const amount = (currency: unknown) =>
      kindOf(look({ o: rows(3, (id) => ({ id: id + 1, amount: 4200, currency })) }), "amount")?.transform;
    expect([amount("usd"), amount("JPY"), amount(null), amount(7)]).toEqual([
      "minor-units",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("join a first and a last name where nothing else is a title", () => {
    const people = rows(3, (id) => ({
      id: id + 1,
      first_name: `A${id}`,
      last_name: "B",
      email: `a${id}@b.example`,
    }));
    expect(look({ people }).title?.value).toEqual([["first_name", "last_name"]]);
  });
});
