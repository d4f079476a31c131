import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bare } from "../../../templates/helpers/bare.ts";
import { flagAt } from "../../../templates/helpers/flag-at.ts";
import { marked, type Mark } from "../../../templates/helpers/marked.ts";
import { nextLink } from "../../../templates/helpers/next-link.ts";
import { nextUrl } from "../../../templates/helpers/next-url.ts";
import { numberedAfter } from "../../../templates/helpers/numbered-after.ts";
import { pageEnd } from "../../../templates/helpers/page-end.ts";
import { restartAfter } from "../../../templates/helpers/restart-after.ts";
import { sliceById } from "../../../templates/helpers/slice-by-id.ts";
import { sliceByTime } from "../../../templates/helpers/slice-by-time.ts";
import { slipped } from "../../../templates/helpers/slipped.ts";
import { tokenAfter } from "../../../templates/helpers/token-after.ts";
import { nextPage, resumeWalk, stepBack, type Walk } from "../../../templates/helpers/walk.ts";

const rows = (...ids: number[]) => ids.map((id) => ({ id }));
const idOf = (row: { id: number }) => row.id;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("a flag", () => {
  it.each([true, "true", "True", 1, "1", "https://api.example/next", {}])("is set by %j", (more) => {
    expect(flagAt({ more }, ["more"])).toBe(true);
  });

  it.each([false, "false", "False", 0, "0", null, ""])("is not set by %j", (more) => {
    expect(flagAt({ more }, ["more"])).toBe(false);
  });

  it("that an answer does not have says nothing", () => {
    expect(flagAt({}, ["more"])).toBeUndefined();
    expect(flagAt(null, ["page", "more"])).toBeUndefined();
  });
});

describe("a token", () => {
  it("leads on over an empty page, and ends the list where there is none or an empty page names itself", () => {
    expect(tokenAfter("p2", [], "p3")).toBe("p3");
    expect(tokenAfter("p2", [1], undefined)).toBeUndefined();
    expect(tokenAfter("p2", [], "p2")).toBeUndefined();
    // With records it is a fault, which the walk names.
    expect(tokenAfter("p2", [1], "p2")).toBe("p2");
  });

  it("may be a URL, in full or relative to the page, on the same host only", () => {
    const url = "https://api.example/v1/orders?page=2";
    const next = (value: unknown) => nextUrl({ links: { next: value } }, ["links", "next"], url);
    expect(next("https://api.example/v1/orders?page=3")).toBe("https://api.example/v1/orders?page=3");
    expect(next("/v1/orders?page=3")).toBe("https://api.example/v1/orders?page=3");
    expect(next("?page=3")).toBe("https://api.example/v1/orders?page=3");
    expect(next(null)).toBeUndefined();
    for (const other of ["https://evil.example/", "http://api.example/v1/orders", "//evil.example/x"])
      expect(() => next(other)).toThrow("The next page is on another host");
  });

  it("counts only in a link with the wanted attribute", () => {
    const link = (results: string) => new Headers({ link: `</i?c=1>; rel="next"; results="${results}"` });
    const base = "https://sentry.example";
    expect(nextLink(link("true"), base, { results: "true" })).toBe("https://sentry.example/i?c=1");
    expect(nextLink(link("false"), base, { results: "true" })).toBeUndefined();
  });

  it("that could end the text it stands in is refused", () => {
    expect(bare(200)).toBe("200");
    expect(bare("2026-01-02T03:04:05.000Z")).toBe("2026-01-02T03:04:05.000Z");
    for (const text of ["1' OR '1'='1", "a\nb", "", 'x"'])
      expect(() => bare(text)).toThrow("cannot stand in a query");
  });
});

