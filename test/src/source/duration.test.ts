import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration, sayDuration, sayEvery } from "../../../src/source/duration.ts";

describe("parseDuration", () => {
  it.each([
    ["30s", 30_000],
    ["5m", 300_000],
    ["24h", 86_400_000],
    ["7d", 604_800_000],
    ["0s", 0],
  ])("reads %s", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    "",
    "5",
    "m",
    "5 m",
    "5M",
    "1.5h",
    "-5m",
    "5min",
    "1w",
    "manual",
    "5m\n",
    "1234567s",
    "__proto__",
  ])("refuses %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it("is a whole number of milliseconds, for whatever it accepts", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999 }),
        fc.constantFrom("s", "m", "h", "d"),
        (count, unit) => {
          expect(Number.isSafeInteger(parseDuration(`${count}${unit}`))).toBe(true);
        },
      ),
      { seed: 2 },
    );
  });
});

describe("sayDuration", () => {
  it.each([
    [60_000, "1 minute"],
    [600_000, "10 minutes"],
    [5_400_000, "90 minutes"],
    [3_600_000, "1 hour"],
    [86_400_000, "1 day"],
    [172_800_000, "2 days"],
    [30_000, "30 seconds"],
    [0, "0 seconds"],
  ])("says %i as %s", (ms, words) => {
    expect(sayDuration(ms)).toBe(words);
  });
});

describe("sayEvery", () => {
  it.each([
    ["5m", "every 5 minutes"],
    ["1d", "every day"],
    ["manual", "when somebody triggers it"],
  ])("says %s as %s", (schedule, words) => {
    expect(sayEvery(schedule)).toBe(words);
  });
});
