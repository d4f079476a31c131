import { describe, expect, test } from "vitest";
import type { Knobs } from "../../../src/upstream/types.ts";
import type { DataRecord } from "../../../src/world/types.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import {
  followLinks,
  followTokens,
  idsOf,
  nextLink,
  readPlan,
  recordsOf,
  setting,
  sourceOf,
  type Setting,
} from "./kit.ts";

const books = await sourceOf("demo.books");
const issues = await sourceOf("github.issues");
const releases = await sourceOf("github.releases");
const acme = await sourceOf("acme");

const library = (knobs: Partial<Knobs>, records = 9): Setting => setting(books, { records, knobs });
const walk = (api: Setting, most?: number): string[][] =>
  followTokens(api, "/v1/books?limit=3", { read: "next_cursor", ...(most !== undefined && { most }) }).map(
    (page) => idsOf(recordsOf(page, "books")),
  );
const sizes = (knobs: Partial<Knobs>): number[] => walk(library(knobs)).map(({ length }) => length);
const releasePath = "/repos/octo-org/app/releases?per_page=3";
const releaseWalk = (knobs: Partial<Knobs>, most?: number): { api: Setting; pages: string[][] } => {
  const api = setting(releases, { records: 7, knobs });
  return { api, pages: followLinks(api, releasePath, most).map((page) => idsOf(recordsOf(page))) };
};
const changed = (api: Setting, since = "2026-01-01", query = ""): DataRecord[] =>
  recordsOf(api.get(`/v1/books/changes?updated_since=${encodeURIComponent(since)}${query}`), "books");
/** Records that all changed at the same moment. */
const tie = (api: Setting, count: number): string[] =>
  Array.from({ length: count }, () => api.world.create({ updatedAt: Date.UTC(2026, 0, 5, 12, 30) }));

describe("pages that come short", () => {
  test("clampLimit: fewer than asked for, and the list goes on", () => {
    expect(sizes({ clampLimit: 2 })).toEqual([2, 2, 2, 2, 1]);
    expect(sizes({ clampLimit: 5 })).toEqual([3, 3, 3]);
    expect(releaseWalk({ clampLimit: 2 }).pages.map(({ length }) => length)).toEqual([2, 2, 2, 1]);
  });

  test("dropPerPage: room that others take, so that nothing is lost", () => {
    const api = library({ dropPerPage: 1 });
    const pages = walk(api);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2, 2, 1]);
    expect(pages.flat()).toEqual(api.ids);
    expect(sizes({ dropPerPage: 9 })).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  test("emptyPages: nothing on them, and a next page all the same", () => {
    const api = library({ emptyPages: [1, 3] });
    const pages = walk(api);
    expect(pages.map(({ length }) => length)).toEqual([0, 3, 0, 3, 3]);
    expect(pages.flat()).toEqual(api.ids);
    const { api: other, pages: numbered } = releaseWalk({ emptyPages: [2] });
    expect(numbered.map(({ length }) => length)).toEqual([3, 0, 3, 1]);
    expect(numbered.flat()).toEqual([...other.ids].reverse());
  });

  test("outage: no records, no next page, and 200", () => {
    const api = library({ outage: true });
    expect(api.get("/v1/books?limit=3").body).toEqual({ books: [], next_cursor: null, total: 0 });
    expect(api.get("/v1/books?limit=3").status).toBe(200);
    expect(changed(api)).toEqual([]);
  });

  test("maxWindow: what lies beyond is refused", () => {
    const api = library({ maxWindow: 6 });
    const pages = followTokens(api, "/v1/books?limit=4", { read: "next_cursor" });
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 400]);
    expect(pages.slice(0, 2).map((page) => recordsOf(page, "books").length)).toEqual([4, 2]);
    expect(pages[2]?.body).toEqual({ error: "result_window_too_large" });
  });

  test("beyondWindow: or it comes empty and ends the list", () => {
    expect(walk(library({ maxWindow: 6, beyondWindow: "empty" })).map(({ length }) => length)).toEqual([
      3, 3, 0,
    ]);
    const { pages } = releaseWalk({ maxWindow: 3, beyondWindow: "empty" });
    expect(pages.map(({ length }) => length)).toEqual([3, 0]);
  });
});