describe("a circle of pages", () => {
  it.each([1, 2, 3, 7, 40])("of %i is noticed within three rounds, whatever came before it", (length) => {
    const place = (step: number) => (step < 5 ? `start ${step}` : `circle ${(step - 5) % length}`);
    let mark: Mark<string> | undefined;
    let step = 0;
    do {
      mark = marked(mark, step === 0 ? undefined : place(step), place(step + 1));
      step += 1;
    } while (mark && step < 1000);
    expect(step).toBeLessThanOrEqual(5 + 3 * Math.max(length, 6));
  });

  it("is not seen where every place is new", () => {
    let mark: Mark<number> | undefined;
    for (let page = 0; page < 5000; page += 1) {
      mark = marked(mark, page, page + 1);
      expect(mark).toBeDefined();
    }
  });

  it("restarts a walk, and the tail's places are no part of the list's", () => {
    let walk: Walk<string, string> = { v: 1 };
    const go = (at: string) => (walk = nextPage(walk, [], { at, seen: 1 }).nextState as typeof walk);
    for (const at of ["a", "b", "a", "b"]) go(at);
    expect(walk).toEqual({ v: 1, restarts: 1 });
    go("a");
    walk = nextPage(walk, [], { seen: 2, tail: { since: "s" } }).nextState;
    expect(nextPage(walk, [], { tail: { since: "s", at: "a" } }).nextState).toMatchObject({
      tail: { at: "a" },
    });
  });

  it("and a list without end is given up, with a reason", () => {
    const walk: Walk<string> = { v: 1, mark: { pages: 100_000, at: "x" }, at: "y" };
    const { nextState } = nextPage(walk, [], { at: "z" });
    expect(() => resumeWalk(nextState as Walk<string>)).toThrow("The list did not end after 100000 pages");
  });
});

describe("pages with numbers", () => {
  const first = { number: 1, empty: 0 };

  it("end with an empty page, or as the API says", () => {
    expect(numberedAfter(first, [1, 2], {})).toEqual({ next: { number: 2, empty: 0 } });
    expect(numberedAfter(first, [], {})).toEqual({});
    expect(numberedAfter(first, [1], { more: false })).toEqual({});
    expect(numberedAfter({ number: 3, empty: 0 }, [1], { pages: "3" })).toEqual({});
    expect(numberedAfter({ number: 2, empty: 0 }, [1], { pages: "3" })).toMatchObject({
      next: { number: 3 },
    });
    expect(numberedAfter({ number: 2, empty: 0 }, [1], { pages: "3", first: 0 })).toEqual({});
    expect(numberedAfter(first, [1], { pages: undefined })).toMatchObject({ next: { number: 2 } });
  });

  it("move an offset on by what a page really held, and over an empty page by its size", () => {
    expect(numberedAfter({ number: 100, empty: 0 }, Array(37), { size: 100 })).toMatchObject({
      next: { number: 137 },
    });
    expect(numberedAfter({ number: 100, empty: 0 }, [], { size: 100, more: true })).toEqual({
      next: { number: 200, empty: 1 },
    });
  });

  it("move an offset on by no more than was asked for: what came beyond that may have no place", () => {
    expect(numberedAfter({ number: 100, empty: 0 }, Array(101), { size: 100 })).toMatchObject({
      next: { number: 200 },
    });
  });

  it("go on over ten empty pages if the API says so, and then give up; a full one counts anew", () => {
    expect(numberedAfter({ number: 11, empty: 9 }, [], { more: true })).toEqual({
      next: { number: 12, empty: 10 },
    });
    expect(numberedAfter({ number: 12, empty: 10 }, [], { more: true }).refused).toContain(
      "11 empty pages in a row",
    );
    expect(numberedAfter({ number: 12, empty: 10 }, [1], { more: true })).toEqual({
      next: { number: 13, empty: 0 },
    });
  });

  it("never run on into what the API does not serve, which could look like the end", () => {
    expect(numberedAfter({ number: 9900, empty: 0 }, Array(100), { size: 100, last: 9900 })).toEqual({
      refused: "The API serves nothing beyond page or offset 9900",
    });
    expect(
      numberedAfter({ number: 9900, empty: 0 }, Array(100), { size: 100, last: 9900, more: false }),
    ).toEqual({});
  });
});

