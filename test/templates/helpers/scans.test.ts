import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  failNext,
  finishScan,
  nextInScan,
  restartScan,
  resumeScan,
  scanned,
  type ChangeScan,
} from "../../../templates/helpers/change-scan.ts";
import { dayAfter } from "../../../templates/helpers/day-after.ts";
import { isBefore } from "../../../templates/helpers/is-before.ts";
import { reachesBack } from "../../../templates/helpers/reaches-back.ts";
import { finishSpan, resumeSpan, spanAround } from "../../../templates/helpers/time-span.ts";

const start = Date.parse("2026-11-21T10:00:00Z");
const minute = 60_000;
const day = 86_400_000;
type State = ChangeScan<string>;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a scan of changes", () => {
  it("looks back from now the first time, and from what was read ever after", () => {
    expect(resumeScan(undefined, 10 * minute, day)).toMatchObject({ since: "2026-11-20T10:00:00.000Z" });
    expect(resumeScan({ v: 1, high: "2026-11-01T00:10:00Z" }, 10 * minute, day)).toMatchObject({
      since: "2026-11-01T00:00:00.000Z",
    });
  });

  it.each([null, { v: 2, since: "x" }, { cursor: "old" }])("begins anew from %j", (state) => {
    expect(resumeScan(state as never, minute, day)).toMatchObject({ since: "2026-11-20T10:00:00.000Z" });
  });

  it("keeps the bound it began with, whatever was found since", () => {
    const state: State = { v: 1, high: "2026-11-01T00:10:00Z", since: "2026-10-01T00:00:00Z", at: "p2" };
    expect(resumeScan(state, minute, day)).toMatchObject({ since: "2026-10-01T00:00:00Z", at: "p2" });
  });

  it("moves what is known only at its end", () => {
    const scan = resumeScan({ v: 1, high: "2026-11-21T09:00:00.000Z" } as State, 10 * minute, day);
    const first = scanned(scan, ["2026-11-21T09:58:00Z"], "2026-11-21T10:00:00.000Z");
    const next = nextInScan(first, ["a"], { since: scan.since, at: "p2" });
    expect(next).toEqual({
      changes: ["a"],
      hasMore: true,
      nextState: {
        v: 1,
        high: "2026-11-21T09:00:00.000Z",
        ahead: 0,
        restarts: 0,
        since: "2026-11-21T08:50:00.000Z",
        startedAt: "2026-11-21T10:00:00.000Z",
        newest: "2026-11-21T09:58:00.000Z",
        at: "p2",
        mark: { pages: 1, at: "p2" },
      },
    });
    const last = scanned(resumeScan(next.nextState, 10 * minute, day), [], "2026-11-21T10:05:00.000Z");
    expect(finishScan(last, ["b"])).toEqual({
      changes: ["b"],
      hasMore: false,
      nextState: { v: 1, high: "2026-11-21T09:58:00.000Z", ahead: 5 * minute },
    });
  });

  it("never gets ahead of its own beginning: what changed later may have been missed on a page already read", () => {
    const first = scanned({ v: 1 } as State, [], "2026-11-21T10:00:00.000Z");
    const second = scanned(first, ["2026-11-21T10:04:00Z"], "2026-11-21T10:05:00.000Z");
    expect(finishScan(second, []).nextState.high).toBe("2026-11-21T10:00:00.000Z");
  });

  it("stays where it is when nothing was found, and at its start when nothing ever was", () => {
    const quiet = scanned(
      { v: 1, high: "2026-11-20T00:00:00.000Z" } as State,
      [null, "x"],
      "2026-11-21T10:00:00.000Z",
    );
    expect(finishScan(quiet, []).nextState.high).toBe("2026-11-20T00:00:00.000Z");
    const never = scanned(
      resumeScan(undefined as State | undefined, minute, day),
      [],
      "2026-11-21T10:00:00.000Z",
    );
    expect(finishScan(never, []).nextState.high).toBe("2026-11-20T10:00:00.000Z");
    vi.setSystemTime(start + 3 * day);
    expect(resumeScan(finishScan(never, []).nextState, minute, day).since).toBe("2026-11-20T09:59:00.000Z");
  });

  it("learns how far the server's clock is ahead, and reckons with it", () => {
    const { nextState } = finishScan(scanned({ v: 1 } as State, [], "2026-11-21T10:07:00.000Z"), []);
    expect(nextState.ahead).toBe(7 * minute);
    vi.setSystemTime(start + 5 * minute);
    expect(resumeScan(nextState, minute, day).now).toBe("2026-11-21T10:12:00.000Z");
  });

  it("restarts from what was known, three times, and then says why it gives up", () => {
    let state: State = { v: 1, high: "2026-11-20T00:00:00.000Z", since: "s", at: "p2", newest: "n" };
    for (const restarts of [1, 2, 3]) {
      state = restartScan(state, "The list moved").nextState;
      expect(state).toEqual({ v: 1, high: "2026-11-20T00:00:00.000Z", restarts });
    }
    state = restartScan(state, "The list moved").nextState;
    expect(() => resumeScan(state, minute, day)).toThrow("The list moved, 4 times in a row");
    vi.setSystemTime(start + minute);
    expect(resumeScan(state, 0, day)).toMatchObject({ since: "2026-11-20T00:00:00.000Z" });
  });

  it("counts restarts over the pages of one cycle, and forgets them at its end", () => {
    const scan: State = { v: 1, restarts: 2, since: "2026-11-20T00:00:00.000Z" };
    expect(nextInScan(scan, [], { since: "s", at: "p2" }).nextState.restarts).toBe(2);
    expect(finishScan(scan, []).nextState).toEqual({ v: 1, high: "2026-11-20T00:00:00.000Z" });
  });

  it("takes pages that lead in a circle as a fault of the list", () => {
    let state: State = { v: 1, since: "s" };
    const places = ["p2", "p3", "p4", "p5", "p3", "p4", "p5", "p3", "p4", "p5"];
    const restarted = places.findIndex((at) => {
      const { nextState } = nextInScan(state, [], { since: "s", at });
      state = nextState;
      return nextState.restarts === 1;
    });
    expect(restarted).toBeGreaterThan(3);
  });

  it("hands in what it has and fails at the next call, so that no page is pinned", () => {
    const { nextState, changes } = failNext<string, string>(
      { high: "2026-11-21T09:00:00.000Z" },
      "Too many",
      ["a"],
    );
    expect(changes).toEqual(["a"]);
    expect(() => resumeScan(nextState, minute, day)).toThrow("Too many");
    vi.setSystemTime(start + minute);
    expect(resumeScan(nextState, minute, day).since).toBe("2026-11-21T08:59:00.000Z");
  });
});

