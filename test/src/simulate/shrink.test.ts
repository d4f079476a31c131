import { describe, expect, it } from "vitest";
import type { Call } from "../../../src/notion/types.ts";
import { shrinkFailure, type Attempt, type Replay } from "../../../src/simulate/shrink.ts";
import {
  nameRecords,
  tellHistory,
  withoutEvents,
  type WorldEvent,
} from "../../../src/simulate/shrink-events.ts";
import type { Finding } from "../../../src/simulate/types.ts";
import { makeStage, simpleExpectation, start } from "./oracle-kit.ts";

const lost: Finding = { kind: "lost", key: "1", detail: "lost" };
const event = (number: number): WorldEvent => ({ number, what: "edit", id: "1", at: start + number * 1000 });

const call = (page: number): Call => ({
  ...{ key: "birdsDelta", page, outcome: "page", upserts: 0, deletes: 0, stateBytes: 2 },
  ...{ startedAt: start, endedAt: start + 1000 },
});

/** A failure that needs so many records and these changes, out of 40. */
function failureOf(least: number, needed: readonly number[], more: Partial<Replay> = {}) {
  const attempts: Attempt[] = [];
  const rerun = (attempt: Attempt): Promise<Replay> => {
    attempts.push(attempt);
    const events = Array.from({ length: 40 }, (_, index) => event(index + 1)).filter(
      ({ number }) => !attempt.without.has(number),
    );
    const fails = attempt.records >= least && needed.every((number) => !attempt.without.has(number));
    const findings = fails ? [lost] : [{ ...lost, kind: "late" as const }];
    return Promise.resolve({ findings, events, calls: [], nameOf: () => "Bird 1", ...more });
  };
  return { attempts, rerun };
}

describe("shrinkFailure", () => {
  it.each([
    ["no change at all", 0, []],
    ["one change", 1, [17]],
    ["two changes far apart", 3, [2, 39]],
    ["several", 13, [5, 6, 21]],
  ])("finds what a failure needs: %s", async (_, records, needed) => {
    const { rerun } = failureOf(records, needed);
    const shrunk = await shrinkFailure({ records: 120, rerun });
    expect(shrunk).toMatchObject({
      ...{ records, recordsBefore: 120, events: needed.length, eventsBefore: 40, findings: [lost] },
    });
    expect(shrunk?.lines).toEqual(
      needed.map((number) => `08:00:${String(number).padStart(2, "0")} Bird 1 edited`),
    );
    expect(shrunk?.reruns).toBeLessThanOrEqual(60);
  });

  it("keeps to its number of reruns, and of calls, with the best it has", async () => {
    const hard = failureOf(5, [1, 5, 9, 13, 17, 21, 25, 29, 33, 37]);
    const shrunk = await shrinkFailure({ records: 23, rerun: hard.rerun });
    expect(hard.attempts).toHaveLength(60);
    expect(shrunk?.records).toBe(5);
    expect(shrunk?.events).toBeGreaterThanOrEqual(10);
    expect(shrunk?.events).toBeLessThan(40);

    const long = failureOf(0, [1, 40], { calls: Array.from({ length: 100 }, (_, page) => call(page)) });
    const left = await shrinkFailure({ records: 23, rerun: long.rerun, mostCalls: 250 });
    // The failure itself, the first attempt, and one more, which went beyond the bound.
    expect(long.attempts).toHaveLength(3);
    expect(left?.records).toBe(0);
    expect(left?.events).toBe(40);
  });

  it("stays with the kind of failure it began with, and with histories that can be played", async () => {
    const { rerun } = failureOf(3, [17]);
    const picky = async (attempt: Attempt): Promise<Replay> => {
      if (attempt.records === 3) throw new Error("There is nothing to pick from.");
      return rerun(attempt);
    };
    expect(await shrinkFailure({ records: 23, rerun: picky })).toMatchObject({ records: 5, events: 1 });
  });

  it("says so when the failure does not come again", async () => {
    const { rerun } = failureOf(3, [17], { findings: [] });
    expect(await shrinkFailure({ records: 23, rerun })).toBeUndefined();
  });
});

describe("withoutEvents", () => {
  it("leaves out changes by number, and what hangs on them", () => {
    const { world } = makeStage();
    const edited = withoutEvents(world, { without: new Set([2, 5]), now: () => start });
    const first = edited.world.create();
    edited.start();
    edited.world.edit(first, { set: { Notes: "a" } });
    const ghost = edited.world.create();
    edited.world.edit(ghost);
    edited.world.remove(first);
    edited.world.restore(first);
    edited.world.edit(first);
    edited.world.restore(first);
    expect(edited.events.map(({ number, what, id }) => [number, what, id])).toEqual([
      [1, "edit", first],
      [4, "delete", first],
      [7, "restore", first],
    ]);
    expect(world.ids()).toEqual([first]);
    expect(world.history(first).map(({ what }) => what)).toEqual(["create", "edit", "delete", "restore"]);
  });

  it("lets every other misuse throw", () => {
    const stage = makeStage();
    const world = {
      ...stage.world,
      edit: () => {
        throw new Error("not alive");
      },
    };
    const edited = withoutEvents(world, { without: new Set([9]), now: () => start });
    edited.start();
    expect(() => edited.world.edit("1")).toThrow("not alive");
  });
});

describe("tellHistory", () => {
  const call = (key: string, page: number, from: number, outcome: Call["outcome"] = "page"): Call => ({
    key,
    page,
    startedAt: start + from,
    endedAt: start + from + 2000,
    outcome,
    upserts: 0,
    deletes: 0,
    stateBytes: 0,
  });
  const calls = [call("walk", 1, 0), call("delta", 1, 1000, "end"), call("walk", 2, 10_000, "end")];
  const tell = (...at: number[]) =>
    tellHistory({
      calls,
      nameOf: (id) => `Bird ${id}\n`,
      events: at.map((ms, index) => ({ number: index, what: "edit", id: "17", at: start + ms })),
    });

  it("says what was going on at the time", () => {
    expect(tell(11_000, 5000, 20_000)).toEqual([
      "08:00:11 Bird 17 edited (while walk read page 2)",
      "08:00:05 Bird 17 edited (between pages 1 and 2 of walk)",
      "08:00:20 Bird 17 edited",
    ]);
  });

  it("says the day where there are several", () => {
    expect(tell(20_000, 90_000_000)).toEqual([
      "2026-03-01 08:00:20 Bird 17 edited",
      "2026-03-02 09:00:00 Bird 17 edited",
    ]);
  });
});

describe("nameRecords", () => {
  it("takes the newest title, also of what is deleted", async () => {
    const { world } = makeStage();
    world.create({ set: { Name: "Wren" } });
    world.create({ set: { Name: "" } });
    world.edit("1001", { set: { Name: "Robin" } });
    world.remove("1001");
    const nameOf = await nameRecords({ world, expectation: simpleExpectation, title: "Name", one: "bird" });
    expect(["1001", "1002", "9"].map(nameOf)).toEqual(["Robin", "bird 1002", "bird 9"]);
  });
});
