import { beforeEach, describe, expect, it, vi } from "vitest";
import { allPages } from "../../../templates/helpers/all-pages.ts";
import { changesThenLog, type WithLog } from "../../../templates/helpers/delete-log.ts";
import { deletedIds } from "../../../templates/helpers/deleted-ids.ts";
import type { Delta } from "../../../templates/helpers/delta.ts";
import { HttpError } from "../../../templates/helpers/http-error.ts";

type State = WithLog<Delta<string>, number>;
type Read = Parameters<typeof changesThenLog<Delta<string>, number, string>>[1];

const now = Date.UTC(2026, 0, 5, 12);
const high = (day: number) => ({ v: 1 as const, high: `2026-01-0${day}T00:00:00.000Z` });

beforeEach(() => {
  vi.useFakeTimers({ now });
  return () => void vi.useRealTimers();
});

/** Two pages of changes and two of the log; what each call was given is noted. */
function reads(own: Partial<Read> = {}): Read & { given: unknown[] } {
  const given: unknown[] = [];
  return {
    given,
    changes: (state) => {
      given.push(["changes", state?.at]);
      const isLast = state?.at === "2";
      const nextState = isLast ? high(4) : { ...high(3), at: "2" };
      return Promise.resolve({ changes: [isLast ? "b" : "a"], hasMore: !isLast, nextState });
    },
    log: (log) => {
      given.push(["log", log?.at]);
      const isLast = log?.at === 2;
      const nextState = isLast ? high(2) : { ...high(1), at: 2 };
      return Promise.resolve({ changes: [isLast ? "d" : "c"], hasMore: !isLast, nextState });
    },
    unreadable: "Deleted orders stay.",
    ...own,
  };
}

async function cycle(read: Read, state?: State): Promise<{ changes: string[]; state: State }> {
  const changes: string[] = [];
  let at = state;
  for (let calls = 0; calls < 9; calls += 1) {
    const page = await changesThenLog(at, read);
    changes.push(...page.changes);
    at = JSON.parse(JSON.stringify(page.nextState)) as State;
    if (!page.hasMore) return { changes, state: at };
  }
  throw new Error("no end");
}

describe("changesThenLog", () => {
  it("reads the changes to their end, then the log; each from its own place, in every cycle", async () => {
    const read = reads();
    const first = await cycle(read);
    expect(first.changes).toEqual(["a", "b", "c", "d"]);
    expect(first.state).toEqual({ ...high(4), log: high(2), inLog: false });
    expect(read.given).toEqual([
      ["changes", undefined],
      ["changes", "2"],
      ["log", undefined],
      ["log", 2],
    ]);
    expect((await cycle(read, first.state)).changes).toEqual(["a", "b", "c", "d"]);
  });

  it("goes on from the place of a delta that had no log before", async () => {
    const changes = vi.fn<Read["changes"]>(() =>
      Promise.resolve({ changes: [], hasMore: false, nextState: high(5) }),
    );
    await changesThenLog(high(4), reads({ changes }));
    expect(changes.mock.calls[0]?.[0]).toMatchObject(high(4));
  });

  it.each([403, 404, 400])(
    "tells that the log is refused (%i), and reads the changes again after that",
    async (status) => {
      const log = () => Promise.reject(new HttpError("GET /log", status));
      const read = reads({ log });
      const refused = await changesThenLog({ ...high(4), log: high(2), inLog: true }, read);
      expect(refused).toMatchObject({ changes: [], hasMore: true });
      const state = refused.nextState as State;
      await expect(changesThenLog(state, read)).rejects.toThrow(
        `GET /log: HTTP ${status}. Deleted orders stay.`,
      );
      vi.advanceTimersByTime(61_000);
      expect(await changesThenLog(state, read)).toMatchObject({
        changes: ["a"],
        nextState: { log: high(2) },
      });
    },
  );

  it.each([401, 500, 503])(
    "leaves an error of everything (%i) to the next try of the same page",
    async (status) => {
      const log = () => Promise.reject(new HttpError("GET /log", status));
      await expect(changesThenLog({ ...high(4), inLog: true }, reads({ log }))).rejects.toThrow(
        `HTTP ${status}`,
      );
    },
  );

  it("leaves the log for the changes when the log itself says what is wrong with it", async () => {
    const refusal = { because: "The API gave the same page twice", at: now };
    const log = () =>
      Promise.resolve({ changes: ["c"], hasMore: true, nextState: { ...high(1), refused: refusal } });
    const page = await changesThenLog({ ...high(4), inLog: true }, reads({ log }));
    expect(page).toMatchObject({ changes: ["c"], hasMore: true, nextState: { inLog: false } });
    await expect(changesThenLog(page.nextState as State, reads())).rejects.toThrow("same page twice");
  });

  it.each([["text"], [17], [{}], [{ v: 2, inLog: true }], [{ v: 1, log: 5, inLog: "yes" }]])(
    "begins with the changes where the state is %j",
    async (state) => {
      const page = await changesThenLog(state as unknown as State, reads());
      expect(page.changes).toEqual(["a"]);
    },
  );
});

describe("deletedIds", () => {
  const ids = (...values: unknown[]) =>
    deletedIds(
      values.map((id) => ({ id })),
      (entry) => entry.id,
    );

  it("gives each id once, as text", () => {
    expect(ids("a-1", 7, "a-1", "7", "gid://shop/Order/3")).toEqual(["a-1", "7", "gid://shop/Order/3"]);
  });

  it("skips what could end a query, and says how many", () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(ids("a", null, "", "b,c", "d'", 'e"', "f^g", "h&i", "j k", {})).toEqual(["a"]);
    expect(said.mock.calls[0]?.[0]).toMatch(/^Skipped 9 of 10 entries/);
    said.mockRestore();
  });
});

describe("allPages", () => {
  const pages = (count: number) => (at: number | undefined) => {
    const page = at ?? 1;
    return Promise.resolve({ records: page === 2 ? [] : [page], next: page < count ? page + 1 : undefined });
  };

  it("reads on over an empty page, to the end", async () => {
    expect(await allPages(pages(4))).toEqual([1, 3, 4]);
  });

  it("gives all or nothing", async () => {
    await expect(allPages(pages(11))).rejects.toThrow("did not end after 10 pages");
    await expect(allPages(() => Promise.resolve({ records: [1], refused: "too far" }))).rejects.toThrow(
      "too far",
    );
  });
});
