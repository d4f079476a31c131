import { describe, expect, it } from "vitest";
import { guaranteeOf, sayGuarantee } from "../../../src/plan/guarantee.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import { acmePlan } from "../../kit/acme-plan.ts";

const promise = async (...set: string[]) =>
  guaranteeOf((await preparePlan({ text: acmePlan, file: "acme.yaml" }, { set })).complete.plan);

describe("guaranteeOf", () => {
  it("promises changes and marked deletions by the delta, later ones by the backfill", async () => {
    expect(await promise()).toEqual({
      product: "Acme",
      many: "orders",
      changesMs: 300_000,
      visibleMs: 600_000,
      laterMs: 86_400_000,
      deletesMs: 300_000,
      byFullRead: ["later"],
      exceptions: ["A change that leaves updated_at as it was arrives with the next backfill."],
    });
  });

  it("says what waits while one partition cannot be read", async () => {
    const params = ["repository=octo-org/app,octo-org/web"];
    const { exceptions } = guaranteeOf((await preparePlan("github.issues", { params })).complete.plan);
    expect(exceptions.at(-1)).toBe(
      "While one repository cannot be read, or is suddenly without issues, no full read ends: what only a full read brings or removes waits until it can, or is taken out.",
    );
  });

  it("promises unmarked deletions by the backfill", async () => {
    expect(await promise("source.deletes=[{ kind: sweep }]", "schedule.backfill=12h")).toMatchObject({
      deletesMs: 43_200_000,
      laterMs: 43_200_000,
      byFullRead: ["later", "deletes"],
    });
  });

  it("promises nothing that only a person can start", async () => {
    const guarantee = await promise("schedule.backfill=manual");
    expect(guarantee).toMatchObject({ changesMs: 300_000, laterMs: undefined, deletesMs: 300_000 });
    expect(guarantee.exceptions).toEqual([
      "A change that leaves updated_at as it was arrives with the next backfill, which a person starts.",
    ]);
  });

  it("says when a name behind an id arrives that changes while the record does not", async () => {
    const looked = [
      "source.lookups={ people: { request: { path: /people }, records: data, id: id, value: name } }",
      "fields.Name.lookup=people",
    ];
    expect((await promise(...looked)).exceptions).toEqual([
      "A change that leaves updated_at as it was arrives with the next backfill.",
      "A name behind an id (people) that changes arrives when the order itself changes, or with the next backfill.",
    ]);
    const replace = ["architecture=replace", "because=a small table", "schedule.replace=1h"];
    expect((await promise(...looked, ...replace)).exceptions).toEqual([]);
    const told =
      "source.changes={ kind: delta-token, request: { path: /c }, records: data, page: { kind: single }, token: token, send: token, lag: 1m }";
    expect((await promise(...looked, told)).exceptions.at(-1)).toContain(
      "or with the next backfill that starts more than 10 minutes after it.",
    );
  });

  it("promises what a span of time holds by the delta, the rest by the backfill", async () => {
    const span =
      "source.changes={ kind: rolling-window, request: { path: /c }, records: data, page: { kind: single }, send: since, over: starts, back: 7d, ahead: 2d, lag: 1m }";
    const guarantee = await promise(span);
    expect(guarantee).toMatchObject({
      changesMs: 300_000,
      visibleMs: undefined,
      laterMs: 86_400_000,
      deletesMs: 300_000,
      span: { over: "starts", backMs: 7 * 86_400_000, aheadMs: 2 * 86_400_000 },
    });
    expect(guarantee.exceptions).toEqual([
      "This holds for orders whose starts is in the last 7 days and the next 2 days; what happens to others arrives with the next backfill.",
    ]);
    expect(await promise()).not.toHaveProperty("span");
  });

  it("says what an answer with a limit leaves to the backfill, and what an upper bound does", async () => {
    const stream =
      "request: { path: /c }, records: data, field: updated_at, bound: gte, resolution: 1s, lag: 1m";
    const lookback = await promise(
      `source.changes={ kind: lookback, ${stream}, send: since, most: 30d, cap: 500 }`,
    );
    expect(lookback).toMatchObject({ changesMs: 300_000, visibleMs: 600_000, laterMs: 86_400_000 });
    expect(lookback.exceptions).toEqual([
      "A change that leaves updated_at as it was arrives with the next backfill.",
      "Acme tells of 500 changes and of 30 days: when more happens between two runs, the run says so, and the next backfill brings the rest.",
    ]);
    const page = "page: { kind: single }, send: since";
    const open = await promise(`source.changes={ kind: since-window, ${stream}, ${page} }`);
    const bounded = await promise(
      `source.changes={ kind: since-window, ${stream}, ${page}, sendUntil: until }`,
    );
    expect(open.exceptions).toHaveLength(1);
    expect(bounded.exceptions.at(-1)).toBe("So does one that the API dates later than tomorrow.");
  });

  it("promises everything by each full read of replace, however late it shows", async () => {
    expect(await promise("source.changes={ kind: none }", "schedule.replace=2h")).toEqual({
      product: "Acme",
      many: "orders",
      changesMs: 7_200_000,
      visibleMs: undefined,
      laterMs: 7_200_000,
      deletesMs: 7_200_000,
      byFullRead: ["changes", "deletes"],
      exceptions: [],
    });
  });
});

describe("sayGuarantee", () => {
  it("says a pair's promise", async () => {
    expect(sayGuarantee(await promise())).toBe(
      "New and changed orders arrive within 5 minutes if Acme shows them within 10 minutes, later ones within 1 day. " +
        "Deleted orders leave within 5 minutes. A change that leaves updated_at as it was arrives with the next backfill. " +
        "Each time counts to the start of the read that brings it.",
    );
  });

  it("says what waits for a person", async () => {
    expect(sayGuarantee(await promise("source.changes={ kind: none }", "schedule.replace=manual"))).toBe(
      "New and changed orders arrive when somebody starts a full read. Deleted orders leave when somebody starts a full read. " +
        "Each time counts to the start of the read that brings it.",
    );
  });
});
