import { describe, expect, test } from "vitest";
import type { Version } from "../../../src/world/types.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import { readPlan, recordsOf, setting, sourceOf, type Setting, type Source } from "./kit.ts";

const books = await sourceOf("demo.books");
const issues = await sourceOf("github.issues");

async function acmeWith(...changes: [from: string, to: string][]): Promise<Source> {
  const text = changes.reduce((each, [from, to]) => each.replaceAll(from, to), acmePlan);
  return { plan: await readPlan(text), sample: undefined };
}

const last = ({ world }: Setting, id: string): Version => world.history(id).at(-1) as Version;

describe("a record", () => {
  test("is the version's values, with id, change time and the mark of the living", () => {
    const api = setting(books, { records: 1 });
    const version = last(api, api.ids[0] ?? "");
    const printed = {
      ...version.values,
      id: "bk_100000001",
      updated_at: "2026-01-05T12:00:01Z",
      deleted: false,
    };
    expect(api.upstream.print(version)).toEqual(printed);
    expect(recordsOf(api.get("/v1/books"), "books")).toEqual([printed]);
    expect(Object.keys(api.upstream.print(version))[0]).toBe("id");
  });

  test("has its id where the plan says, in the form of the sample or as asked for", async () => {
    const nested = setting(
      await acmeWith(["id: id\n", "id: meta.key\n"], ["from: id }", "from: meta.key }"]),
      { records: 1 },
    );
    expect(nested.upstream.print(last(nested, nested.ids[0] ?? ""))).toMatchObject({
      meta: { key: nested.ids[0] },
    });
    const numbers = setting(issues, { records: 1 });
    expect(numbers.upstream.print(last(numbers, numbers.ids[0] ?? ""))["id"]).toBe(Number(numbers.ids[0]));
    const texts = setting(issues, { records: 1, idStyle: "text" });
    expect(texts.upstream.print(last(texts, texts.ids[0] ?? ""))["id"]).toBe(texts.ids[0]);
    const odd = numbers.world.create({ id: "00-x" });
    expect(numbers.upstream.print(last(numbers, odd))["id"]).toBe("00-x");
  });

  test.each([
    ["epoch-s", 1_767_614_401],
    ["epoch-ms", 1_767_614_401_000],
    ["datetime", "2026-01-05 12:00:01"],
  ])("prints its change time as %s", async (printed, time) => {
    const api = setting(await acmeWith(["field: updated_at", `field: changed.at\n    printed: ${printed}`]), {
      records: 1,
    });
    expect(api.upstream.print(last(api, api.ids[0] ?? ""))).toMatchObject({ changed: { at: time } });
  });

  test("keeps what a scenario set in the place of id or change time", () => {
    const api = setting(books, { records: 0 });
    const id = api.world.create({ set: { "Book ID": null, Updated: "not a time" } });
    expect(api.upstream.print(last(api, id))).toMatchObject({ id: null, updated_at: "not a time" });
    api.world.edit(id, { set: { Updated: undefined } });
    const [record] = recordsOf(api.get("/v1/books"), "books");
    expect(record).toMatchObject({ id });
    expect(record).not.toHaveProperty("updated_at");
    api.world.edit(id);
    expect(api.upstream.print(last(api, id))).toMatchObject({ id, updated_at: "2026-01-05T12:01:00Z" });
  });

  test("is printed anew when a knob changes, and no version changes another", () => {
    const api = setting(books, { records: 1 });
    const read = (): unknown => recordsOf(api.get("/v1/books"), "books")[0]?.["updated_at"];
    expect(read()).toBe("2026-01-05T12:00:01Z");
    api.upstream.knobs.printZone = "+02:00";
    expect(read()).toBe("2026-01-05T14:00:01+02:00");
    api.upstream.knobs.printZone = undefined;
    api.upstream.knobs.fraction = 3;
    expect(read()).toBe("2026-01-05T12:00:01.000Z");
    api.world.edit(api.ids[0] ?? "");
    expect(read()).toBe("2026-01-05T12:01:01.000Z");
  });
});

