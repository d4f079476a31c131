import { describe, expect, test } from "vitest";
import type { DataRecord } from "../../../src/world/types.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import {
  followLinks,
  followTokens,
  idsOf,
  readPlan,
  recordsOf,
  setting,
  sourceOf,
  type Setting,
} from "./kit.ts";

const books = await sourceOf("demo.books");
const issues = await sourceOf("github.issues");
const acme = await sourceOf("acme");
const changesPath = "/v1/books/changes?limit=100&updated_since=";
// The settings make one record a second, the first at 12:00:01.
const second = (number: number): string => `2026-01-05T12:00:0${number}Z`;

const changed = (api: Setting, since: string): string[] =>
  idsOf(recordsOf(api.get(changesPath + encodeURIComponent(since)), "books"));

describe("the lower bound", () => {
  test.each([
    ["gte", [1, 2, 3]],
    ["gt", [2, 3]],
  ] as const)("%s", (bound, places) => {
    const api = setting(books, { records: 4, knobs: { bound } });
    expect(changed(api, second(2))).toEqual(places.map((place) => api.ids[place]));
  });

  test("is the plan's where no knob says otherwise, and exclusive where nobody knows", async () => {
    const api = setting(books, { records: 4 });
    expect(changed(api, second(4))).toEqual([api.ids[3]]);
    const unknown = setting(issues, { records: 4, noise: 0 });
    const since = `/repos/octo-org/app/issues?state=all&sort=updated&direction=asc&since=${second(3)}`;
    expect(idsOf(recordsOf(unknown.get(since)))).toEqual([unknown.ids[3]]);
  });

  test.each([
    ["2026-01-05T13:00:03+01:00", 2],
    ["2026-01-05T12:00:02.500Z", 2],
    ["2026-01-05T12:00:02.5000001Z", 2],
    ["2026-01-05", 4],
  ])("%s is a time", (since, count) => {
    expect(changed(setting(books, { records: 4 }), since)).toHaveLength(count);
  });

  test.each(["yesterday", "", "2026-01-05T12:00:00", "1767614400", "March 7", "2026-13-01T00:00:00Z"])(
    "%j is refused",
    (since) => {
      const answer = setting(books).get(`/v1/books/changes?updated_since=${encodeURIComponent(since)}`);
      expect([answer.status, answer.body]).toEqual([400, { error: "invalid_updated_since" }]);
    },
  );

  test("without one, a path of changes refuses and a shared path is the list", () => {
    expect(setting(books).get("/v1/books/changes").status).toBe(400);
    const api = setting(issues, { records: 3 });
    api.get("/repos/octo-org/app/issues");
    api.get("/repos/octo-org/app/issues?since=2026-01-01T00:00:00Z");
    expect(api.upstream.log.map(({ route }) => route)).toEqual(["list", "changes"]);
  });

  test.each([
    ["iso-ms", "2026-01-05T12:00:03.000Z"],
    ["epoch-s", String(Date.UTC(2026, 0, 5, 12, 0, 3) / 1000)],
    ["epoch-ms", String(Date.UTC(2026, 0, 5, 12, 0, 3))],
    ["datetime", "2026-01-05 12:00:03"],
  ])("as %s", async (format, since) => {
    const plan = await readPlan(
      acmePlan.replace("send: updated_since", `send: updated_since\n    format: ${format}`),
    );
    const api = setting({ plan, sample: undefined }, { records: 4 });
    const answer = api.get(`/orders/changes?updated_since=${encodeURIComponent(since)}`);
    expect(idsOf(recordsOf(answer, "data"))).toEqual(api.ids.slice(2));
    const refused = format.startsWith("iso") ? "3" : "2026-01-05T12:00:03Z";
    expect(api.get(`/orders/changes?updated_since=${refused}`).status).toBe(400);
  });
});