describe("a span of time around now", () => {
  it("goes by the server's clock, and stays as it is within a scan", () => {
    const scan = resumeSpan({ v: 1, ahead: 7 * minute } as State, 14 * day, 30 * day);
    expect(scan).toMatchObject({ since: "2026-11-07T10:07:00.000Z", until: "2026-12-21T10:07:00.000Z" });
    const { nextState } = nextInScan(scan, [], { since: scan.since, until: scan.until, at: "p2" });
    vi.setSystemTime(start + day);
    expect(resumeSpan(nextState, 14 * day, 30 * day)).toMatchObject({
      since: "2026-11-07T10:07:00.000Z",
      until: "2026-12-21T10:07:00.000Z",
      at: "p2",
    });
  });

  it("leaves nothing behind but what it learned of the clocks", () => {
    const scan = scanned(resumeSpan(undefined as State | undefined, day, 0), [], "2026-11-21T10:01:00.000Z");
    expect(finishSpan(scan, ["a"])).toEqual({
      changes: ["a"],
      hasMore: false,
      nextState: { v: 1, ahead: minute },
    });
    expect(spanAround("2026-11-21T10:00:00Z", day, 2 * day)).toEqual({
      since: "2026-11-20T10:00:00.000Z",
      until: "2026-11-23T10:00:00.000Z",
    });
  });
});

describe("times", () => {
  it("are compared as instants; one that cannot be read is not before", () => {
    expect(isBefore("2026-11-21T09:00:00+01:00", "2026-11-21T08:30:00Z")).toBe(true);
    expect(isBefore("2026-11-21T08:30:00Z", "2026-11-21T08:30:00Z")).toBe(false);
    for (const time of [null, undefined, "soon"]) expect(isBefore(time, "2026-11-21T08:30:00Z")).toBe(false);
    expect(dayAfter("2026-11-21T10:00:00Z")).toBe("2026-11-22T10:00:00.000Z");
  });

  it("tell by the last of a page whether it reaches back: what is pinned to the top is no end", () => {
    const since = "2026-11-21T08:00:00Z";
    expect(reachesBack(["2026-11-21T09:00:00Z", "2026-11-21T07:59:59Z"], since)).toBe(true);
    expect(reachesBack(["2020-01-01T00:00:00Z", "2026-11-21T09:00:00Z"], since)).toBe(false);
    expect(reachesBack(["2026-11-21T07:00:00Z", null], since)).toBe(true);
    expect(reachesBack(["2026-11-21T09:00:00Z", "2026-11-21T08:00:00Z"], since)).toBe(false);
    expect(reachesBack([], since)).toBe(false);
  });
});