describe("ties", () => {
  test("shuffled: each answer has its own order of records with the same time", () => {
    const api = setting(acme, { records: 1, knobs: { ties: "shuffled" } });
    const ids = tie(api, 20);
    const read = (): string[] =>
      idsOf(recordsOf(api.get("/orders/changes?updated_since=2026-01-01&limit=100"), "data"));
    const [one, two] = [read(), read()];
    expect(one[0]).toBe(api.ids[0]);
    expect(one).not.toEqual(two);
    expect([...one.slice(1)].sort()).toEqual(ids);
    api.upstream.knobs.ties = "by-id";
    expect(read().slice(1)).toEqual(ids);
  });

  test("shuffled: a walk by token keeps its order, and loses nothing", () => {
    const api = setting(issues, { records: 0, noise: 0, knobs: { ties: "shuffled" } });
    const ids = tie(api, 25);
    const target =
      "/repos/octo-org/app/issues?state=all&sort=updated&direction=asc&since=2026-01-01&per_page=4";
    const read = (): string[] => followLinks(api, target).flatMap((page) => idsOf(recordsOf(page)));
    const [one, two] = [read(), read()];
    expect(one).not.toEqual(two);
    expect([...one].sort()).toEqual(ids);
    expect([...two].sort()).toEqual(ids);
  });

  test("tieBreak ignored: the id of a keyset has no effect", () => {
    const api = library({}, 0);
    const ids = tie(api, 5);
    const at = "2026-01-05T12:30:00Z";
    expect(idsOf(changed(api, at, `&after_id=${ids[1]}`))).toEqual(ids.slice(2));
    api.upstream.knobs.tieBreak = "ignored";
    expect(idsOf(changed(api, at, `&after_id=${ids[1]}`))).toEqual(ids);
    api.upstream.knobs.bound = "gt";
    expect(changed(api, at, `&after_id=${ids[1]}`)).toEqual([]);
  });

  test("tieBreak ignored: nor has the id after which a page begins", async () => {
    const text = acmePlan.replace(
      "page: { kind: cursor, send: cursor, read: next, size",
      "page: { kind: last-id, send: after, size",
    );
    const api = setting(
      { plan: await readPlan(text), sample: undefined },
      { knobs: { tieBreak: "ignored" } },
    );
    const target = `/orders?sort=created_at&limit=2&after=${api.ids[3]}`;
    expect(idsOf(recordsOf(api.get(target), "data"))).toEqual(api.ids.slice(0, 2));
  });
});

