import { describe, expect, it } from "vitest";
import type { Expectation } from "../../../src/simulate/types.ts";
import { hour, makeStage, minute, valuesOf } from "./oracle-kit.ts";

type Stage = ReturnType<typeof makeStage>;

/** A bird and a first walk that brings it. */
function calmStage(options?: Parameters<typeof makeStage>[0]): Stage {
  const stage = makeStage(options);
  stage.world.create();
  stage.at(minute);
  stage.upstream.request(200, 1);
  stage.call("birdsWalk", { upserts: 1 });
  stage.commit("birdsWalk", { "1001": valuesOf(stage.world.newest("1001")) });
  return stage;
}

const fail = (stage: Stage, ms: number, status = 200): void => {
  stage.at(ms);
  stage.upstream.request(status);
  stage.call("birdsDelta", { outcome: "error", message: "boom\u001b[31m", where: "src/index.ts:42" });
};

describe("the oracle on syncs that do not work", () => {
  it("finds a sync that fails again and again although the source answers", async () => {
    const stage = calmStage();
    fail(stage, 10 * minute);
    expect((await stage.judge(20 * minute)).findings).toEqual([]);
    fail(stage, 11 * minute);
    expect((await stage.judge(20 * minute)).findings).toEqual([
      {
        kind: "stuck",
        key: "birdsDelta",
        detail:
          "birdsDelta failed 2 times in a row since 2026-03-01 08:10, although the source answers: boom␛[31m",
        where: "src/index.ts:42",
      },
    ]);
  });

  it("takes no failure of the source for one of the sync", async () => {
    const stage = calmStage();
    for (const ms of [10, 11, 12]) fail(stage, ms * minute, 503);
    expect((await stage.judge(hour)).findings).toEqual([]);
    fail(stage, hour);
    fail(stage, hour + minute);
    expect((await stage.judge(2 * hour)).findings).toMatchObject([{ kind: "stuck" }]);
  });

  it("takes a sync that recovered as working", async () => {
    const stage = calmStage();
    for (const ms of [10, 11, 12]) fail(stage, ms * minute);
    stage.at(13 * minute);
    stage.call("birdsDelta");
    expect((await stage.judge(hour)).findings).toEqual([]);
  });

  it("finds a cycle that goes on for hours", async () => {
    const stage = calmStage();
    for (let page = 1; page <= 8; page += 1) {
      stage.at(page * 20 * minute);
      stage.states.set("birdsWalk", { page });
      stage.upstream.request();
      stage.call("birdsWalk", {
        page,
        outcome: page % 2 === 0 ? "error" : "page",
        message: "the list moved",
      });
    }
    expect((await stage.judge(3 * hour)).findings).toEqual([
      {
        kind: "stuck",
        key: "birdsWalk",
        detail:
          "birdsWalk is still in a cycle that began 2026-03-01 08:20, after 4 pages, the last failure being: the list moved",
      },
    ]);
  });

  it("finds a state that does not move", async () => {
    const stage = calmStage();
    for (let page = 1; page <= 4; page += 1) {
      stage.at(10 * minute + page);
      stage.upstream.request();
      stage.call("birdsWalk", { page, outcome: "page" });
      stage.states.set("birdsWalk", { at: "b" });
    }
    expect((await stage.judge(hour)).findings).toEqual([
      {
        kind: "stuck",
        key: "birdsWalk",
        detail: "birdsWalk said hasMore 3 times with the same state, so it reads the same page for ever.",
      },
    ]);
  });

  it("takes no cycle for endless that was reset, waits for the other sync, or had trouble just now", async () => {
    const long = (stage: Stage): void => {
      for (let page = 1; page <= 3; page += 1) {
        stage.at(page * hour);
        stage.upstream.request();
        stage.states.set("birdsWalk", { page });
        stage.call("birdsWalk", { page, outcome: "page" });
      }
    };
    const resetStage = calmStage();
    long(resetStage);
    expect((await resetStage.judge(4 * hour)).findings).toMatchObject([{ kind: "stuck" }]);
    resetStage.reset("birdsWalk");
    expect((await resetStage.judge(4 * hour)).findings).toEqual([]);

    const troubled = calmStage();
    troubled.at(2.5 * hour);
    troubled.upstream.request(503);
    long(troubled);
    expect((await troubled.judge(4 * hour)).findings).toEqual([]);

    const other = calmStage();
    other.at(10 * minute);
    other.upstream.request();
    other.call("birdsWalk", { outcome: "page" });
    for (let page = 1; page <= 4; page += 1) other.call("birdsDelta", { page, outcome: "page" });
    other.call("birdsDelta", { page: 5 });
    expect((await other.judge(hour)).findings).toEqual([]);
  });

  it("finds a cycle of far more pages than there are changes", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    for (let page = 1; page <= 55; page += 1)
      stage.call("birdsDelta", { page, tookMs: 10, outcome: page === 55 ? "end" : "page" });
    expect((await stage.judge(hour)).findings).toMatchObject([
      {
        kind: "stuck",
        detail: "birdsDelta read 55 pages in one cycle, and 1 changes are all there is.",
      },
    ]);
  });

  it("says that nothing was ever started", async () => {
    const stage = makeStage();
    stage.world.create();
    expect((await stage.judge(hour)).findings).toEqual([
      { kind: "stuck", key: "birdsWalk", detail: "No sync was ever started." },
    ]);
  });
});

