import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { installClock, type InstalledClock } from "../../../src/simulate/clock.ts";
import { deploy, keys, minute, sleep, start, upsert } from "./stand-in.ts";

let clock: InstalledClock;
let uninstall: () => void;
beforeAll(() => {
  ({ clock, uninstall } = installClock(start, { realWaitMs: 20 }));
});
afterAll(() => uninstall());
beforeEach(() => clock.restart());

class RateLimitError extends Error {
  override name = "RateLimitError";
  readonly retryAfter: number | undefined;
  constructor(retryAfter: number | undefined) {
    super("Rate limited");
    this.retryAfter = retryAfter;
  }
}

const seconds = (asked: { at: number }[]): number[] => asked.map(({ at }) => at / 1000);

describe("an execute that throws", () => {
  test("is tried again after 30 s, then twice as long each time; rows and state of the pages before stay", async () => {
    const { notion, asked } = deploy(clock, {
      sync: {
        execute: ({ state, count }) => {
          if (state === 1 && count < 5) throw new Error("no luck");
          return { changes: [upsert(`${count}`)], hasMore: state === undefined, nextState: 1 };
        },
      },
    });
    notion.trigger("sync");
    await notion.run(start + 3 * minute);
    expect(keys(notion)).toEqual(["1"]);
    expect(notion.state("sync")).toBe(1);
    await notion.run(start + 60 * minute);
    expect(seconds(asked)).toEqual([0, 1.2, 31.2, 91.2, 211.2]);
    expect(asked.map(({ state }) => state)).toEqual([undefined, 1, 1, 1, 1]);
    expect(keys(notion)).toEqual(["1", "5"]);
    expect(notion.calls.map(({ outcome, page }) => `${outcome} ${page}`)).toEqual([
      "page 1",
      "error 2",
      "error 2",
      "error 2",
      "end 2",
    ]);
    expect(notion.calls[1]).toMatchObject({ message: "no luck", upserts: 0, deletes: 0, stateBytes: 0 });
  });

  test("five times is given up until the next start, which goes on with state and cycle", async () => {
    const { notion, asked } = deploy(clock, {
      sync: {
        mode: "replace",
        every: 60 * minute,
        execute: ({ state, count }) => {
          if (state === undefined) return { changes: [upsert("a")], hasMore: true, nextState: 1 };
          if (count < 8) throw new Error("down");
          return { changes: [upsert("b")] };
        },
      },
    });
    await notion.run(start + 59 * minute);
    expect(asked).toHaveLength(6);
    expect(notion.isRunning("sync")).toBe(false);
    await notion.run(start + 61 * minute);
    expect(seconds(asked).slice(6)).toEqual([3_600, 3_630]);
    expect(asked.slice(1).every(({ state }) => state === 1)).toBe(true);
    expect(keys(notion)).toEqual(["a", "b"]);
  });

  test("a given-up manual sync waits for its trigger; one page that works starts the count anew", async () => {
    const { notion, asked } = deploy(clock, {
      sync: {
        execute: ({ count }) => {
          if (count % 5 !== 0) throw new Error("down");
          return { hasMore: count < 10, nextState: count };
        },
      },
    });
    notion.trigger("sync");
    await notion.run(start + 24 * 60 * minute);
    expect(asked).toHaveLength(10);
    const failing = deploy(clock, { sync: { execute: () => Promise.reject(new Error("down")) } });
    failing.notion.trigger("sync");
    await failing.notion.run(clock.now() + 24 * 60 * minute);
    expect(failing.asked).toHaveLength(5);
    failing.notion.trigger("sync");
    await failing.notion.run(clock.now() + 10_000);
    expect(failing.asked).toHaveLength(6);
  });
});

test("what a failed execute still has under way ends with it", async () => {
  let isLate = false;
  const { notion } = deploy(clock, {
    sync: {
      execute: async ({ count }) => {
        if (count > 1) return {};
        await Promise.all([sleep(5_000).then(() => (isLate = true)), Promise.reject(new Error("down"))]);
        return {};
      },
    },
  });
  notion.trigger("sync");
  await notion.run(start + minute);
  expect([notion.calls.length, isLate]).toEqual([2, false]);
});

describe("RateLimitError", () => {
  test.each([
    [7, [0, 7, 14, 21, 28, 35, 42]],
    [undefined, [0, 30, 60, 90, 120, 150, 180]],
    [-5, [0, 30, 60, 90, 120, 150, 180]],
  ])("with retryAfter %s waits before the same page, and is no failed try", async (retryAfter, expected) => {
    const { notion, asked } = deploy(clock, {
      sync: {
        execute: ({ count }) => {
          if (count < 7) throw new RateLimitError(retryAfter);
          return {};
        },
      },
    });
    notion.trigger("sync");
    await notion.run(start + 60 * minute);
    expect(seconds(asked)).toEqual(expected);
    expect(notion.calls.at(0)?.outcome).toBe("rate-limit");
    expect(notion.calls.at(-1)?.outcome).toBe("end");
  });
});