describe("change times", () => {
  test("filter ignored: everything comes, whatever the bound", () => {
    const api = library({ filter: "ignored" }, 4);
    expect(idsOf(changed(api, "2030-01-01"))).toEqual(api.ids);
    expect(changed(library({}, 4), "2030-01-01")).toEqual([]);
  });

  test("bound: overrides the plan's", () => {
    const api = library({ bound: "gt" }, 2);
    expect(idsOf(changed(api, "2026-01-05T12:00:01Z"))).toEqual([api.ids[1]]);
  });

  test("resolutionMs: times are kept and printed in whole steps", () => {
    const api = library({ resolutionMs: 60_000 }, 3);
    expect(changed(api).map(({ updated_at }) => updated_at)).toEqual(Array(3).fill("2026-01-05T12:00:00Z"));
    expect(changed(api, "2026-01-05T12:00:01Z")).toEqual([]);
    api.upstream.knobs.resolutionMs = undefined;
    expect(changed(api)[1]?.["updated_at"]).toBe("2026-01-05T12:00:02Z");
  });

  test("printZone: all instants of a record", () => {
    const api = library({ printZone: "-05:00" }, 1);
    expect(changed(api)[0]).toMatchObject({
      updated_at: "2026-01-05T07:00:01-05:00",
      added_at: "2026-01-05T07:00:01-05:00",
    });
    api.upstream.knobs.printZone = "+05:30";
    expect(changed(api)[0]).toMatchObject({ updated_at: "2026-01-05T17:30:01+05:30" });
  });

  test("fraction: digits behind the second, as the sample has them where nothing is said", () => {
    const api = library({ resolutionMs: 1 }, 0);
    const id = api.world.create({ updatedAt: Date.UTC(2026, 0, 5, 12, 0, 0, 7) });
    const printed = (fraction: 0 | 3 | 6 | undefined): string => {
      api.upstream.knobs.fraction = fraction;
      return String(api.upstream.print(api.world.history(id)[0] as never)["updated_at"]);
    };
    expect(printed(undefined)).toBe("2026-01-05T12:00:00Z");
    expect(printed(0)).toBe("2026-01-05T12:00:00Z");
    expect(printed(3)).toBe("2026-01-05T12:00:00.007Z");
    expect(printed(6)).toMatch(/^2026-01-05T12:00:00\.007\d{3}Z$/);
    expect(printed(6)).not.toBe("2026-01-05T12:00:00.007000Z");
  });

  test("fraction: what is printed in µs is found again by itself, and no longer by its ms", () => {
    const api = library({ resolutionMs: 1, fraction: 6, bound: "gt" }, 1);
    const time = String(changed(api)[0]?.["updated_at"]);
    expect(changed(api, time)).toEqual([]);
    expect(changed(api, `${time.slice(0, 23)}Z`)).toHaveLength(1);
  });

  test("skewMs: the server's clock in Date, and in the times of the records", () => {
    const api = library({ skewMs: 300_000 }, 1);
    const answer = api.get("/v1/books");
    expect(answer.headers["date"]).toBe("Mon, 05 Jan 2026 12:06:01 GMT");
    expect(recordsOf(answer, "books")[0]).toMatchObject({ updated_at: "2026-01-05T12:05:01Z" });
  });

  test("retentionMs: deletes that are older are gone", () => {
    const api = library({ retentionMs: 3_600_000 }, 2);
    api.world.remove(api.ids[0] ?? "");
    api.pass(3_599_000);
    expect(changed(api)).toHaveLength(2);
    api.pass(2000);
    expect(idsOf(changed(api))).toEqual([api.ids[1]]);
  });
});

describe("ends and loops", () => {
  const last = (knobs: Partial<Knobs>): DataRecord => library(knobs, 2).get("/v1/books").body as DataRecord;
  const flag = (doneFlag: Knobs["doneFlag"], limit: number): unknown =>
    (
      library({ doneFlag }, 2).get(`/v1/books/changes?updated_since=2026-01-01&limit=${limit}`)
        .body as DataRecord
    )["has_more"];

  test("doneFlag of a token: null, one more for ever, an empty text, or nothing", () => {
    expect(last({})).toHaveProperty("next_cursor", null);
    expect(last({ doneFlag: "string" })).toHaveProperty("next_cursor", "");
    expect(last({ doneFlag: "absent" })).not.toHaveProperty("next_cursor");
    const api = library({ doneFlag: "stuck" }, 2);
    const pages = followTokens(api, "/v1/books", { read: "next_cursor", most: 5 });
    expect(pages.map((page) => recordsOf(page, "books").length)).toEqual([2, 0, 0, 0, 0]);
    const tokens = pages.map(({ body }) => (body as DataRecord)["next_cursor"]);
    expect(tokens[1]).toBe(tokens[0]);
  });

  test("doneFlag of a flag: right, always true, a text, or not there", () => {
    expect([flag("ok", 1), flag("ok", 2)]).toEqual([true, false]);
    expect([flag("stuck", 1), flag("stuck", 2)]).toEqual([true, true]);
    expect([flag("string", 1), flag("string", 2)]).toEqual(["true", "false"]);
    expect([flag("absent", 1), flag("absent", 2)]).toEqual([undefined, undefined]);
  });

  test("doneFlag of a Link header: always a next one, or written without quotes", () => {
    const { pages } = releaseWalk({ doneFlag: "stuck" }, 6);
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1, 0, 0, 0]);
    const header = (doneFlag: Knobs["doneFlag"], page: number): string | undefined =>
      setting(releases, { records: 7, knobs: { doneFlag } }).get(`${releasePath}&page=${page}`).headers[
        "link"
      ];
    expect(header("string", 1)).toContain("; rel=next");
    expect(header("ok", 3)).toContain('rel="first"');
    expect(header("absent", 3)).toBeUndefined();
  });

  test("repeatTokenFrom: the next page is the one before", () => {
    const api = library({ repeatTokenFrom: 3 }, 12);
    const pages = walk(api, 7);
    const [one, two, three] = [api.ids.slice(0, 3), api.ids.slice(3, 6), api.ids.slice(6, 9)];
    expect(pages).toEqual([one, two, three, two, three, two, three]);
    const links = followLinks(
      setting(releases, { records: 9, knobs: { repeatTokenFrom: 2 } }),
      releasePath,
      4,
    );
    expect(links.map(nextLink).map((link) => link?.at(-1))).toEqual(["2", "1", "2", "1"]);
  });

  test("repeatTokenFrom: the tokens repeat to the letter", () => {
    const api = library({ repeatTokenFrom: 2 }, 12);
    const tokens = followTokens(api, "/v1/books?limit=3", { read: "next_cursor", most: 6 }).map(
      ({ body }) => (body as DataRecord)["next_cursor"],
    );
    expect(new Set(tokens).size).toBe(2);
  });

  test("tokenTtlMs: a token that is too old is refused with the plan's status", () => {
    const api = library({ tokenTtlMs: 300_000 });
    const token = String((api.get("/v1/books?limit=3").body as DataRecord)["next_cursor"]);
    api.pass(300_000);
    expect(api.get(`/v1/books?limit=3&cursor=${token}`).status).toBe(200);
    api.pass(1);
    const answer = api.get(`/v1/books?limit=3&cursor=${token}`);
    expect([answer.status, answer.body]).toEqual([410, { error: "page_token_expired" }]);
    const plain = setting(issues, { records: 9, knobs: { tokenTtlMs: 1000 } });
    const next = nextLink(plain.get("/repos/octo-org/app/issues?state=all&per_page=2")) ?? "";
    plain.pass(1001);
    expect(plain.get(next).status).toBe(400);
  });
});

