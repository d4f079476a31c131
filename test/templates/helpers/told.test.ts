import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  finishToken,
  firstToken,
  forgetToken,
  resumeToken,
  type ChangeToken,
} from "../../../templates/helpers/change-token.ts";
import { feedPage, type FeedPlace } from "../../../templates/helpers/feed-page.ts";
import { gone } from "../../../templates/helpers/gone.ts";
import { HttpError } from "../../../templates/helpers/http-error.ts";
import { isOfType } from "../../../templates/helpers/is-of-type.ts";
import { listOn } from "../../../templates/helpers/listing.ts";
import { lookAhead } from "../../../templates/helpers/look-ahead.ts";
import { recordAt } from "../../../templates/helpers/record-at.ts";
import { segment } from "../../../templates/helpers/segment.ts";

const start = Date.parse("2026-11-21T10:00:00Z");
const minute = 60_000;
type State = ChangeToken<string, string>;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const at = (minutes: number): string => new Date(start + minutes * minute).toISOString();

describe("a delta that goes by tokens", () => {
  it.each([undefined, null, "text", 17, [1], {}, { v: 2, token: "t" }])(
    "begins with a listing from %j",
    (state) => {
      expect(resumeToken(state as never)).toEqual({
        token: "",
        at: undefined,
        mark: undefined,
        listing: {},
        known: { v: 1 },
      });
    },
  );

  it("goes on with what the state holds", () => {
    const state: State = { v: 1, token: "t1", younger: { token: "t2", takenAt: at(0) }, at: "p2" };
    expect(resumeToken(state)).toEqual({
      token: "t1",
      at: "p2",
      mark: undefined,
      listing: undefined,
      known: { v: 1, token: "t1", younger: { token: "t2", takenAt: at(0) } },
    });
    expect(resumeToken({ v: 1, token: "t1", listing: { at: "p3" } } as State).listing).toEqual({ at: "p3" });
  });

  it("throws what the call before refused, and a minute later starts from its token", () => {
    const state: State = { v: 1, token: "t1", at: "p2", refused: { because: "no token", at: start } };
    expect(() => resumeToken(state)).toThrow("no token");
    vi.setSystemTime(start + minute);
    expect(resumeToken(state)).toMatchObject({ token: "t1", at: undefined, known: { v: 1, token: "t1" } });
  });

  it("starts each cycle from a token that was taken at least the overlap before the newest", () => {
    let known: State = { v: 1, token: "t0" };
    const starts: string[] = [];
    for (let cycle = 1; cycle <= 7; cycle += 1) {
      const { token, known: before } = resumeToken(known);
      starts.push(token);
      const page = { token: `t${cycle}`, now: at(5 * cycle) };
      known = finishToken(before, page, [], 10 * minute).nextState;
    }
    expect(starts).toEqual(["t0", "t0", "t0", "t1", "t1", "t3", "t3"]);
  });

  it("says that it needs a token, rather than to ask for ever since the old one", () => {
    const end = finishToken({ v: 1, token: "t0" }, { token: undefined, now: at(0) }, ["a"], minute);
    expect(end.changes).toEqual(["a"]);
    expect(end.hasMore).toBe(true);
    expect(() => resumeToken(end.nextState)).toThrow("has no token");
  });

  it("does not go back to a token for which the API gives everything", () => {
    const page = { token: "t9", now: at(0), isFull: true };
    expect(finishToken({ v: 1, token: "t0" }, page, [], 10 * minute).nextState).toEqual({
      v: 1,
      token: "t9",
      younger: { token: "t9", takenAt: at(0) },
    });
  });

  it("tries the younger token before it lists everything, and then names the command for the rest", () => {
    const state = { v: 1 as const, token: "t0", younger: { token: "t1", takenAt: at(0) } };
    const retry = forgetToken(state, "acmeBackfill");
    expect(retry).toEqual({ changes: [], hasMore: true, nextState: { v: 1, token: "t1" } });
    expect(console.error).not.toHaveBeenCalled();
    expect(forgetToken(retry.nextState, "acmeBackfill").nextState).toEqual({ v: 1 });
    expect(console.error).toHaveBeenCalledWith(
      expect.stringMatching(/everything is listed once.*ntn workers sync trigger acmeBackfill/),
    );
  });
});

describe("a listing by a delta", () => {
  it("gives its token at its end, or the first one where every page has one", () => {
    expect(firstToken({ next: "p2", token: undefined })).toEqual({});
    expect(firstToken({ next: undefined, token: "t1" })).toEqual({ token: "t1" });
    expect(firstToken({ next: undefined, token: "t2" }, "t1")).toEqual({});
    expect(firstToken({ next: undefined, token: undefined })).toMatchObject({
      refused: { because: expect.stringContaining("no token") as string },
    });
  });

  it("moves on page by page, and notices a circle", () => {
    const first = listOn<string>({}, { next: "p2" }, { lastId: "7" });
    expect(first.listing).toMatchObject({ at: "p2", before: { lastId: "7" } });
    expect(listOn(first.listing ?? {}, { next: undefined })).toEqual({});
    expect(listOn(first.listing ?? {}, { next: "p2" }).refused?.because).toContain("same page twice");
    expect(listOn<string>({}, { refused: "beyond the last page" }).refused?.because).toBe(
      "beyond the last page",
    );
  });
});