describe("what has changed", () => {
  test("the oldest change first, each record once, with its newest values", () => {
    const api = setting(books, { records: 4 });
    api.world.edit(api.ids[1] ?? "");
    api.pass(1000);
    api.world.edit(api.ids[0] ?? "");
    api.world.edit(api.ids[0] ?? "");
    const records = recordsOf(api.get(changesPath + second(1)), "books");
    expect(idsOf(records)).toEqual([2, 3, 1, 0].map((place) => api.ids[place]));
    expect(records.at(-1)).toMatchObject({ title: "Book 1, revision 2", updated_at: "2026-01-05T12:01:05Z" });
  });

  test("a change that is not visible yet comes later, with the time it had", () => {
    const api = setting(books, { records: 2 });
    api.world.edit(api.ids[0] ?? "", { lagMs: 5000 });
    api.world.create({ lagMs: 5000 });
    expect(changed(api, second(1))).toEqual(api.ids);
    expect(recordsOf(api.get("/v1/books"), "books")[0]).toMatchObject({ title: "Book 1" });
    api.pass(5000);
    expect(changed(api, second(1))).toEqual([api.ids[1], api.ids[0], api.world.ids()[2]]);
    expect(recordsOf(api.get("/v1/books"), "books")).toMatchObject([
      { title: "Book 1, revision 1", updated_at: "2026-01-05T12:01:02Z" },
      {},
      {},
    ]);
  });

  test("deleted records: marked where the API has tombstones, and in no list", () => {
    const api = setting(books, { records: 3 });
    api.world.remove(api.ids[1] ?? "");
    expect(recordsOf(api.get(changesPath + second(4)), "books")).toEqual([
      { id: api.ids[1], deleted: true, updated_at: "2026-01-05T12:01:03Z" },
    ]);
    expect(idsOf(recordsOf(api.get("/v1/books"), "books"))).toEqual([api.ids[0], api.ids[2]]);
    api.pass(1000);
    api.world.restore(api.ids[1] ?? "");
    expect(recordsOf(api.get(changesPath + second(4)), "books")).toMatchObject([
      { id: api.ids[1], deleted: false, updated_at: "2026-01-05T12:01:04Z" },
    ]);
  });

  test("deleted records: nowhere at all where only a sweep finds out", () => {
    const api = setting(issues, { records: 3, noise: 0 });
    api.world.remove(api.ids[1] ?? "");
    const since =
      "/repos/octo-org/app/issues?state=all&sort=updated&direction=asc&since=2026-01-01T00:00:00Z";
    expect(idsOf(recordsOf(api.get(since)))).toEqual([api.ids[0], api.ids[2]]);
  });

  test.each([
    ["{ field: deleted_at, is: present }", { deleted_at: "2026-01-05T12:01:01Z" }, { deleted_at: null }],
    ["{ field: status, equals: trashed }", { status: "trashed" }, { status: "open" }],
    ["{ field: state.live, is: absent }", {}, { state: { live: true } }],
  ])("a mark like %s", async (when, dead, alive) => {
    const plan = await readPlan(acmePlan.replace("{ field: deleted, equals: true }", when));
    const api = setting({ plan, sample: undefined }, { records: 1 });
    const print = (): unknown => recordsOf(api.get("/orders/changes?updated_since=2026-01-01"), "data")[0];
    expect(print()).toMatchObject(alive);
    api.world.remove(api.ids[0] ?? "");
    expect(print()).toEqual({ id: api.ids[0], updated_at: "2026-01-05T12:01:01Z", ...dead });
  });
});

describe("pages of changes", () => {
  const tied = { updatedAt: Date.UTC(2026, 0, 5, 12, 30) };

  test("after time and id: every record once, though all have one time", () => {
    const api = setting(acme, { records: 0 });
    const ids = Array.from({ length: 7 }, () => api.world.create(tied));
    const read = (after: string): DataRecord[] =>
      recordsOf(api.get(`/orders/changes?limit=3&updated_since=2026-01-05T12:30:00Z${after}`), "data");
    expect(idsOf(read(""))).toEqual(ids.slice(0, 3));
    expect(idsOf(read(`&after_id=${ids[2]}`))).toEqual(ids.slice(3, 6));
    expect(idsOf(read(`&after_id=${ids[5]}`))).toEqual(ids.slice(6));
    expect(idsOf(read(`&after_id=${ids[6]}`))).toEqual([]);
  });

  test("after time and id under an exclusive bound: the id opens the moment that the bound closes", () => {
    const api = setting(acme, { records: 0, knobs: { bound: "gt" } });
    const ids = Array.from({ length: 4 }, () => api.world.create(tied));
    const read = (after: string): string[] =>
      idsOf(recordsOf(api.get(`/orders/changes?updated_since=2026-01-05T12:30:00Z${after}`), "data"));
    expect(read("")).toEqual([]);
    expect(read(`&after_id=${ids[1]}`)).toEqual(ids.slice(2));
  });

  test("has_more says whether there is more", () => {
    const api = setting(books, { records: 4 });
    const more = (limit: number): unknown =>
      (api.get(`/v1/books/changes?limit=${limit}&updated_since=2026-01-01`).body as DataRecord)["has_more"];
    expect([more(3), more(4), more(5)]).toEqual([true, false, false]);
  });

  test("by Link header, with the bound in the token's query", () => {
    const api = setting(issues, { records: 20 });
    const since =
      "/repos/octo-org/app/issues?state=all&sort=updated&direction=asc&per_page=7&since=2026-01-01T00:00:00Z";
    const own = followLinks(api, since)
      .flatMap((page) => recordsOf(page))
      .filter((record) => record["pull_request"] === undefined);
    expect(idsOf(own)).toEqual(api.ids);
  });

  test("by token", async () => {
    const text = acmePlan.replace(
      "page: { kind: keyset, sendId: after_id,",
      "page: { kind: cursor, send: cursor, read: next,",
    );
    const api = setting({ plan: await readPlan(text), sample: undefined }, { records: 7 });
    const target = "/orders/changes?limit=3&updated_since=2026-01-05";
    const pages = followTokens(api, target, { read: "next" });
    expect(pages.flatMap((page) => idsOf(recordsOf(page, "data")))).toEqual(api.ids);
    const token = String((pages[0]?.body as DataRecord)["next"]);
    expect(api.get(`/orders/changes?updated_since=2026-01-04&cursor=${token}`).status).toBe(400);
  });
});
