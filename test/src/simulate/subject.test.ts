import { beforeAll, describe, expect, test } from "vitest";
import type { Plan } from "../../../src/plan/schema.ts";
import type { Manifest, SyncInfo } from "../../../src/run/manifest.ts";
import { subjectsOf } from "../../../src/simulate/subject.ts";
import { planOf } from "../../kit/plans.ts";

const minute = 60_000;
const hour = 60 * minute;

let plan: Plan;
beforeAll(async () => {
  plan = await planOf("github.issues");
});

function manifestOf(
  syncs: [
    key: string,
    databaseKey: string,
    mode: SyncInfo["mode"],
    every?: number | "manual" | "continuous" | undefined,
  ][],
): Manifest {
  return {
    sdkVersion: "0.9.2",
    databases: [],
    pacers: [],
    credentials: [],
    capabilities: [],
    syncs: syncs.map(([key, databaseKey, mode, every]) => ({
      ...{ key, databaseKey, mode },
      schedule:
        every === undefined
          ? undefined
          : typeof every === "number"
            ? { type: "interval", intervalMs: every }
            : { type: every },
    })),
  };
}

const generated = (): Manifest =>
  manifestOf([
    ["githubIssuesBackfill", "githubIssues", "replace", 24 * hour],
    ["githubIssuesDelta", "githubIssues", "incremental", 5 * minute],
    ["other", "others", "replace", hour],
  ]);

const keysOf = (manifest: Manifest, keys: string[] = []): unknown =>
  subjectsOf(manifest, { plan, keys }).map(({ databaseKey, walk, delta }) => [databaseKey, walk, delta]);

describe("which syncs belong to a plan", () => {
  test("those the generator made, with their guarantee and the sample", () => {
    const [subject] = subjectsOf(generated(), { plan, sample: [{ id: 1 }] });
    expect(subject).toMatchObject({
      databaseKey: "githubIssues",
      walk: "githubIssuesBackfill",
      delta: "githubIssuesDelta",
      sample: [{ id: 1 }],
      isGenerated: true,
      guarantee: { changesMs: 5 * minute, deletesMs: 24 * hour },
    });
  });

  test("by their keys, whatever the database is called", () => {
    const manifest = manifestOf([
      ["githubIssuesBackfill", "issues", "replace", hour],
      ["other", "others", "replace", hour],
    ]);
    expect(keysOf(manifest)).toEqual([["issues", "githubIssuesBackfill", undefined]]);
  });

  test("hand-written ones, if they are all there is", () => {
    const manifest = manifestOf([
      ["quick", "tickets", "incremental", 15 * minute],
      ["full", "tickets", undefined, "manual"],
    ]);
    expect(keysOf(manifest)).toEqual([["tickets", "full", "quick"]]);
    expect(subjectsOf(manifest, { plan })[0]?.isGenerated).toBe(false);
  });

  test("a chosen key decides between databases, and between syncs of one", () => {
    const manifest = manifestOf([
      ["one", "a", "replace", hour],
      ["two", "b", "replace", hour],
      ["three", "b", "replace", hour],
      ["four", "b", "incremental", hour],
    ]);
    expect(keysOf(manifest)).toEqual([]);
    expect(keysOf(manifest, ["two"])).toEqual([["b", "two", "four"]]);
    expect(keysOf(manifest, ["three"])).toEqual([["b", "three", "four"]]);
    expect(keysOf(manifest, ["one"])).toEqual([["a", "one", undefined]]);
    expect(keysOf(manifest, ["one", "two"])).toEqual([]);
  });

  test("whatever else runs by a schedule stands beside; a mode that is written goes before one that is not", () => {
    const manifest = manifestOf([
      ["forgotten", "tickets", undefined, 5 * minute],
      ["full", "tickets", "replace", hour],
      ["quick", "tickets", "incremental", 5 * minute],
      ["repair", "tickets", "incremental", "manual"],
    ]);
    expect(subjectsOf(manifest, { plan })).toMatchObject([
      { walk: "full", delta: "quick", beside: ["forgotten"] },
    ]);
    expect(subjectsOf(manifest, { plan, keys: ["quick"] })[0]).not.toHaveProperty("beside");
    const named = subjectsOf(manifest, { plan, keys: ["full", "quick", "forgotten"] });
    expect(named).toMatchObject([{ walk: "full", delta: "quick", beside: ["forgotten"] }]);
    expect(subjectsOf(generated(), { plan })[0]).not.toHaveProperty("beside");
  });

  test("none where there are no syncs", () => {
    expect(keysOf(manifestOf([]))).toEqual([]);
  });
});

describe("the guarantee is that of the schedules the worker declares", () => {
  test.each([
    [15 * minute, "manual", { changesMs: 15 * minute, laterMs: undefined, deletesMs: undefined }],
    ["continuous", undefined, { changesMs: minute, laterMs: 30 * minute, deletesMs: 30 * minute }],
  ] as const)("delta %s, backfill %s", (delta, backfill, guarantee) => {
    const manifest = manifestOf([
      ["quick", "tickets", "incremental", delta],
      ["full", "tickets", "replace", backfill],
    ]);
    expect(subjectsOf(manifest, { plan })[0]?.guarantee).toMatchObject(guarantee);
  });

  test("a sync that reads everything alone promises its own interval, although the plan wanted a pair", () => {
    const [subject] = subjectsOf(manifestOf([["full", "tickets", "replace", 2 * hour]]), { plan });
    expect(subject?.plan.architecture).toBe("replace");
    expect(subject?.guarantee).toMatchObject({ changesMs: 2 * hour, deletesMs: 2 * hour });
  });

  test("a delta alone never brings a delete", () => {
    const [subject] = subjectsOf(manifestOf([["quick", "tickets", "incremental", hour]]), { plan });
    expect(subject).toMatchObject({ guarantee: { changesMs: hour, deletesMs: undefined } });
  });
});
