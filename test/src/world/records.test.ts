import { describe, expect, test } from "vitest";
import { valueAt } from "../../../src/model/sample.ts";
import type { DataRecord } from "../../../src/world/types.ts";
import { createWorld } from "../../../src/world/world.ts";
import { readPlan, sourceOf, type Source } from "../upstream/kit.ts";

const books = await sourceOf("demo.books");
const issues = await sourceOf("github.issues");
const releases = await sourceOf("github.releases");
const acme = await sourceOf("acme");
const many = Array.from({ length: 60 });

const worldOf = (source: Source) => createWorld({ ...source, seed: 1, now: () => Date.UTC(2026, 0, 5) });

/** The values of sixty new records. */
function valuesOf(source: Source): DataRecord[] {
  const world = worldOf(source);
  for (const _ of many) world.create();
  return world.visible().map(({ values }) => values);
}

const kinds = (values: readonly DataRecord[], ...path: string[]): Set<string> =>
  new Set(
    values.map((value) => {
      const found = valueAt(value, path);
      return Array.isArray(found) ? "list" : found === null ? "null" : typeof found;
    }),
  );

describe("raw values", () => {
  test("they have the form that the field expects, and some are null or left out from the start", () => {
    const values = valuesOf(books);
    expect(kinds(values, "price")).toEqual(new Set(["number", "null", "undefined"]));
    expect(kinds(values, "genres")).toEqual(new Set(["list", "null", "undefined"]));
    expect(kinds(values, "url")).toEqual(new Set(["string", "null"]));
    expect(new Set(values.map(({ status }) => status))).toEqual(
      new Set(["in stock", "on order", "out of print", null, undefined]),
    );
    expect(
      values.every(({ published }) => published == null || /^\d{4}-\d\d-\d\d$/.test(String(published))),
    ).toBe(true);
    expect(values.every(({ added_at }) => added_at === "2026-01-05T00:00:00Z")).toBe(true);
    expect(values.some(({ price }) => typeof price === "number" && !Number.isInteger(price))).toBe(true);
    expect(values.every(({ pages }) => pages == null || Number.isInteger(pages))).toBe(true);
  });

  test("nested paths, lists of objects and constants of the sample", () => {
    const values = valuesOf(issues);
    const first = values[0] as DataRecord;
    expect(valueAt(first, ["user", "login"])).toBe("Author 1");
    expect(valueAt(first, ["user", "id"])).toBe(1);
    const labels = values.flatMap(({ labels }) => (Array.isArray(labels) ? (labels as DataRecord[]) : []));
    expect(labels.length).toBeGreaterThan(20);
    expect(labels.every(({ name, color }) => typeof name === "string" && color === "d73a4a")).toBe(true);
    expect(kinds(values, "milestone")).toEqual(new Set(["object", "null"]));
    expect(new Set(values.map(({ state }) => state))).toEqual(new Set(["open", "closed", null, undefined]));
    expect(values.some(({ state_reason }) => state_reason === "State Reason new")).toBe(true);
  });

  test("what the API fills in itself is not among them, nor what is excluded", () => {
    for (const source of [books, issues, releases, acme])
      for (const values of valuesOf(source)) {
        expect(Object.keys(values)).not.toContain("id");
        expect(Object.keys(values)).not.toContain("pull_request");
        expect(Object.keys(values)).not.toContain("deleted");
        if (source !== releases) expect(Object.keys(values)).not.toContain("updated_at");
      }
  });

  test("a count is a list of that length, epoch seconds are a number, joined texts are a list", async () => {
    const values = valuesOf(releases);
    expect(kinds(values, "assets")).toEqual(new Set(["list", "undefined"]));
    expect(valuesOf(acme).every(({ created }) => created === 1_767_571_200)).toBe(true);
    const plan = await readPlan(
      planWith('{ name: Tags, type: richText, from: "tags[].name", transform: join }'),
    );
    const tags = valuesOf({ plan, sample: undefined }).map(({ tags }) => tags);
    expect(tags.flatMap((list) => (Array.isArray(list) ? (list as DataRecord[]) : []))).toContainEqual({
      name: "Tags 2",
    });
  });

  test("other transforms: their inverse", async () => {
    const field = async (text: string): Promise<unknown[]> =>
      valuesOf({ plan: await readPlan(planWith(text)), sample: undefined })
        .map(({ raw }) => raw)
        .filter((value) => value != null);
    const cents = await field("{ name: Raw, type: number, from: raw, transform: minor-units }");
    expect(cents.every((value) => Number.isInteger(value))).toBe(true);
    const times = await field("{ name: Raw, type: dateTime, from: raw, transform: epoch-ms }");
    expect(times.every((value) => Number(value) > Date.UTC(2024, 0, 1) && Number.isInteger(value))).toBe(
      true,
    );
    const addresses = await field("{ name: Raw, type: url, from: raw, transform: https }");
    expect(addresses).toContain("example.com/raw/1/0");
  });

  test("the title falls back on its other paths, and there always is one", () => {
    const values = valuesOf(releases);
    expect(values.some(({ name }) => name === null)).toBe(true);
    expect(values.some(({ name }) => typeof name === "string")).toBe(true);
    expect(values.every(({ tag_name }) => typeof tag_name === "string")).toBe(true);
  });
});