describe("limits", () => {
  test("an execute of more than 300 s is cut off, commits nothing and leaves nothing running", async () => {
    const steps: number[] = [];
    const scripted = deploy(clock, {
      sync: {
        execute: async ({ count }) => {
          for (let step = 0; count === 1 && step < 40; step += 1) {
            await sleep(10_000);
            steps.push(step);
          }
          return { changes: [upsert(`${count}`)] };
        },
      },
    });
    scripted.notion.trigger("sync");
    await scripted.notion.run(start + 20 * minute);
    expect(scripted.notion.calls.map(({ outcome, endedAt }) => [outcome, endedAt - start])).toEqual([
      ["timeout", 300_000],
      ["end", 330_000],
    ]);
    expect(scripted.notion.calls[0]?.message).toBe("execute ran for more than 300 s.");
    expect(keys(scripted.notion)).toEqual(["2"]);
    expect([steps.length, scripted.abandoned]).toEqual([29, 1]);
  });

  test("an execute that waits for nothing fails with a name", async () => {
    const { notion } = deploy(clock, { sync: { execute: () => new Promise(() => {}) } });
    notion.trigger("sync");
    await notion.run(start + 10_000);
    expect(notion.calls[0]?.message).toContain("neither an answer to fetch nor a timer");
  });

  test.each([
    ["a state over the limit", { nextState: "x".repeat(99) }, "The state has 101 bytes, at most 100."],
    [
      "too many changes",
      { changes: ["a", "b", "c"].map((key) => upsert(key)) },
      "3 changes in one page, at most 2.",
    ],
    [
      "a change of no known type",
      { changes: [{ type: "update" }] },
      'A change is no upsert and no delete: type "update".',
    ],
  ])("%s fails and commits nothing", async (_, page, message) => {
    const { notion } = deploy(
      clock,
      { sync: { execute: () => page } },
      { limits: { stateBytes: 100, changes: 2 } },
    );
    notion.trigger("sync");
    await notion.run(start + 10_000);
    expect([keys(notion), notion.state("sync")]).toEqual([[], undefined]);
    expect(notion.calls[0]).toMatchObject({ outcome: "error", message });
  });

  test("the known limit of a state is 256 KiB", async () => {
    const { notion } = deploy(clock, {
      sync: { execute: ({ count }) => ({ nextState: "x".repeat(262_143 - count) }) },
    });
    notion.trigger("sync");
    await notion.run(start + minute);
    expect(notion.calls.map(({ outcome, stateBytes }) => [outcome, stateBytes])).toEqual([["end", 262_144]]);
    const over = deploy(clock, { sync: { execute: () => ({ nextState: "x".repeat(262_143) }) } });
    over.notion.trigger("sync");
    await over.notion.run(clock.now() + 1_000);
    expect(over.notion.calls[0]?.outcome).toBe("error");
  });
});

test("a crash after the rows were written loses the state: the page runs again, and sweeps only then", async () => {
  const crashed: string[] = [];
  const { notion, asked } = deploy(
    clock,
    {
      sync: {
        mode: "replace",
        execute: ({ state, count }) => ({
          changes: [upsert(`${count}`)],
          hasMore: state === undefined,
          nextState: Number(state ?? 0) + 1,
        }),
      },
    },
    {
      knobs: {
        crashesAfterApply: (key, page) => {
          crashed.push(`${key} ${page}`);
          return crashed.length === 2;
        },
      },
    },
  );
  const commits: (readonly string[])[] = [];
  notion.onCommit(({ upserted }) => commits.push(upserted));
  notion.trigger("sync");
  await notion.run(start + 10_000);
  expect([keys(notion), notion.state("sync")]).toEqual([["1", "2"], 1]);
  await notion.run(start + 10 * minute);
  expect(asked.map(({ state }) => state)).toEqual([undefined, 1, 1]);
  expect(crashed).toEqual(["sync 1", "sync 2", "sync 2"]);
  expect(notion.calls.map(({ outcome }) => outcome)).toEqual(["page", "crash", "end"]);
  expect(commits).toEqual([["1"], ["2"], ["3"]]);
  expect([keys(notion), notion.state("sync")]).toEqual([["1", "2", "3"], 2]);
});
