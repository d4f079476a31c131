import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { advance, resumeDelta } from "../../../templates/helpers/delta.ts";
import { earlier } from "../../../templates/helpers/earlier.ts";
import { endpoint } from "../../../templates/helpers/endpoint.ts";
import { idAfter } from "../../../templates/helpers/id-after.ts";
import { keysetAfter } from "../../../templates/helpers/keyset-after.ts";
import { latestById } from "../../../templates/helpers/latest-by-id.ts";
import { movedOn } from "../../../templates/helpers/moved-on.ts";
import { nextLink } from "../../../templates/helpers/next-link.ts";
import { recordsAt } from "../../../templates/helpers/records-at.ts";
import { requireEnv } from "../../../templates/helpers/require-env.ts";
import { serverTime } from "../../../templates/helpers/server-time.ts";
import { textAt } from "../../../templates/helpers/text-at.ts";
import { finishWalk, nextPage, restartWalk, resumeWalk, type Walk } from "../../../templates/helpers/walk.ts";
import { wholeSeconds } from "../../../templates/helpers/whole-seconds.ts";

const start = Date.parse("2026-11-21T10:00:00Z");
type State = Walk<string, string>;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a full walk", () => {
  it("ends with nothing but its count, so that no page can outlive the cycle", () => {
    expect(finishWalk({ lastRows: 10 }, 12, ["a"], { key: "k" })).toEqual({
      changes: ["a"],
      hasMore: false,
      nextState: { v: 1, lastRows: 12 },
    });
  });

  it.each([undefined, null, { v: 2, at: "old" }, { cursor: "old" }])("begins anew from %j", (state) => {
    expect(resumeWalk(state as never)).toEqual({ v: 1 });
  });

  it("goes on where it was, and keeps what it counted", () => {
    const walk: State = { v: 1, lastRows: 7, at: "p2", seen: 100, startedAt: "t" };
    expect(resumeWalk(walk)).toBe(walk);
    expect(nextPage(walk, [], { at: "p3", seen: 200 }).nextState).toEqual({
      v: 1,
      lastRows: 7,
      restarts: 0,
      seen: 200,
      at: "p3",
      mark: { pages: 1, at: "p3" },
    });
    expect(
      nextPage({ ...walk, tail: { since: "s" } }, [], { tail: { since: "s", at: "t2" } }).nextState,
    ).toMatchObject({ seen: 100 });
  });

  it("refuses to end without a row, unless the plan allows it", () => {
    const refused = finishWalk({}, 0, [], { key: "books" });
    expect(refused).toMatchObject({ hasMore: true, changes: [] });
    expect(() => resumeWalk(refused.nextState as State)).toThrow(
      "books: the API lists no records. Nothing was deleted.",
    );
    expect(finishWalk({}, 0, [], { key: "books", allowEmpty: true })).toMatchObject({ hasMore: false });
  });

  it("refuses to end with far fewer rows than the last time, naming both and the release", () => {
    const refused = finishWalk({ lastRows: 100 }, 69, [], { key: "books" });
    expect(() => resumeWalk(refused.nextState as State)).toThrow(
      /books: the API lists 69 records, 100 the last time\. Nothing was deleted\..*ntn workers sync state reset books/,
    );
    expect(finishWalk({ lastRows: 100 }, 70, [], { key: "books" })).toMatchObject({ hasMore: false });
    expect(finishWalk({ lastRows: 29 }, 9, [], { key: "books" })).toMatchObject({ hasMore: false });
  });

  it("begins anew a minute after a refusal, so that it is never stuck", () => {
    const { nextState } = finishWalk({ lastRows: 100 }, 1, [], { key: "books" });
    vi.setSystemTime(start + 59_999);
    expect(() => resumeWalk(nextState as State)).toThrow("1 records");
    vi.setSystemTime(start + 60_000);
    expect(resumeWalk(nextState as State)).toEqual({ v: 1, lastRows: 100 });
  });

  it("restarts three times and then says why it gives up", () => {
    let state: State = { v: 1, lastRows: 5, at: "p2", seen: 9 };
    for (const restarts of [1, 2, 3]) {
      state = restartWalk(state, "The list moved").nextState;
      expect(state).toEqual({ v: 1, lastRows: 5, restarts });
    }
    const { nextState } = restartWalk(state, "The list moved");
    expect(() => resumeWalk(nextState as State)).toThrow(
      "The list moved, 4 times in a row. Nothing was deleted",
    );
  });

  it("takes a page that leads to itself as a fault of the list", () => {
    expect(nextPage({ v: 1, at: "p2" } as State, ["a"], { at: "p2", seen: 1 })).toMatchObject({
      changes: [],
      nextState: { restarts: 1 },
    });
    expect(
      nextPage({ v: 1, tail: { since: "s", at: "p2" } } as State, ["a"], { tail: { since: "s", at: "p2" } }),
    ).toMatchObject({ changes: [] });
  });
});