describe("edits", () => {
  test("every revision shows a text that no other has", () => {
    for (const source of [books, issues, releases, acme]) {
      const world = worldOf(source);
      const id = world.create();
      for (const _ of many) world.edit(id);
      const texts = world
        .history(id)
        .map(({ values }) => String(values["title"] ?? values["name"] ?? values["tag_name"]));
      expect(new Set(texts).size).toBe(61);
      expect(texts.at(3)).toMatch(/^(Book|Issue|Release|tag_name|Order) 1, revision 3$/);
    }
  });

  test("even where the title is emptied or given", () => {
    const world = worldOf(books);
    const id = world.create();
    for (const change of [{ clear: ["Title"] }, { set: { Title: "Mine" } }, { clear: ["Title"] }])
      world.edit(id, change);
    const authors = world.history(id).map(({ values }) => values["author"]);
    expect(authors.slice(1)).toEqual([
      "Author 1, revision 1",
      "Author 1, revision 2",
      "Author 1, revision 3",
    ]);
  });

  test("what is not drawn again stays, emptied values too", () => {
    const world = worldOf(books);
    const ids = many.map(() => world.create());
    for (const id of ids) world.edit(id, { clear: ["Notes"] });
    for (const id of ids) world.edit(id);
    const stillEmpty = ids.filter((id) => world.history(id).at(-1)?.values["notes"] == null);
    expect(stillEmpty.length).toBeGreaterThan(30);
    expect(stillEmpty.length).toBeLessThan(60);
    const older = ids.map((id) => world.history(id)[0]?.values["price"]);
    const newer = ids.map((id) => world.history(id)[2]?.values["price"]);
    const same = older.filter((price, index) => price === newer[index]);
    expect(same.length).toBeGreaterThan(15);
    expect(same.length).toBeLessThan(50);
  });

  test("older versions are never touched", () => {
    const world = worldOf(issues);
    const id = world.create();
    const before = JSON.stringify(world.history(id)[0]);
    for (const _ of many) world.edit(id, { clear: ["Milestone", "Labels"], set: { Comments: 7 } });
    expect(JSON.stringify(world.history(id)[0])).toBe(before);
  });
});

describe("clear and set", () => {
  test("clear gives null, nothing, or a parent or list without anything, in turn", () => {
    const world = worldOf(issues);
    const id = world.create();
    const seen = many.map(() => {
      world.edit(id, { set: { Milestone: "v1", Labels: ["a"] } });
      world.edit(id, { clear: ["Milestone", "Labels"] });
      const { milestone, labels } = world.history(id).at(-1)?.values ?? {};
      return JSON.stringify([milestone ?? null, labels ?? null]);
    });
    // What was inside a parent that was null does not come back by itself.
    expect(new Set(seen)).toEqual(
      new Set(['[{"id":5,"number":1,"title":null},null]', '[{"title":null},null]', "[{},null]", "[null,[]]"]),
    );
  });

  test("every path of a property is emptied; id and change time stay", () => {
    const world = worldOf(releases);
    const id = world.create();
    world.edit(id, { clear: ["Name", "Release ID"] });
    const values = world.history(id).at(-1)?.values ?? {};
    expect([values["name"] ?? null, values["tag_name"] ?? null]).toEqual([null, null]);
    expect(Object.keys(values)).not.toContain("id");
  });

  test("set puts raw values in place", () => {
    const world = worldOf(issues);
    const id = world.create({
      set: {
        Comments: 0,
        Milestone: "v9",
        Labels: ["a", "b"],
        Closed: undefined,
        Type: null,
        Assignees: "one",
      },
    });
    const values = world.history(id)[0]?.values ?? {};
    expect(values).toMatchObject({
      comments: 0,
      milestone: { title: "v9", id: 5 },
      labels: [{ name: "a" }, { name: "b" }],
      type: { name: null },
      assignees: [{ login: "one" }],
    });
    expect(JSON.stringify(values)).not.toContain("closed_at");
    const other = worldOf(releases);
    other.create({ set: { Assets: 3 } });
    expect(other.visible()[0]?.values["assets"]).toEqual([{}, {}, {}]);
  });

  test("a name that is no property is our own mistake", () => {
    expect(() => worldOf(books).create({ clear: ["Titel"] })).toThrow('No property is called "Titel"');
    expect(() => worldOf(books).create({ set: { toString: 1 } })).toThrow('No property is called "toString"');
  });
});

function planWith(field: string): string {
  return `plan: 1
name: things
source:
  product: Thing
  record: { one: thing, many: things }
  baseUrl: https://api.things.example
  headers: {}
  list: { request: { path: /things }, records: data, id: id, order: fixed, page: { kind: cursor, send: at, read: next } }
  changes: { kind: none }
  deletes: [{ kind: sweep }]
  rate: [{ requests: 10, per: 1s }]
  auth: { kind: none }
fields:
  - { name: Name, type: title, from: name }
  - ${field}
  - { name: ID, type: richText, from: id }
database: { key: things, title: Things, primaryKey: ID }
`;
}
