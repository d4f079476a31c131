import { beforeAll, describe, expect, test } from "vitest";
import { createStage, type OpenStage, type StageOptions } from "../../../src/simulate/stage.ts";
import { runScenario } from "../../../src/simulate/run-scenario.ts";
import type { Scenario } from "../../../src/simulate/types.ts";
import { defaultKnobs } from "../../../src/upstream/knobs.ts";
import { bookPlan, bookshop, bookSubject, settings, simulationOf } from "./bookshop.ts";
import { load, start } from "./hand-written.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

let source: Awaited<ReturnType<typeof bookPlan>>;
beforeAll(async () => {
  source = await bookPlan();
});

/** Sets a stage for the bookshop; with its records unless told otherwise. */
async function set(
  scenario: Partial<Scenario> = {},
  { every, isEmpty = false, ...more }: Partial<StageOptions> & { every?: string; isEmpty?: boolean } = {},
): Promise<OpenStage> {
  const { worker, clock } = await load(bookshop(every === undefined ? {} : { every }));
  const subject = bookSubject(worker, source);
  const open = createStage({
    ...{ subject, worker, clock, settings, seed: 1 },
    scenario: { name: "test", ...scenario },
    ...more,
  });
  if (!isEmpty) open.populate();
  return open;
}

const outcomes = ({ stage }: OpenStage): unknown[] =>
  stage.notion.calls.map(({ key, outcome, startedAt }) => [key, outcome, startedAt - start]);

describe("the records at the start", () => {
  test("are 23 alive ones of the last 90 days, some edited, some deleted, none of them ahead of time", async () => {
    const { stage } = await set();
    const versions = stage.world.ids().flatMap((id) => stage.world.history(id));
    expect(stage.world.alive()).toHaveLength(23);
    expect(Math.min(...versions.map(({ at }) => at))).toBeGreaterThan(start - 90 * day);
    expect(Math.max(...versions.map(({ visibleAt }) => visibleAt))).toBeLessThan(start);
    expect(versions.map(({ at }) => at)).toEqual(versions.map(({ updatedAt }) => updatedAt));
    const count = (what: string): number => versions.filter((version) => version.what === what).length;
    expect([count("create"), count("edit"), count("delete")]).toEqual([25, 9, 2]);
  });

  test.each([
    [0, 0],
    [1, 1],
    [300, 300],
    [{ pages: 2 }, 203],
  ])("are as many as the scenario says: %j", async (records, count) => {
    expect((await set({ records })).stage.world.alive()).toHaveLength(count);
  });

  test("new ones come at the moment of the clock, and of the source's clock if that is ahead", async () => {
    const { stage } = await set({ knobs: { skewMs: 90 * second } });
    await stage.wait(minute);
    const id = stage.world.create();
    expect(stage.world.history(id)[0]?.at).toBe(start + minute + 90 * second);
  });
});

describe("how syncs are started", () => {
  test("nothing runs before, and each starts when the scenario wants it", async () => {
    const open = await set();
    const { stage } = open;
    await stage.wait(hour);
    expect(outcomes(open)).toEqual([]);
    expect(await stage.delta()).toBe(true);
    expect(outcomes(open)).toEqual([["quick", "end", hour]]);
    expect(await stage.walk()).toBe(true);
    expect(outcomes(open).slice(1)).toEqual([["slow", "end", hour + 260]]);
    await stage.wait(10 * minute);
    expect(outcomes(open).slice(2)).toEqual([
      ["quick", "end", hour + 5 * minute],
      ["quick", "end", hour + 10 * minute],
    ]);
  });

  test("release lets all run by their schedules", async () => {
    const open = await set();
    open.release();
    await open.stage.wait(6 * minute);
    expect(outcomes(open)).toEqual([
      ["slow", "end", 0],
      ["quick", "end", 60],
      ["quick", "end", 5 * minute + 60],
    ]);
  });

  test.each([
    ["delta-first", ["quick", "slow", "quick", "quick"]],
    ["walk-first", ["slow", "quick", "quick"]],
  ] as const)("%s", async (order, expected) => {
    const { worker, clock } = await load(bookshop());
    const subject = bookSubject(worker, source);
    let keys: string[] = [];
    await runScenario(
      simulationOf(subject, {
        start: order,
        play: ({ notion }) => void (keys = notion.calls.map(({ key }) => key)),
      }),
      { worker, clock },
    );
    expect(keys).toEqual(expected);
  });

  test("delta waits for a cycle that begins from now on, and starts one that is manual", async () => {
    const open = await set({ platform: { commitDelayMs: () => minute } });
    const { stage } = open;
    await stage.delta();
    stage.notion.trigger("quick");
    await stage.wait(30 * second);
    const from = stage.clock.now();
    expect(await stage.delta()).toBe(true);
    expect(stage.notion.calls.at(-1)?.startedAt).toBeGreaterThan(from);
    const manual = await set({}, { every: "manual" });
    expect(await manual.stage.delta()).toBe(true);
    expect(await manual.stage.delta()).toBe(true);
    expect(manual.stage.notion.calls).toHaveLength(2);
  });

  test("walk and delta say when they did not end in time", async () => {
    const { stage } = await set({ platform: { commitDelayMs: () => hour } });
    expect(await stage.walk(minute)).toBe(false);
    expect(stage.clock.now()).toBe(start + minute);
    expect(await stage.delta(minute)).toBe(false);
    expect(stage.clock.now()).toBe(start + 2 * minute);
  });

  test("a walk that is given up did not end, and nobody waits for it any longer", async () => {
    const { stage } = await set({ knobs: { fault: () => ({ kind: "reset" }) } });
    expect(await stage.walk()).toBe(false);
    expect(stage.clock.now() - start).toBeLessThan(hour);
    expect(stage.notion.calls).toHaveLength(5);
  });
});

