import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlan } from "../../../src/plan/document.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import { Problem } from "../../../src/problems/problem.ts";
import { planFromSamples, type SampledPlan } from "../../../src/sample/plan.ts";
import { anyString, hostileStrings } from "../../kit/hostile.ts";
import { saidProblems } from "../../kit/problems.ts";

const planOf = (body: unknown, set: readonly string[] = []): SampledPlan =>
  planFromSamples([{ name: "page.json", body }], { set });
const orders = Array.from({ length: 4 }, (_, at) => ({ id: at + 1, name: `Order ${at}` }));
const answers = [
  "name=orders",
  "source.product=Acme",
  "source.record={ one: order, many: orders }",
  "source.baseUrl=https://api.acme.example",
  "source.list.request.path=/orders",
  "source.auth.env=ACME_TOKEN",
];
const blanksOf = async (body: unknown, set: readonly string[] = []): Promise<string[]> =>
  (await saidProblems(() => preparePlan({ text: planOf(body, set).plan, file: "a.yaml" }))).map((said) =>
    said.replace(/^\d+:\d+ /, ""),
  );

describe("planFromSamples", () => {
  it("leaves a blank for what no answer says, and nothing else to mend", async () => {
    const blank = (field: string) => `${field} plan/blank-left`;
    expect(await blanksOf({ data: orders, next_url: "https://a.example/2" })).toEqual(
      [
        "name",
        "source.product",
        "source.record.one",
        "source.record.many",
        "source.baseUrl",
        "source.list.request.path",
        "source.auth.env",
      ].map(blank),
    );
    expect(await blanksOf(orders, answers)).toEqual([blank("source.list.page.kind")]);
    expect(await blanksOf({ data: [{ a: true }, { a: true }], next: "/x?p=2" }, answers)).toEqual(
      ["source.list.id", "fields[0].from", "fields[2].from"].map(blank),
    );
  });

  it.each([
    [{ next_cursor: "abc" }, ["source.list.page.send=cursor"]],
    [{ next_url: "https://a.example/2" }, []],
    [{ page: 0, total_pages: 3 }, ["source.list.page.send=page"]],
    [{ offset: 1, limit: 4, has_more: true }, ["source.list.page.send=offset"]],
    [{ has_more: true }, ["source.list.page.send=after"]],
    [{}, ["source.list.page.kind=link-header"]],
  ])("with pages by %j makes a plan that passes, once the blanks are filled in", async (beside, set) => {
    expect(await blanksOf({ ...beside, orders }, [...answers, ...set])).toEqual([]);
  });

  it("asks for the document of a GraphQL connection", async () => {
    const body = { data: { orders: { nodes: orders, pageInfo: { endCursor: "x", hasNextPage: true } } } };
    expect(await blanksOf(body, answers)).toEqual(["source.list.request.body.query plan/blank-left"]);
    const query =
      "source.list.request.body.query=query Q($after: String) { orders(after: $after) { nodes { id name } } }";
    expect(await blanksOf(body, [...answers, query])).toEqual([]);
  });

  it("says the reason and how sure it is above each line, and the same as data", () => {
    const { plan, guesses } = planOf({
      orders: orders.map((order) => ({ ...order, updated_at: "2026-01-02T00:00:00Z", archived: false })),
    });
    expect(plan).toMatch(
      /# Found \(likely\): it is the only list of records.*\n(.*\n)*? {4}records: orders\n/,
    );
    expect(plan).toMatch(
      /# Found \(likely\): a time under a name for changes.*\n(.*\n)*? {2}changes: \{ kind: none \}\n/,
    );
    expect(plan.replaceAll(/\n *# /g, " ")).toContain("when: { field: archived, equals: true }");
    expect(guesses.map(({ path }) => path)).toEqual([
      "source.list.records",
      "source.list.id",
      "source.changes.field",
      "source.deletes",
      "fields.title",
      "fields.Updated at",
      "fields.Archived",
    ]);
  });

  it("takes words for the records from where the list is, else from the name of the file", () => {
    const record = (body: unknown, name: string) =>
      /record: .*/.exec(planFromSamples([{ name, body }]).plan)?.[0];
    expect(record({ time_entries: orders }, "x.json")).toBe(
      "record: { one: time entry, many: time entries }",
    );
    expect(record({ data: orders }, "dir/invoices.json")).toBe("record: { one: invoice, many: invoices }");
    expect(record({ data: orders }, "page1.json")).toContain("<fill in one record>");
  });
});

/** What a guess is made from, in any order of names. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, shuffled(each)]),
  );
}

const name = fc.oneof(
  fc.constantFrom(
    "id",
    "name",
    "next",
    "next_cursor",
    "page",
    "data",
    "updated_at",
    "deleted",
    "currency",
    "amount",
    "tags",
  ),
  anyString.filter((each) => !["__proto__", "constructor", "prototype"].includes(each)),
);
const scalar = fc.oneof(
  anyString,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom("2026-01-02", "EUR", "https://a.example/x"),
);
const { value: anyJson } = fc.letrec<{ value: unknown; record: unknown }>((tie) => ({
  record: fc.dictionary(name, tie("value"), { maxKeys: 6 }),
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.array(tie("record"), { minLength: 1, maxLength: 5 }),
    tie("record"),
  ),
}));

const tryPlan = (body: unknown): SampledPlan | string => {
  try {
    return planOf(body);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe("any JSON", () => {
  it("gives a plan or a problem that says why, and the same in any order of names", () => {
    fc.assert(
      fc.property(anyJson, (body) => {
        const one = tryPlan(body);
        expect(tryPlan(shuffled(body))).toEqual(one);
        if (typeof one === "string") expect(one).toMatch(/^sample\//);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it("stays text: what was read of it reads back from the plan, and nothing else is in there", () => {
    const safe = fc
      .oneof(fc.constantFrom(...hostileStrings), anyString)
      .filter((each) => !["__proto__", "constructor", "prototype", ""].includes(each));
    fc.assert(
      fc.property(safe, safe, safe, (key, inner, text) => {
        const records = [1, 2, 3, 4].map((id) => ({
          id,
          [key]: text,
          status: text,
          [inner]: { [key]: text, name: `${text}${id}` },
          tags: [text],
        }));
        const { plan, guesses } = planOf({
          answer: { orders: records },
          [key]: { [inner]: text },
          next: text,
        });
        const { value } = parsePlan(plan);
        const read = value as {
          plan: number;
          fields: { name: string; from: unknown }[];
          source: { list: { records: unknown } };
        };
        expect(Object.keys(read)).toEqual(["plan", "name", "source", "fields"]);
        expect(Object.keys(read.source)).toEqual([
          "product",
          "record",
          "baseUrl",
          "headers",
          "list",
          "changes",
          "deletes",
          "rate",
          "auth",
        ]);
        expect(read.source.list.records).toBe(
          guesses.find(({ path }) => path === "source.list.records")?.value,
        );
        const guessed = guesses.filter(({ path }) => path.startsWith("fields.") && path !== "fields.title");
        expect(read.fields.slice(1, -1)).toEqual(guessed.map((guess) => guess.value));
        expect(plan).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/);
        expect(plan.split("\n").filter((line) => !/^ *(#|- \{|\w+:|$)/.test(line))).toEqual([]);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("of many records, names and levels takes bounded time", () => {
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`name${at}`, at]));
    const began = performance.now();
    planOf({
      data: Array.from({ length: 20_000 }, (_, id) => ({
        id,
        name: `n${id}`,
        deep: { a: { b: { c: { d: 1 } } } },
      })),
    });
    planOf({ data: [wide, { ...wide, name1: 7 }], other: wide });
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