describe("what an answer holds", () => {
  test("hideFraction: always the same records, from list, changes and total", () => {
    const api = library({ hideFraction: 0.4 }, 60);
    const listed = recordsOf(api.get("/v1/books?limit=100"), "books");
    expect(listed.length).toBeGreaterThan(25);
    expect(listed.length).toBeLessThan(48);
    expect(idsOf(changed(api, "2026-01-01", "&limit=100"))).toEqual(idsOf(listed));
    expect(api.get("/v1/books?limit=100").body).toHaveProperty("total", listed.length);
    api.world.edit(idsOf(listed)[0] ?? "");
    expect(idsOf(recordsOf(api.get("/v1/books?limit=100"), "books"))).toEqual(idsOf(listed));
    api.upstream.knobs.hideFraction = 0;
    expect(recordsOf(api.get("/v1/books?limit=100"), "books")).toHaveLength(60);
    api.upstream.knobs.hideFraction = 1;
    expect(recordsOf(api.get("/v1/books?limit=100"), "books")).toHaveLength(0);
  });

  test("dupesPerPage: records that come twice, and the walk goes on behind them", () => {
    const api = library({ dupesPerPage: 1 }, 5);
    const [a, b, c, d, e] = api.ids;
    expect(walk(api)).toEqual([
      [a, a, b, c],
      [d, d, e],
    ]);
    expect(changed(api)).toHaveLength(6);
  });

  test("nestedCap: lists inside a record are cut", () => {
    const api = setting(issues, { records: 0, noise: 0, knobs: { nestedCap: 2 } });
    const id = api.world.create({ set: { Labels: ["a", "b", "c"] } });
    const names = (): unknown[] =>
      (recordsOf(api.get("/repos/octo-org/app/issues?state=all"))[0]?.["labels"] as DataRecord[]).map(
        ({ name }) => name,
      );
    expect(names()).toEqual(["a", "b"]);
    expect(api.upstream.print(api.world.history(id)[0] as never)["labels"]).toHaveLength(2);
    api.upstream.knobs.nestedCap = undefined;
    expect(names()).toEqual(["a", "b", "c"]);
  });

  test("dateHeader: none", () => {
    expect(library({ dateHeader: false }).get("/v1/books").headers).not.toHaveProperty("date");
  });
});