describe("records of another kind", () => {
  test.each([
    ["{ field: kind, equals: order }", { kind: "order" }, { kind: "not order" }],
    ["{ field: kind, equals: 3 }", { kind: 3 }, { kind: 4 }],
    ["{ field: is.order, equals: true }", { is: { order: true } }, { is: { order: false } }],
    ["{ field: order, is: present }", { order: true }, {}],
    ["{ field: draft, is: absent }", {}, { draft: {} }],
  ])("fail %s, have ids of their own and come beside those that hold", async (where, own, other) => {
    const source = await acmeWith(["  changes:\n", `  where: ${where}\n  changes:\n`]);
    const api = setting(source, { records: 10, noise: 1 });
    const records = recordsOf(api.get("/orders?sort=created_at&limit=100"), "data");
    expect(records).toHaveLength(20);
    const [kept, noise] = [
      records.filter((_, index) => index % 2 === 0),
      records.filter((_, index) => index % 2 === 1),
    ];
    expect(kept.map(({ id }) => id)).toEqual(api.ids);
    expect(noise.map(({ id }) => Number(id))).toEqual(api.ids.map((id) => Number(id) + 1));
    for (const record of kept) expect(record).toMatchObject(own);
    for (const record of noise) expect(record).toMatchObject(other);
  });

  test.each([
    ["present", { own: true, other: false }],
    ["absent", { own: false, other: true }],
  ])("have a field that must be %s just when the others have not", async (is, expected) => {
    const where = `where: { field: order, is: ${is} }`;
    const api = setting(await acmeWith(["  changes:\n", `  ${where}\n  changes:\n`]), {
      records: 1,
      noise: 1,
    });
    const [own, other] = recordsOf(api.get("/orders?sort=created_at"), "data").map(
      (record) => "order" in record,
    );
    expect({ own, other }).toEqual(expected);
  });

  test("there are none without such a condition, and none where none are wanted", () => {
    const list = "/repos/octo-org/app/issues?state=all&per_page=100";
    expect(recordsOf(setting(issues, { records: 50, noise: 0 }).get(list))).toHaveLength(50);
    expect(recordsOf(setting(issues, { records: 50 }).get(list)).length).toBeGreaterThan(52);
    expect(
      recordsOf(setting(books, { records: 50, noise: 1 }).get("/v1/books?limit=100"), "books"),
    ).toHaveLength(50);
  });

  test("a tombstone meets the condition", async () => {
    const source = await acmeWith(["  changes:\n", "  where: { field: kind, equals: order }\n  changes:\n"]);
    const api = setting(source, { records: 1, noise: 1 });
    api.world.remove(api.ids[0] ?? "");
    expect(recordsOf(api.get("/orders/changes?updated_since=2026-01-01"), "data")).toEqual([
      { id: api.ids[0], updated_at: "2026-01-05T12:01:01Z", kind: "order", deleted: true },
    ]);
  });
});

describe("the answer around the records", () => {
  test("paths of several names, and a body that is the list itself", async () => {
    const api = setting(
      await acmeWith(["records: data", "records: result.items"], ["read: next", "read: result.paging.next"]),
      { records: 3 },
    );
    expect(api.get("/orders?sort=created_at&limit=2").body).toEqual({
      result: {
        items: [expect.anything(), expect.anything()],
        paging: { next: expect.any(String) as string },
      },
    });
    const bare = setting(issues, { records: 0 }).get("/repos/octo-org/app/issues");
    expect([bare.text, bare.status]).toEqual(["[]", 200]);
  });

  test("texts like our own mark do no harm", () => {
    const api = setting(books, { records: 0 });
    const text = '\u0000records","$&';
    api.world.create({ set: { Title: text } });
    api.world.create({ set: { Title: text } });
    expect(recordsOf(api.get("/v1/books"), "books").map(({ title }) => title)).toEqual([text, text]);
  });
});