describe("a page that shifted", () => {
  const end = pageEnd("p1", rows(1, 2, 3, 4), idOf);

  it("is noticed where a deleted record pulled the next page up", () => {
    expect(end).toEqual({ at: "p1", lastId: "4", ends: ["2", "3", "4"] });
    expect(slipped(end.ends, rows(2, 3, 4, 5), rows(6, 7, 8, 9), idOf)).toBe(
      "The list moved while it was read",
    );
    expect(slipped(end.lastId, rows(2, 3, 4, 5), rows(6, 7), idOf)).toBe("The list moved while it was read");
  });

  it("is none where new records only repeat one, or where the last ones are gone and nothing came up", () => {
    expect(slipped(end.ends, rows(0, 1, 2, 3), rows(4, 5, 6), idOf)).toBeUndefined();
    expect(slipped(end.ends, rows(1, 2, 3, 4), rows(5, 6), idOf)).toBeUndefined();
    expect(slipped(end.ends, rows(1, 2), rows(), idOf)).toBeUndefined();
  });

  it("is none where the page before grew at its end and the next one begins with what came there", () => {
    expect(slipped(end.ends, rows(1, 2, 3, 4, 5, 6), rows(5, 6), idOf)).toBeUndefined();
    expect(slipped(end.ends, rows(1, 2, 3, 4, 5), rows(6, 7), idOf)).toBe("The list moved while it was read");
    expect(slipped(end.ends, rows(1, 2, 3, 4, 5), rows(), idOf)).toBe("The list moved while it was read");
  });

  it("is none where all records of both pages are of another kind", () => {
    const empty = pageEnd("p1", rows(), idOf);
    expect(slipped(empty.ends, rows(), rows(5), idOf)).toBeUndefined();
    expect(slipped(empty.lastId, rows(), rows(5), idOf)).toBeUndefined();
    expect(slipped(empty.ends, rows(4), rows(5), idOf)).toBe("The list moved while it was read");
  });

  it("is another fault where its number has no effect", () => {
    expect(slipped(end.ends, rows(1, 2, 3, 4), rows(1, 2, 3, 4), idOf)).toBe(
      "The API gave the same page twice",
    );
  });

  it("is made good by handing in the page before once more", () => {
    const walk: Walk<string> = { v: 1, seen: 4, at: "p2", before: end };
    const back = stepBack(walk, ["2", "3", "4", "5"], ["change"], "moved");
    expect(back).toEqual({
      changes: ["change"],
      hasMore: true,
      nextState: {
        v: 1,
        seen: 5,
        stepsBack: 1,
        at: "p2",
        before: { at: "p1", lastId: "5", ends: ["3", "4", "5"] },
      },
    });
    expect(nextPage(back.nextState as Walk<string>, [], { at: "p3", seen: 9 }).nextState).not.toHaveProperty(
      "stepsBack",
    );
  });

  it("restarts the walk where the border is lost, where nothing slipped, and where it goes on for ever", () => {
    const walk: Walk<string> = { v: 1, seen: 4, at: "p2", before: end };
    const restarted = { changes: [], nextState: { v: 1, restarts: 1 } };
    expect(stepBack(walk, ["7", "8", "9"], ["change"], "moved")).toMatchObject(restarted);
    expect(stepBack(walk, ["1", "2", "3", "4"], ["change"], "same")).toMatchObject(restarted);
    expect(stepBack({ ...walk, stepsBack: 10 }, ["3", "4", "5"], ["change"], "moved")).toMatchObject(
      restarted,
    );
  });
});