describe("a delta", () => {
  it("looks back from now the first time, and from the newest change ever after", () => {
    expect(resumeDelta(undefined, 600_000, 86_400_000)).toEqual({
      since: "2026-11-20T10:00:00.000Z",
      at: undefined,
      known: { v: 1 },
    });
    expect(resumeDelta({ v: 1, high: "2026-11-01T00:10:00Z" }, 600_000, 86_400_000)).toMatchObject({
      since: "2026-11-01T00:00:00.000Z",
    });
  });

  it("goes on inside a cycle with the bound it began with", () => {
    const state = { v: 1, high: "2026-11-01T00:10:00Z", since: "2026-10-01T00:00:00Z", at: "p2" } as const;
    expect(resumeDelta(state, 600_000, 1)).toMatchObject({ since: "2026-10-01T00:00:00Z", at: "p2" });
  });

  it("starts again from a state of another shape", () => {
    expect(resumeDelta({ cursor: "x" } as never, 1, 86_400_000)).toMatchObject({
      since: "2026-11-20T10:00:00.000Z",
      known: { v: 1 },
    });
  });

  it("moves only to times that were really seen, compared as instants", () => {
    const now = "2026-11-21T12:00:00.000Z";
    expect(advance({ v: 1 }, ["2026-11-21T07:00:00-05:00", "2026-11-21T11:59:00Z", null], now)).toEqual({
      v: 1,
      high: now,
    });
    expect(advance({ v: 1, high: "2026-11-21T09:00:00.000Z" }, [], now)).toEqual({
      v: 1,
      high: "2026-11-21T09:00:00.000Z",
    });
    expect(advance({ v: 1 }, [null, "x"], now)).toEqual({ v: 1 });
  });

  it("never runs ahead of the server because one record carries a future time", () => {
    expect(advance({ v: 1 }, ["2099-01-01T00:00:00Z"], "2026-11-21T12:00:00.000Z")).toEqual({
      v: 1,
      high: "2026-11-21T12:00:00.000Z",
    });
  });

  it("leaves an error for the next call when a page leads to itself, and begins anew a minute later", () => {
    const to = { time: "a", id: "2" };
    expect(movedOn({ time: "a", id: "1" }, to, undefined)).toEqual({ at: to, mark: { pages: 1, at: to } });
    const high = "2026-11-21T09:00:00.000Z";
    const state = { v: 1 as const, high, since: "2026-11-20T00:00:00Z", ...movedOn("p2", "p2", undefined) };
    expect(() => resumeDelta(state, 60_000, 1)).toThrow("The API gave the same page twice. Nothing is lost");
    vi.setSystemTime(start + 60_000);
    const anew = resumeDelta(state, 60_000, 1);
    expect(anew).toMatchObject({ since: "2026-11-21T08:59:00.000Z", at: undefined, known: { v: 1, high } });
  });
});