describe("the oracle on limits", () => {
  it("keeps generated code to small states and pages, and says which was too large", async () => {
    const play = async (isGenerated: boolean) => {
      const stage = calmStage({ isGenerated });
      stage.at(10 * minute);
      stage.call("birdsDelta", { upserts: 90, deletes: 11, stateBytes: 17 * 1024 });
      return (await stage.judge(hour)).findings;
    };
    expect(await play(true)).toEqual([
      {
        kind: "limit",
        key: "birdsDelta",
        detail: "birdsDelta left a state of 17408 bytes after page 1 at 2026-03-01 08:10; 16384 are allowed.",
      },
      {
        kind: "limit",
        key: "birdsDelta",
        detail:
          "birdsDelta gave 101 changes at once on page 1 at 2026-03-01 08:10; about 100 are a good page.",
      },
    ]);
    expect(await play(false)).toEqual([]);
  });

  it("finds states over 64 KB in any code, requests that came too fast and calls that took too long", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.call("birdsDelta", { stateBytes: 65 * 1024 });
    stage.at(20 * minute);
    stage.call("birdsDelta", { outcome: "timeout", tookMs: 5 * minute });
    stage.at(30 * minute);
    stage.call("birdsDelta");
    stage.upstream.state.tooFast = 3;
    expect((await stage.judge(hour)).findings.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual([
      "limit: birdsDelta left a state of 66560 bytes after page 1 at 2026-03-01 08:10; 65536 are allowed.",
      "limit: birdsDelta was stopped on page 1 at 2026-03-01 08:20 after 5 min: it took too long.",
      "limit: 3 requests came faster than the API's documented rate.",
    ]);
  });
});