describe("changes that come by number", () => {
  type Change = { id: number; time?: string | null };
  const of = { time: ({ time }: Change) => time, id: ({ id }: Change) => id };
  const at = { since: "2026-01-01T00:00:00.000Z", number: 1, empty: 0 };
  const changes = (...seconds: number[]): Change[] =>
    seconds.map((second, id) => ({ id, time: `2026-01-01T00:00:${String(second).padStart(2, "0")}Z` }));
  const paging = { resolution: 1000, back: 0 };

  it("are asked for anew from the last one's time, at the first number", () => {
    expect(restartAfter({ ...at, number: 3 }, changes(0, 1, 2), of, paging)).toEqual({
      next: { since: "2026-01-01T00:00:02.000Z", number: 1, empty: 0 },
    });
    expect(restartAfter(at, changes(0, 1, 5), of, { resolution: 1000, back: 1000, first: 0 })).toEqual({
      next: { since: "2026-01-01T00:00:04.000Z", number: 0, empty: 0 },
    });
  });

  it("go on by number within a time that fills a page, also where the bound leaves out its own time", () => {
    expect(restartAfter(at, changes(0, 0, 0), of, paging)).toEqual({
      next: { since: at.since, number: 2, empty: 0, ends: "0 2" },
    });
    expect(restartAfter(at, changes(1, 1), of, { resolution: 1000, back: 1000, size: 2 })).toMatchObject({
      next: { since: at.since, number: 3 },
    });
  });

  it("end with an empty page or as the API says; a record without a time is no place to start from", () => {
    expect(restartAfter(at, [], of, paging)).toEqual({});
    expect(restartAfter(at, changes(1, 2), of, { ...paging, more: false })).toEqual({});
    expect(restartAfter(at, [...changes(1, 2), { id: 9, time: null }], of, paging)).toMatchObject({
      next: { since: "2026-01-01T00:00:02.000Z" },
    });
    expect(restartAfter(at, [{ id: 1, time: null }], of, paging)).toMatchObject({
      next: { since: at.since, number: 2 },
    });
  });

  it("end after ten empty pages, because the next cycle asks for the same again", () => {
    expect(restartAfter(at, [], of, { ...paging, more: true })).toEqual({
      next: { ...at, number: 2, empty: 1 },
    });
    expect(restartAfter({ ...at, empty: 10 }, [], of, { ...paging, more: true })).toEqual({});
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("11 empty pages in a row"));
  });

  it("are given up where more have one time than the API serves, and where the number has no effect", () => {
    const full = { ...paging, size: 100, last: 9900 };
    expect(
      restartAfter({ ...at, number: 9900 }, changes(0, 0), of, { ...full, size: 2, last: 9900 }).refused,
    ).toContain("more changes than that have one and the same time");
    expect(restartAfter({ ...at, ends: "0 2" }, changes(0, 0, 0), of, paging).refused).toContain(
      "same page twice",
    );
  });

  it("lose nothing and end, however many share a time", () => {
    const all = Array.from({ length: 500 }, (_, id): Change => ({
      id,
      time: changes(Math.floor(id / 123))[0]?.time ?? null,
    }));
    for (const back of [0, 1000]) {
      const seen = new Set<number>();
      let place: Parameters<typeof restartAfter>[0] | undefined = at;
      for (let asked = 0; place !== undefined; asked += 1) {
        expect(asked).toBeLessThan(200);
        const bound = Date.parse(place.since);
        const found = all.filter(({ time }) => Date.parse(time ?? "") >= bound + back);
        const page: Change[] = found.slice(20 * (place.number - 1), 20 * place.number);
        for (const { id } of page) seen.add(id);
        place = restartAfter(place, page, of, { resolution: 1000, back }).next;
      }
      expect(seen.size).toBe(back === 0 ? 500 : 500 - 123);
    }
  });
});

describe("one answer with everything", () => {
  it("is handed in by the hundred, in the order of ids, whatever comes and goes meanwhile", () => {
    const all = Array.from({ length: 250 }, (_, id) => ({ id: 1000 + ((id * 7) % 250) }));
    const first = sliceById(all, undefined, idOf);
    expect([first.records.length, first.next]).toEqual([100, "1099"]);
    const second = sliceById(
      [{ id: 1 }, ...all.filter(({ id }) => id !== 1099 && id !== 1005)],
      first.next,
      idOf,
    );
    expect([second.records.length, second.next]).toEqual([100, "1199"]);
    const third = sliceById(all, second.next, idOf);
    expect([third.records.length, third.next]).toEqual([50, undefined]);
    expect(new Set([first, second, third].flatMap(({ records }) => records.map(idOf))).size).toBe(250);
  });

  it("keeps records of one id together, and those without one in the first part", () => {
    const all = [...rows(...Array.from({ length: 100 }, (_, id) => 1000 + id)), { id: 1099 }, { id: null }];
    const { records, next } = sliceById(all, undefined, ({ id }) => id);
    expect([records.length, next]).toEqual([100, "1098"]);
    expect(sliceById(all, next, ({ id }) => id).records).toEqual([{ id: 1099 }, { id: 1099 }]);
  });

  it("is handed in by time and id where it holds changes", () => {
    const time = (row: { t: number }) => new Date(row.t).toISOString();
    const all = Array.from({ length: 230 }, (_, id) => ({ id, t: 1000 * Math.floor(id / 150) })).reverse();
    const of = { time, id: idOf };
    const first = sliceByTime(all, undefined, of);
    const second = sliceByTime(all, first.next, of);
    const third = sliceByTime([...all, { id: 999, t: 5000 }], second.next, of);
    expect([first, second, third].map(({ records }) => records.length)).toEqual([100, 100, 31]);
    expect(third.next).toBeUndefined();
    expect(new Set([first, second, third].flatMap(({ records }) => records.map(idOf))).size).toBe(231);
    expect(time(first.records[0] ?? { t: NaN }) <= time(third.records[0] ?? { t: NaN })).toBe(true);
  });
});
