import { setTimeout as sleep } from "node:timers/promises";
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installClock, type InstalledClock } from "../../../src/simulate/clock.ts";
import { repository } from "../../kit/temp-project.ts";

const start = Date.UTC(2026, 0, 5);

let clock: InstalledClock;
let uninstall: () => void;
beforeEach(() => {
  ({ clock, uninstall } = installClock(start, { realWaitMs: 50 }));
});
afterEach(() => uninstall());

async function sleepFor(ms: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return Date.now() - start;
}

describe("what the worker sees of time", () => {
  test("Date, timers of every module, performance and hrtime agree", async () => {
    const before = [performance.now(), process.hrtime()[0]] as const;
    expect(new Date().toISOString()).toBe("2026-01-05T00:00:00.000Z");
    expect(await clock.settle(sleepFor(3_600_000))).toBe(3_600_000);
    await clock.settle(sleep(400_000));
    await clock.settle(new Promise((resolve) => setImmediate(resolve)));
    expect(clock.now() - start).toBe(4_000_000);
    expect(performance.now() - before[0]).toBe(4_000_000);
    expect(process.hrtime()[0] - before[1]).toBe(4_000);
  });

  test("Date is Node's own but for the time", () => {
    class Stamp extends Date {}
    const date = new Date(2020, 1, 3);
    expect(new Date(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
    expect([date.getMonth(), date.getDate()]).toEqual([1, 3]);
    expect(new Date(date)).toEqual(date);
    expect([date instanceof Date, new Stamp() instanceof Stamp, new Stamp().getTime()]).toEqual([
      true,
      true,
      start,
    ]);
    expect(Date.parse(Date())).toBe(start);
    expect([Date.UTC(1970, 0, 2), Date.length, Date.name]).toEqual([86_400_000, 7, "Date"]);
    expect(structuredClone(new Date())).toEqual(new Date(start));
  });

  test("AbortSignal.timeout aborts in virtual time, with the reason of the real one", async () => {
    const signal = AbortSignal.timeout(30_000);
    await clock.settle(sleepFor(29_999));
    expect(signal.aborted).toBe(false);
    await clock.settle(sleepFor(2));
    expect(signal.aborted).toBe(true);
    expect((signal.reason as Error).name).toBe("TimeoutError");
  });

  test("afterwards everything is real again", async () => {
    const timeout = AbortSignal.timeout;
    uninstall();
    expect(Math.abs(Date.now() - start)).toBeGreaterThan(86_400_000);
    expect(AbortSignal.timeout).not.toBe(timeout);
    await new Promise((resolve) => setTimeout(resolve, 1));
    ({ uninstall } = installClock(start, { realWaitMs: 50 }));
  });
});

describe("settle", () => {
  test("gives the value, or throws what the promise throws", async () => {
    expect(await clock.settle(Promise.resolve(1))).toBe(1);
    await expect(clock.settle(Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  test("fires events in the middle of the promise, in order, those of one ms in the order they came", async () => {
    const log: string[] = [];
    clock.at(start + 5_000, () => log.push(`third ${Date.now() - start}`));
    clock.at(start + 1_000, () => log.push(`first ${Date.now() - start}`));
    clock.at(start + 1_000, () => {
      log.push("second");
      clock.at(0, () => log.push(`a past time is now ${Date.now() - start}`));
    });
    clock.at(start + 1_000, () => log.push("never"))();
    await clock.settle(sleepFor(1_500).then(() => log.push("slept")));
    expect(log).toEqual(["first 1000", "second", "a past time is now 1000", "slept"]);
    await clock.runUntil(start + 5_000);
    expect(log.at(-1)).toBe("third 5000");
  });

  test("lets no time pass while real work is under way, such as a file or a digest", async () => {
    const signal = AbortSignal.timeout(1_000);
    clock.at(start + 10, () => {
      throw new Error("time passed");
    });
    const work = async (): Promise<number> => {
      await readFile(`${repository}package.json`);
      await crypto.subtle.digest("SHA-256", new Uint8Array(1_000_000));
      return Date.now() - start;
    };
    expect(await clock.settle(work())).toBe(0);
    expect(signal.aborted).toBe(false);
  });

  test("lets a deadline pass that is all the promise waits for", async () => {
    const signal = AbortSignal.timeout(1_000);
    await clock.settle(new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve())));
    expect(clock.now() - start).toBe(1_000);
  });

  test("ends with a named error where nothing can help any more, whatever is on the agenda", async () => {
    clock.at(start + 10, () => {});
    await expect(clock.settle(new Promise(() => {}))).rejects.toThrow(
      "The code waits for something that is neither an answer to fetch nor a timer.",
    );
    expect(clock.now()).toBe(start);
  });
});

describe("runUntil", () => {
  test("fires what is due up to that time, and stands at it", async () => {
    const log: number[] = [];
    for (const ms of [30, 10, 20, 21]) clock.at(start + ms, () => log.push(ms));
    await clock.runUntil(start + 20);
    expect([log, clock.now() - start]).toEqual([[10, 20], 20]);
  });

  test("stops after the event that is enough", async () => {
    const log: number[] = [];
    for (const ms of [10, 20, 30]) clock.at(start + ms, () => log.push(ms));
    await clock.runUntil(start + 1_000, () => log.length === 2);
    expect([log, clock.now() - start]).toEqual([[10, 20], 20]);
  });

  test("goes further than the longest delay of a timer", async () => {
    const log: string[] = [];
    const far = start + 60 * 86_400_000;
    clock.at(far, () => log.push("far"));
    await clock.runUntil(far - 1);
    expect(log).toEqual([]);
    await clock.runUntil(far);
    expect(log).toEqual(["far"]);
  });

  test("lets the worker's own timers run on", async () => {
    const log: number[] = [];
    const loop = async (): Promise<void> => {
      for (;;) log.push(await sleepFor(400));
    };
    void loop();
    await clock.runUntil(start + 1_000);
    expect(log).toEqual([400, 800]);
  });
});

test("dropping the timers ends what the worker waits for, and leaves the agenda and the time", async () => {
  const log: string[] = [];
  AbortSignal.timeout(50).addEventListener("abort", () => log.push("signal"));
  void sleepFor(50).then(() => log.push("timer"));
  clock.at(start + 100, () => log.push("event"));
  await clock.runUntil(start + 20);
  clock.dropTimers();
  expect(Date.now()).toBe(start + 20);
  await clock.settle(sleepFor(60), 1_000_000);
  expect(log).toEqual([]);
  await clock.settle(sleepFor(60));
  expect(log).toEqual(["event"]);
});

test("a restart forgets everything and begins at the same moment", async () => {
  const log: string[] = [];
  await clock.runUntil(start + 1_000);
  clock.at(start + 1_500, () => log.push("event"));
  setTimeout(() => log.push("timer"), 500);
  clock.restart();
  expect([Date.now(), clock.now()]).toEqual([start, start]);
  await clock.runUntil(start + 2_000);
  expect(log).toEqual([]);
});
