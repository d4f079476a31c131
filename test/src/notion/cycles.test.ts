import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { installClock, type InstalledClock } from "../../../src/simulate/clock.ts";
import { deploy, keys, minute, settings, sleep, start, upsert } from "./stand-in.ts";

let clock: InstalledClock;
let uninstall: () => void;
beforeAll(() => {
  ({ clock, uninstall } = installClock(start, { realWaitMs: 20 }));
});
afterAll(() => uninstall());
beforeEach(() => clock.restart());

describe("schedules", () => {
  test("an interval counts from the last start, a manual sync waits, a continuous one goes on", async () => {
    const execute = async (): Promise<object> => {
      await sleep(10_000);
      return {};
    };
    const { notion, asked } = deploy(clock, {
      often: { every: 5 * minute, execute },
      byHand: { execute },
      always: { every: "continuous", execute: () => ({}) },
    });
    await notion.run(start + 11 * minute);
    const times = (key: string): number[] => asked.filter((one) => one.key === key).map(({ at }) => at);
    expect(times("often").slice(0, 3)).toEqual([0, 5 * minute, 10 * minute]);
    expect(times("byHand")).toEqual([]);
    expect(times("always").slice(0, 3)).toEqual([10_000, 70_200, 130_400]);
  });

  test("starts that fall into the sync's own cycle are left out", async () => {
    const { notion, asked } = deploy(clock, {
      slow: {
        every: minute,
        execute: async ({ count }) => {
          await sleep(count === 1 ? 150_000 : 1_000);
          return {};
        },
      },
    });
    await notion.run(start + 5 * minute);
    expect(asked.map(({ at }) => at)).toEqual([0, 3 * minute, 4 * minute, 5 * minute]);
  });

  test("a trigger starts a sync as soon as nothing else runs, and again after a cycle under way", async () => {
    const { notion, asked } = deploy(clock, {
      first: {
        execute: async ({ count }) => {
          await sleep(20_000);
          return { hasMore: count === 1, nextState: 1 };
        },
      },
      second: { execute: () => ({}) },
    });
    notion.trigger("first");
    clock.at(start + 5_000, () => {
      notion.trigger("second");
      notion.trigger("first");
    });
    expect(notion.isRunning("first")).toBe(true);
    await notion.run(start + 10 * minute);
    expect(asked.map(({ key, at }) => [key, at])).toEqual([
      ["first", 0],
      ["second", 20_000],
      ["first", 21_200],
      ["first", 41_400],
    ]);
    expect(notion.isRunning("first")).toBe(false);
  });

  test("a paused sync is not started, and stops between pages; resumed, it goes on where it was", async () => {
    const { notion, asked } = deploy(clock, {
      sync: {
        every: minute,
        execute: ({ state }) => ({ hasMore: state !== 3, nextState: Number(state ?? 0) + 1 }),
      },
    });
    await notion.run(start + 100);
    notion.pause("sync");
    await notion.run(start + 30 * minute);
    expect(asked).toHaveLength(1);
    expect(notion.isInCycle("sync")).toBe(true);
    notion.resume("sync");
    await notion.run(start + 30 * minute + 5_000);
    expect(asked.map(({ state }) => state)).toEqual([undefined, 1, 2, 3]);
    expect(notion.isInCycle("sync")).toBe(false);
  });

  test("an unknown key is a bug", () => {
    expect(() => deploy(clock, {}).notion.trigger("nothing")).toThrow("The worker has no sync nothing.");
  });
});

describe("pages", () => {
  test("of several syncs take turns, one execute at a time, each cycle waiting for its own commit", async () => {
    const log: string[] = [];
    let open = 0;
    const pages = (key: string) => ({
      execute: async ({ count }: { count: number }) => {
        open += 1;
        log.push(`${key}${count} ${clock.now() - start} ${open}`);
        await sleep(300);
        open -= 1;
        return { changes: [upsert(`${key}${count}`)], hasMore: count < 2, nextState: count };
      },
    });
    const { notion } = deploy(
      clock,
      { a: pages("a"), b: pages("b") },
      { knobs: { gapMs: () => 1_000, commitDelayMs: (key) => (key === "a" ? 5_000 : 0) } },
    );
    notion.trigger("a");
    notion.trigger("b");
    await notion.run(start + 2_000);
    expect(log).toEqual(["a1 0 1", "b1 300 1", "b2 1600 1"]);
    expect(keys(notion)).toEqual(["b1", "b2"]);
    await notion.run(start + minute);
    expect(log.slice(3)).toEqual(["a2 6300 1"]);
    expect(keys(notion)).toEqual(["b1", "b2", "a1", "a2"]);
  });

  test("events of the world happen in the middle of an execute", async () => {
    let price = 1;
    const { notion } = deploy(clock, {
      sync: {
        execute: async () => {
          await sleep(1_000);
          return { changes: [upsert("a", { Price: price })] };
        },
      },
    });
    notion.trigger("sync");
    clock.at(start + 500, () => void (price = 2));
    await notion.run(start + minute);
    expect(notion.rows("rows").get("a")?.properties.get("Price")).toBe(2);
  });

  test("run stops when it is enough", async () => {
    const { notion, asked } = deploy(clock, { sync: { every: minute, execute: () => ({}) } });
    await notion.run(start + 60 * minute, () => asked.length === 3);
    expect(clock.now() - start).toBe(2 * minute);
  });
});