/** A feed with the newest event first, as an API with two parameters pages through it. */
function walkFeed(count: number, size: number): { applied: number[]; pages: number } {
  const newestFirst = Array.from({ length: count }, (_, index) => ({
    id: String(count - index).padStart(4, "0"),
  }));
  const applied: number[] = [];
  let at: FeedPlace | undefined;
  for (let pages = 1; ; pages += 1) {
    const { below, above } = at ?? {};
    const older = below === undefined ? newestFirst : newestFirst.filter(({ id }) => id < below);
    const newer = above === undefined ? older : newestFirst.filter(({ id }) => id > above);
    const events = above === undefined ? newer.slice(0, size) : newer.slice(-size);
    const page = feedPage(at, events, { more: newer.length > size, idOf: ({ id }) => id });
    applied.push(...page.records.map(({ id }) => Number(id)));
    if (page.refused !== undefined || pages > 100) throw new Error(page.refused ?? "endless");
    if (page.next === undefined) return { applied, pages };
    at = page.next;
  }
}

describe("a feed with the newest event first", () => {
  it.each([
    [0, 3],
    [1, 3],
    [3, 3],
    [4, 3],
    [5, 3],
    [7, 3],
    [20, 3],
    [9, 2],
  ])("of %i events, %i a page, is applied whole and oldest first", (count, size) => {
    const { applied } = walkFeed(count, size);
    expect([...new Set(applied)]).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(applied).toEqual([...applied].sort((one, other) => one - other));
  });

  it("takes one request where one page holds it", () => {
    expect(walkFeed(3, 3).pages).toBe(1);
  });

  it("refuses a page without events that claims to have more", () => {
    expect(feedPage({ below: "5" }, [], { more: true, idOf: () => "" }).refused).toContain(
      "the page is empty",
    );
    expect(feedPage({ below: "5" }, [], { more: false, idOf: () => "" })).toEqual({
      records: [],
      next: { above: "5" },
    });
  });
});

describe("a look at the events ahead", () => {
  const change = (type: "upsert" | "delete", key: string) => ({ type, key });
  const from = { since: at(-30), gone: [] };
  const end = { next: undefined, now: at(0) };

  it("goes through all pages, and looks from there the next time, an overlap back", () => {
    const first = lookAhead(from, { next: "p2", now: at(0) }, [change("delete", "1")], 10 * minute);
    expect(first).toEqual({ since: at(-30), gone: ["1"], at: "p2", mark: { pages: 1, at: "p2" } });
    if ("because" in first) throw new Error(first.because);
    const last = lookAhead(first, { ...end, now: at(1) }, [change("delete", "2")], 10 * minute);
    expect(last).toEqual({ since: at(-9), gone: ["1", "2"] });
  });

  it("goes by the last event of a record: what was made again is alive", () => {
    const events = [change("delete", "1"), change("delete", "2"), change("upsert", "1")];
    expect(lookAhead(from, end, events, 0)).toMatchObject({ gone: ["2"] });
    expect(lookAhead({ ...from, gone: ["1"] }, end, [change("upsert", "1")], 0)).toMatchObject({ gone: [] });
    expect(lookAhead({ ...from, gone: ["1"] }, end, [change("delete", "1")], 0)).toMatchObject({
      gone: ["1"],
    });
  });

  it("says when pages lead in a circle, and when too much was deleted for a state", () => {
    expect(lookAhead({ ...from, at: "p2" }, { next: "p2", now: at(0) }, [], 0)).toEqual({
      because: "The API gave the same page twice",
    });
    const many = Array.from({ length: 3000 }, (_, index) => change("delete", `order_${index}_long`));
    expect(lookAhead(from, end, many, 0)).toEqual({
      because: "More was deleted during the walk than can be remembered (3000 ids)",
    });
    expect(lookAhead(from, end, many.slice(0, 2000), 0)).toMatchObject({ since: at(0) });
  });
});

describe("one record by its id", () => {
  it("is gone where the API says so, and nowhere else", async () => {
    const missing = gone([404, 410]);
    await expect(Promise.reject(new HttpError("GET /a", 404)).catch(missing)).resolves.toBeUndefined();
    await expect(Promise.reject(new HttpError("GET /a", 500)).catch(missing)).rejects.toThrow("500");
    await expect(Promise.reject(new Error("no answer")).catch(missing)).rejects.toThrow("no answer");
  });

  it("is an object", () => {
    expect(recordAt({ data: { id: 1 } }, ["data"])).toEqual({ id: 1 });
    for (const data of [undefined, null, [], "text"])
      expect(() => recordAt({ data }, ["data"])).toThrow('Expected a record at "data"');
  });

  it("cannot lead to another path", () => {
    expect(segment("a/b c?d")).toBe("a%2Fb%20c%3Fd");
    for (const id of ["", ".", ".."]) expect(() => segment(id)).toThrow("cannot stand in a path");
  });
});

describe("the type of an event", () => {
  it.each([
    ["customer.created", ["customer.created"], true],
    ["customer.created", ["customer.*"], true],
    ["customer.tax_id.created", ["customer.created"], false],
    ["customers.created", ["customer.*"], false],
    [undefined, ["customer.*"], false],
    ["anything", ["*"], true],
  ])("%j is one of %j: %s", (type, types, is) => {
    expect(isOfType(type, types)).toBe(is);
  });
});