describe("what happens in the middle", () => {
  test("later: also while execute waits for an answer", async () => {
    const { stage } = await set({ knobs: { latencyMs: 10 * second } });
    const log: string[] = [];
    stage.later(15 * second, () => log.push(`later ${stage.clock.now() - start}`));
    await stage.wait(10 * second);
    void stage.upstream.onRequest(() => log.push(`asked ${stage.clock.now() - start}`));
    await stage.walk();
    expect(log).toEqual(["asked 10000", "later 15000"]);
  });

  test("beforeRequest: before the nth request of the list, or of another route, is answered, once", async () => {
    const { stage } = await set({ records: { pages: 3 } });
    await stage.walk();
    const log: string[] = [];
    stage.beforeRequest(2, () => {
      log.push("second page of the list");
      stage.world.remove(stage.world.alive().at(-1) ?? "");
    });
    stage.beforeRequest(1, () => log.push("first page of changes"), "changes");
    const alive = stage.world.alive().length;
    await stage.walk();
    expect(stage.notion.rows("shelf").size).toBe(alive - 1);
    await stage.walk();
    expect(log).toEqual(["second page of the list"]);
    await stage.delta();
    expect(log).toEqual(["second page of the list", "first page of changes"]);
  });

  test("pick goes by the seed and takes live records only", async () => {
    const picks = async (seed: number): Promise<string[]> => {
      const { stage } = await set({}, { seed });
      return Array.from({ length: 8 }, () => stage.pick());
    };
    const first = await picks(1);
    expect(await picks(1)).toEqual(first);
    expect(await picks(2)).not.toEqual(first);
    const { stage } = await set({ records: 0 });
    expect(() => stage.pick()).toThrow("No record is alive.");
  });
});

describe("the knobs of a scenario", () => {
  test("turn before the first request, and calm puts all back but what a server is: its clock and its headers", async () => {
    const open = await set({
      knobs: { clampLimit: 5, skewMs: minute, dateHeader: false },
      platform: { gapMs: () => 7 * second },
    });
    const { upstream, notion } = open.stage;
    await open.stage.walk();
    expect(upstream.log.map(({ records }) => records)).toEqual([5, 5, 5, 5, 3]);
    expect(notion.calls[1]?.startedAt).toBe(start + 60 + 200 + 7 * second);
    Object.assign(upstream.knobs, { outage: true, ties: "shuffled" });
    notion.knobs.commitDelayMs = () => hour;
    open.calm();
    expect(upstream.knobs).toEqual({ ...defaultKnobs, latencyMs: 60, skewMs: minute, dateHeader: false });
    expect([notion.knobs.commitDelayMs(""), notion.knobs.gapMs("")]).toEqual([200, second]);
  });

  test("the credential is asked for", async () => {
    const { worker, clock } = await load(bookshop().replace('"Bearer token"', '""'));
    const subject = bookSubject(worker, source);
    const { stage } = createStage({ subject, worker, clock, settings, seed: 1, scenario: { name: "test" } });
    await stage.walk();
    expect(stage.notion.calls[0]?.message).toBe("GET ?limit=100: 401");
  });
});