describe("pages", () => {
  it("are read at their path, and a missing list is an error and not an empty one", () => {
    expect(recordsAt({ data: { items: [{ a: 1 }, null, 5] } }, ["data", "items"])).toEqual([{ a: 1 }]);
    expect(recordsAt([{ a: 1 }], [])).toEqual([{ a: 1 }]);
    expect(() => recordsAt({ error: "x" }, ["data", "items"])).toThrow(
      'Expected a list at "data.items" of the answer, got undefined',
    );
    expect(() => recordsAt({ data: "x" }, ["data"])).toThrow("got string");
  });

  it("end without a token: null, false and an empty text are none", () => {
    for (const next of [null, false, "", undefined]) expect(textAt({ next }, ["next"])).toBeUndefined();
    expect(textAt({ next: 2 }, ["next"])).toBe("2");
    expect(textAt(null, ["a", "b"])).toBeUndefined();
  });

  it("follow the next link as it is, but only on the same host", () => {
    const link = (text: string) => new Headers({ link: text });
    const base = "https://api.example.com/v1";
    expect(
      nextLink(
        link(
          '<https://api.example.com/i?a=1,2&page=3>; rel="next", <https://api.example.com/i?page=9>; rel="last"',
        ),
        base,
      ),
    ).toBe("https://api.example.com/i?a=1,2&page=3");
    expect(nextLink(link("</i?page=2>; rel=next"), base)).toBe("https://api.example.com/i?page=2");
    expect(nextLink(link('<https://api.example.com/i?page=1>; rel="prev"'), base)).toBeUndefined();
    expect(nextLink(new Headers(), base)).toBeUndefined();
    expect(() => nextLink(link('<https://evil.example/i>; rel="next"'), base)).toThrow(
      "The next page is on another host: evil.example",
    );
  });

  it("go on after the last record, and end only when there is none", () => {
    const [time, id] = [(row: { t?: unknown }) => row.t, (row: { id?: unknown }) => row.id] as const;
    expect(
      keysetAfter<{ t?: unknown; id?: unknown }>(
        [
          { t: "2026-01-01T00:00:00Z", id: 1 },
          { t: "2026-01-02T00:00:00Z", id: 2 },
          { t: "soon", id: 3 },
          { t: null, id: 4 },
        ],
        time,
        id,
      ),
    ).toEqual({ time: "2026-01-02T00:00:00Z", id: "2" });
    expect(keysetAfter<{ t?: unknown; id?: unknown }>([], time, id)).toBeUndefined();
    expect(() => keysetAfter<{ t?: unknown; id?: unknown }>([{ id: 1 }], time, id)).toThrow(
      "no place to go on from",
    );
    expect(keysetAfter<{ t?: unknown; id?: unknown }>([{ id: 1 }], time, id, 2)).toBeUndefined();
    expect(() => keysetAfter<{ t?: unknown; id?: unknown }>([{ id: 1 }, { id: 2 }], time, id, 2)).toThrow(
      "no place to go on from",
    );
  });

  it("go on after the last id, and end only when there is none", () => {
    const idOf = (row: { id?: unknown }) => row.id;
    expect(idAfter([{ id: 1 }, { id: 2 }, { id: null }], idOf)).toBe("2");
    expect(idAfter<{ id?: unknown }>([], idOf)).toBeUndefined();
    expect(() => idAfter([{ id: null }], idOf)).toThrow("no place to go on from");
  });

  it("leave parameters without a value out of the address", () => {
    expect(endpoint("https://a.example/v1/", "/books", { limit: "2", cursor: undefined })).toBe(
      "https://a.example/v1/books?limit=2",
    );
    expect(endpoint("https://a.example", "/b", { q: "a&b=c d" })).toBe("https://a.example/b?q=a%26b%3Dc+d");
  });
});

describe("latestById", () => {
  type Row = { id?: unknown; t?: string };
  const pick = (rows: Row[]) =>
    latestById(
      rows,
      (row) => row.id,
      (row) => row.t,
    );

  it("keeps the newest record of an id, wherever it stands on the page", () => {
    expect(
      pick([{ id: 1, t: "2026-01-02T00:00:00Z" }, { id: "1", t: "2026-01-01T00:00:00Z" }, { id: 2 }]),
    ).toEqual([{ id: 1, t: "2026-01-02T00:00:00Z" }, { id: 2 }]);
    expect(
      pick([
        { id: 1, t: "2026-01-01T00:00:00Z" },
        { id: 1, t: "2026-01-02T00:00:00Z" },
      ]),
    ).toHaveLength(1);
  });

  it("skips and counts records without an id, and keeps id 0", () => {
    expect(pick([{ id: null }, { id: "" }, {}, { id: 0 }])).toEqual([{ id: 0 }]);
    expect(console.error).toHaveBeenCalledWith("Skipped 3 of 4 records: they have no id");
  });
});

describe("times and settings", () => {
  it("come from the server's clock where it tells", () => {
    expect(serverTime(new Headers({ date: "Sat, 21 Nov 2026 09:00:00 GMT" }))).toBe(
      "2026-11-21T09:00:00.000Z",
    );
    expect(serverTime(new Headers())).toBe("2026-11-21T10:00:00.000Z");
    expect(earlier("2026-11-21T10:00:00Z", 600_000)).toBe("2026-11-21T09:50:00.000Z");
    expect(wholeSeconds("2026-11-21T10:00:00.999Z")).toBe("2026-11-21T10:00:00Z");
  });

  it("fail by name when a setting is missing", () => {
    vi.stubEnv("CREATE_SYNC_TEST_SETTING", "");
    expect(() => requireEnv("CREATE_SYNC_TEST_SETTING")).toThrow(
      "CREATE_SYNC_TEST_SETTING is not set. Locally: put it in .env.",
    );
    vi.stubEnv("CREATE_SYNC_TEST_SETTING", "x");
    expect(requireEnv("CREATE_SYNC_TEST_SETTING")).toBe("x");
    vi.unstubAllEnvs();
  });
});