describe("the oracle on keys", () => {
  const row = (id: string, key: string) =>
    new Map<string, unknown>([
      ["Name", [[`Bird ${id}`]]],
      ["ID", [[key]]],
    ]);

  it("finds a second row of one record, and a row of none", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.call("birdsDelta");
    stage.commit("birdsDelta", { "bird-1001": row("1", "bird-1001"), stranger: row("7", "stranger") });
    expect((await stage.judge(hour)).findings).toEqual([
      { kind: "wrong", key: "stranger", detail: 'The row "stranger" belongs to no record of the source.' },
      {
        kind: "duplicate",
        key: "bird-1001",
        detail: 'Bird 1 (key 1001) has a second row with the key "bird-1001".',
      },
    ]);
  });

  it("tells a row under a wrong key once, and not as lost", async () => {
    const stage = makeStage();
    stage.world.create();
    stage.at(minute);
    stage.call("birdsWalk");
    stage.commit("birdsWalk", { "bird-1001": row("1", "bird-1001") });
    expect((await stage.judge(hour)).findings).toEqual([
      { kind: "wrong", key: "bird-1001", detail: 'The row of Bird 1 (key 1001) has the key "bird-1001".' },
    ]);
  });

  it("finds the old row of a record whose key changed, and records that share one", async () => {
    const byName: Expectation = {
      rowOf: ({ values }) =>
        Promise.resolve({ key: String(values.Name), cells: new Map([["Name", String(values.Name)]]) }),
    };
    const stage = makeStage({ expectation: byName });
    const named = (name: string) => new Map<string, unknown>([["Name", [[name]]]]);
    stage.world.create({ set: { Name: "a" } });
    stage.world.create({ set: { Name: "c" } });
    stage.world.create({ set: { Name: "c" } });
    stage.at(minute);
    stage.call("birdsWalk");
    stage.commit("birdsWalk", { a: named("a"), c: named("c") });
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Name: "b" } });
    stage.at(12 * minute);
    stage.call("birdsDelta");
    stage.commit("birdsDelta", { b: named("b") });
    expect((await stage.judge(hour)).findings).toEqual([
      { kind: "wrong", key: "c", detail: "2 records share the row c: c (key c), c (key c)." },
      { kind: "duplicate", key: "a", detail: 'b (key b) still has its old row with the key "a".' },
    ]);
  });

  it("takes a key that another record has now as that record's", async () => {
    const byName: Expectation = {
      rowOf: ({ values }) => Promise.resolve({ key: String(values.Name), cells: new Map() }),
    };
    const stage = makeStage({ expectation: byName });
    stage.world.create({ set: { Name: "a" } });
    stage.at(10 * minute);
    stage.call("birdsWalk");
    stage.world.edit("1001", { set: { Name: "b" } });
    stage.world.create({ set: { Name: "a" } });
    stage.commit("birdsWalk", { a: new Map(), b: new Map() });
    expect((await stage.judge(hour)).findings).toEqual([]);
  });

  it("asks no row of a record that is not of this resource", async () => {
    const none: Expectation = { rowOf: () => Promise.resolve(undefined) };
    const stage = makeStage({ expectation: none });
    stage.world.create();
    stage.at(minute);
    stage.call("birdsWalk");
    expect((await stage.judge(hour)).findings).toEqual([]);
  });
});

describe("the oracle's pace", () => {
  /** A quiet stage: so many records, and as many edits, each brought by a delta. */
  function busyStage(count: number): Stage {
    const stage = makeStage();
    const ids = Array.from({ length: count }, () => stage.world.create());
    const all = () => Object.fromEntries(ids.map((id) => [id, valuesOf(stage.world.newest(id))]));
    stage.at(minute);
    stage.call("birdsWalk", { upserts: count });
    stage.commit("birdsWalk", all());
    for (const [step, id] of ids.entries()) {
      stage.at((step + 1) * 5 * minute);
      stage.world.edit(id, { set: { Notes: `seen ${step}` } });
      stage.at((step + 1) * 5 * minute + minute);
      stage.upstream.request(200, 1);
      stage.call("birdsDelta", { upserts: 1 });
      stage.commit("birdsDelta", { [id]: valuesOf(stage.world.newest(id)) });
    }
    stage.at((count + 1) * 5 * minute);
    return stage;
  }

  async function fastest(stage: Stage): Promise<number> {
    const times: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const began = performance.now();
      expect((await stage.oracle.judge()).findings).toEqual([]);
      times.push(performance.now() - began);
    }
    return Math.min(...times);
  }

  it("grows with the records and commits, not with their square", async () => {
    const [few, many] = [busyStage(150), busyStage(1_200)];
    // 1 200 deltas, and the 12 pages of the walk.
    expect((await many.oracle.judge()).figures.leastRequests).toBe(1_212);
    expect((await fastest(many)) / (await fastest(few))).toBeLessThan(32);
  });
});