describe("the state", () => {
  test("is a fresh copy for every page, and goes through JSON", async () => {
    const states: { n: number; at?: unknown }[] = [];
    const { notion } = deploy(clock, {
      sync: {
        execute: ({ state, count }) => {
          const given = (state as { n: number } | undefined) ?? { n: 0 };
          states.push({ ...given });
          given.n += 100;
          if (count === 2) throw new Error("late");
          return { hasMore: count < 3, nextState: { n: count, at: new Date(0) } };
        },
      },
    });
    notion.trigger("sync");
    await notion.run(start + 10 * minute);
    const second = { n: 1, at: "1970-01-01T00:00:00.000Z" };
    expect(states).toEqual([{ n: 0 }, second, second]);
    expect(notion.state("sync")).toEqual({ n: 3, at: "1970-01-01T00:00:00.000Z" });
  });

  test.each([
    ["incremental", "dropped", [undefined, 1]],
    ["replace", "kept", [undefined, 1]],
    ["replace", "dropped", [undefined, undefined]],
  ] as const)("of the last page of a %s cycle, when it is %s", async (mode, lastState, expected) => {
    const { notion, asked } = deploy(
      clock,
      { sync: { mode, every: minute, execute: () => ({ nextState: 1 }) } },
      { settings: { ...settings, lastState } },
    );
    await notion.run(start + 90_000);
    expect(asked.map(({ state }) => state)).toEqual(expected);
  });

  test("can be put in place, and reset; a replace cycle begun anew has brought nothing yet", async () => {
    let isAsked = false;
    const { notion, asked } = deploy(clock, {
      sync: {
        mode: "replace",
        execute: ({ state }) => {
          if (state === undefined && !isAsked)
            return { changes: [upsert("a"), upsert("b")], hasMore: true, nextState: 1 };
          return { changes: [upsert("b")] };
        },
      },
    });
    notion.setState("sync", undefined);
    notion.trigger("sync");
    await notion.run(start + 300);
    isAsked = true;
    notion.reset("sync");
    expect([notion.state("sync"), notion.isRunning("sync"), notion.isInCycle("sync")]).toEqual([
      undefined,
      false,
      false,
    ]);
    notion.trigger("sync");
    await notion.run(start + minute);
    expect(keys(notion)).toEqual(["b"]);
    notion.setState("sync", { v: 0 });
    notion.trigger("sync");
    await notion.run(start + 2 * minute);
    expect(asked.map(({ state }) => state)).toEqual([undefined, undefined, { v: 0 }]);
  });

  test("a reset while a page runs, or before its commit, takes the page with it", async () => {
    const { notion } = deploy(clock, {
      sync: {
        execute: async ({ count }) => {
          await sleep(1_000);
          return { changes: [upsert(`${count}`)], nextState: count };
        },
      },
    });
    notion.trigger("sync");
    clock.at(start + 500, () => notion.reset("sync"));
    await notion.run(start + minute);
    notion.trigger("sync");
    clock.at(start + minute + 1_100, () => notion.reset("sync"));
    await notion.run(start + 2 * minute);
    expect([keys(notion), notion.state("sync")]).toEqual([[], undefined]);
    expect(notion.calls.map(({ outcome, message }) => [outcome, message])).toEqual([
      ["error", "The state was reset meanwhile."],
      ["error", "The state was reset meanwhile."],
    ]);
  });

  test("a reset takes the tries of a failing page with it", async () => {
    const { notion, asked } = deploy(clock, {
      sync: {
        execute: async () => {
          await sleep(1_000);
          throw new Error("down");
        },
      },
    });
    notion.trigger("sync");
    clock.at(start + 500, () => notion.reset("sync"));
    await notion.run(start + 60 * minute);
    expect(asked).toHaveLength(1);
  });
});
