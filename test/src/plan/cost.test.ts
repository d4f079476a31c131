import { describe, expect, it } from "vitest";
import { costOf, pagesOf, runsPerDay, spacingOf } from "../../../src/plan/cost.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import { acmePlan } from "../../kit/acme-plan.ts";

const acme = async (...set: string[]) =>
  (await preparePlan({ text: acmePlan, file: "acme.yaml" }, { set })).complete.plan;

describe("the cost of names", () => {
  it("is a request for each directory and each page that has ids of it", async () => {
    const people =
      "source.lookups={ people: { request: { path: /people }, records: data, id: id, value: name } }";
    const bare = costOf(await acme(people), 1000);
    const looked = costOf(await acme(people, "fields.Name.lookup=people"), 1000);
    expect(bare.firstBackfill.requests).toBe(11);
    expect(looked.firstBackfill.requests).toBe(22);
    expect([bare.requestsPerDay, looked.requestsPerDay]).toEqual([288 + 11, 2 * 288 + 22]);
  });
});

describe("spacingOf", () => {
  it("is the pacer's spacing: the slowest limit, rounded up", () => {
    expect(spacingOf([{ requests: 4500, per: "1h" }])).toBe(800);
    expect(spacingOf([{ requests: 3, per: "1s" }])).toBe(334);
    expect(
      spacingOf([
        { requests: 10, per: "1s" },
        { requests: 100, per: "1m" },
      ]),
    ).toBe(600);
    expect(spacingOf([{ requests: 1_000_000, per: "1s" }])).toBe(1);
  });

  it("is slower for the kind of requests that has a slower limit of its own", () => {
    const rates = [
      { requests: 10, per: "1s" },
      { requests: 4, per: "1s", for: "changes" },
      { requests: 20, per: "1s", for: "list" },
    ] as const;
    expect([spacingOf(rates), spacingOf(rates, "changes"), spacingOf(rates, "read")]).toEqual([
      100, 250, 100,
    ]);
  });
});

describe("pagesOf", () => {
  const size = { send: "limit", value: 100 };
  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [10_000, 100],
  ])("needs for %i records %i requests", (rows, pages) => {
    expect(pagesOf(rows, { kind: "link-header", size })).toBe(pages);
  });

  it("counts the empty page by which a keyset ends, unless the answer says so itself", () => {
    expect(pagesOf(100, { kind: "keyset", sendId: "after", size })).toBe(2);
    expect(pagesOf(100, { kind: "keyset", sendId: "after", size, more: "has_more" })).toBe(1);
  });

  it("takes fifty records for a page of unknown size", () => {
    expect(pagesOf(100, { kind: "link-header" })).toBe(2);
  });
});

describe("runsPerDay", () => {
  it.each([
    ["5m", 288],
    ["1d", 1],
    ["7d", 1 / 7],
    ["manual", 0],
  ])("of %s is %f", (schedule, runs) => {
    expect(runsPerDay(schedule)).toBe(runs);
  });
});

describe("costOf", () => {
  it("counts deltas, backfills with their tail, and the share of a day's limit", async () => {
    expect(costOf(await acme())).toEqual({
      rows: 10_000,
      spacingMs: 600,
      firstBackfill: { requests: 101, ms: 60_600 },
      requestsPerDay: 389,
      share: 389 / 144_000,
      page: { size: 100, known: true },
    });
  });

  it("leaves a backfill that nobody schedules out of the day", async () => {
    expect(costOf(await acme("schedule.backfill=manual"), 250)).toMatchObject({
      rows: 250,
      requestsPerDay: 288,
      firstBackfill: { requests: 4, ms: 2400 },
    });
  });

  it("counts full reads for replace, and says when a day has not enough requests", async () => {
    const plan = await acme(
      "source.changes={ kind: none }",
      "source.rate=[{ requests: 1000, per: 1d }]",
      "schedule.replace=1h",
    );
    expect(costOf(plan)).toMatchObject({ requestsPerDay: 2400, share: 2.4, spacingMs: 86_400 });
  });

  it("counts every page of a span of time for each run, and the page before again where records shift", async () => {
    const span =
      "source.changes={ kind: rolling-window, request: { path: /c }, records: data, send: since, over: starts, back: 7d, lag: 1m, page: { kind: cursor, send: at, read: next, size: { send: limit, value: 100 } } }";
    expect(costOf(await acme(span, "source.changes.shifts=false"), 5000)).toMatchObject({
      requestsPerDay: 288 * 5 + 50 + 5,
    });
    expect(costOf(await acme(span), 5000)).toMatchObject({ requestsPerDay: 288 * 9 + 50 + 9 });
  });
});
