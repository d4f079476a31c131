import { describe, expect, it } from "vitest";
import { hour, makeStage, minute, pairGuarantee, start, valuesOf } from "./oracle-kit.ts";

type Stage = ReturnType<typeof makeStage>;

/** A cycle of one page that writes the newest versions of some records as they are now. */
function cycle(stage: Stage, ms: number, key: string, ids: readonly string[] = []): void {
  stage.at(ms);
  stage.upstream.request(200, ids.length);
  stage.call(key, { upserts: ids.length });
  const row = (id: string) => {
    const version = stage.world.newest(id);
    return version.what === "delete" ? undefined : valuesOf(version);
  };
  stage.commit(key, Object.fromEntries(ids.map((id) => [id, row(id)])));
}

/** Two birds that the first walk brings at once. */
function calmStage(options?: Parameters<typeof makeStage>[0]): Stage & { ids: string[] } {
  const stage = makeStage(options);
  const ids = [stage.world.create(), stage.world.create({ set: { Notes: "ringed" } })];
  cycle(stage, minute, "birdsWalk", ids);
  return { ...stage, ids };
}

describe("the oracle on a sync that is right", () => {
  it("finds nothing, and measures waits to the start of the read", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1002", { set: { Notes: "seen" } });
    cycle(stage, 12 * minute, "birdsDelta", ["1002"]);
    stage.at(20 * minute);
    stage.world.remove("1001");
    cycle(stage, 23 * minute, "birdsDelta", ["1001"]);
    expect(await stage.judge(hour)).toEqual({
      findings: [],
      figures: {
        requests: 3,
        leastRequests: 3,
        rows: 4,
        largestBatch: 2,
        largestState: 2,
        worstChangeMs: 2 * minute,
        worstDeleteMs: 3 * minute,
        flickers: 0,
        executes: 3,
        simulatedMs: hour,
      },
    });
  });

  it("counts a wait from the moment the API shows the change", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" }, lagMs: 8 * minute });
    cycle(stage, 12 * minute, "birdsDelta");
    cycle(stage, 19 * minute, "birdsDelta", ["1001"]);
    const { findings, figures } = await stage.judge(hour);
    expect(findings).toEqual([]);
    expect(figures.worstChangeMs).toBe(minute);
  });

  it("takes a change that a newer one replaced before it was read as arrived", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "a" } });
    stage.at(11 * minute);
    stage.world.edit("1001", { set: { Notes: "b" } });
    stage.world.create();
    stage.at(12 * minute);
    stage.world.remove("1003");
    cycle(stage, 14 * minute, "birdsDelta", ["1001"]);
    expect((await stage.judge(hour)).findings).toEqual([]);
  });

  it("takes the newest of versions that look the same", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1002", { set: { Notes: "seen" } });
    stage.at(11 * minute);
    stage.world.edit("1002", { set: { Notes: "ringed" } });
    cycle(stage, 14 * minute, "birdsDelta");
    expect((await stage.judge(hour)).findings).toEqual([]);
  });

  it("leaves what no read had to bring yet", async () => {
    const stage = calmStage();
    stage.at(59 * minute);
    stage.world.create();
    stage.world.edit("1001", { set: { Notes: "new" } });
    stage.world.remove("1002");
    expect((await stage.judge(hour)).findings).toEqual([]);
  });
});

describe("the oracle on lost and old rows", () => {
  it("names a record that was never written", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.create();
    cycle(stage, 12 * minute, "birdsDelta");
    expect((await stage.judge(hour)).findings).toEqual([
      {
        kind: "lost",
        key: "1003",
        detail: "Bird 3 (key 1003) is missing: created 2026-03-01 08:10, never written.",
      },
    ]);
  });

  it("names a record that the first walk did not bring, however old it is", async () => {
    const stage = makeStage();
    stage.world.create({ updatedAt: start - 900 * hour });
    cycle(stage, minute, "birdsDelta");
    expect((await stage.judge(hour)).findings).toEqual([]);
    cycle(stage, 2 * hour, "birdsWalk");
    expect((await stage.judge(3 * hour)).findings).toMatchObject([{ kind: "lost", key: "1001" }]);
  });

  it("names a restored record that did not come back", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.remove("1001");
    cycle(stage, 11 * minute, "birdsDelta", ["1001"]);
    stage.at(20 * minute);
    stage.world.restore("1001");
    cycle(stage, 25 * minute, "birdsDelta");
    expect((await stage.judge(hour)).findings).toMatchObject([
      {
        kind: "lost",
        detail: "Bird 1 (key 1001) is missing: restored 2026-03-01 08:20, not written since.",
      },
    ]);
  });

  it("names the old cells of a row and the code that fails on it", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1002", { set: { Notes: "seen", Name: "Hedwig" } });
    stage.at(12 * minute);
    stage.call("birdsDelta", { outcome: "error", message: "boom", where: "src/index.ts:42" });
    expect((await stage.judge(hour)).findings).toEqual([
      {
        kind: "stale",
        key: "1002",
        properties: ["Name", "Notes"],
        detail:
          'Hedwig (key 1002) is out of date: "Name" shows "Bird 2" instead of "Hedwig" (and 1 more); edited 2026-03-01 08:10, 50 min ago.',
        where: "src/index.ts:42",
      },
    ]);
  });

  it("tells a value that was not emptied from one that is old or wrong", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1002", { clear: ["Notes"], set: { Name: "Hedwig" } });
    const half = valuesOf({ ...stage.world.newest("1002"), values: { Name: "Hedwig", Notes: "ringed" } });
    stage.at(12 * minute);
    stage.call("birdsDelta");
    stage.commit("birdsDelta", {
      "1002": half,
      "1001": valuesOf({ ...stage.world.newest("1001"), values: { Name: "Bird I" } }),
    });
    stage.at(13 * minute);
    stage.world.edit("1001", { set: { Notes: "x" } });
    stage.at(15 * minute);
    stage.call("birdsDelta");
    expect((await stage.judge(hour)).findings).toEqual([
      {
        kind: "stale",
        key: "1001",
        properties: ["Notes"],
        detail:
          'Bird 1 (key 1001) is out of date: "Notes" shows nothing instead of "x"; edited 2026-03-01 08:13, 47 min ago.',
      },
      {
        kind: "not-cleared",
        key: "1002",
        properties: ["Notes"],
        detail:
          'Hedwig (key 1002) keeps a value that is gone: "Notes" shows "ringed"; edited 2026-03-01 08:10, 50 min ago.',
      },
      {
        kind: "wrong",
        key: "1001",
        properties: ["Name"],
        detail: 'Bird 1 (key 1001) is wrong: "Name" shows "Bird I" instead of "Bird 1".',
      },
    ]);
  });

  it("names a row that fell back to older values", async () => {
    const stage = calmStage();
    const old = valuesOf(stage.world.newest("1002"));
    stage.at(10 * minute);
    stage.world.edit("1002", { set: { Notes: "seen" } });
    cycle(stage, 12 * minute, "birdsDelta", ["1002"]);
    stage.at(13 * minute);
    stage.commit("birdsWalk", { "1002": old });
    cycle(stage, 17 * minute, "birdsDelta");
    expect((await stage.judge(hour)).findings).toMatchObject([{ kind: "stale", properties: ["Notes"] }]);
    cycle(stage, 3 * hour, "birdsDelta", ["1002"]);
    expect((await stage.judge(4 * hour)).findings).toMatchObject([
      {
        kind: "stale",
        detail:
          "Bird 2 (key 1002) went back to older values 2026-03-01 08:13 by birdsWalk and kept them for 2 h 46 min; promised: 5 min.",
      },
    ]);
  });
});

describe("the oracle on removed rows", () => {
  it("counts a row that came back in time as a flicker", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.commit("birdsWalk", { "1001": undefined }, "sweep");
    cycle(stage, 14 * minute, "birdsDelta", ["1001"]);
    const { findings, figures } = await stage.judge(hour);
    expect(findings).toEqual([]);
    expect(figures.flickers).toBe(1);
  });

  it("names a live row that was swept and stayed away, or came back too late", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.commit("birdsWalk", { "1001": undefined }, "sweep");
    cycle(stage, 14 * minute, "birdsDelta");
    expect((await stage.judge(hour)).findings).toEqual([
      {
        kind: "falsely-deleted",
        key: "1001",
        detail:
          "Bird 1 (key 1001) exists, but its row was swept by birdsWalk 2026-03-01 08:10 and did not come back.",
      },
    ]);
    cycle(stage, 2 * hour, "birdsDelta", ["1001"]);
    expect((await stage.judge(3 * hour)).findings).toMatchObject([
      {
        kind: "falsely-deleted",
        detail:
          "Bird 1 (key 1001) exists, but its row was swept by birdsWalk 2026-03-01 08:10 and missing for 1 h 49 min; promised: 5 min.",
      },
    ]);
  });

  it("tells a row that stayed after its record from one that came back", async () => {
    const stage = calmStage();
    const old = valuesOf(stage.world.newest("1002"));
    stage.at(10 * minute);
    stage.world.remove("1001");
    stage.world.remove("1002");
    cycle(stage, 12 * minute, "birdsDelta", ["1002"]);
    stage.at(13 * minute);
    stage.commit("birdsWalk", { "1002": old });
    cycle(stage, 17 * minute, "birdsDelta");
    expect((await stage.judge(hour)).findings.map(({ kind, detail }) => [kind, detail])).toEqual([
      [
        "resurrected",
        "Bird 2 (key 1002) was deleted 2026-03-01 08:10; its row left and came back 2026-03-01 08:13 by birdsWalk.",
      ],
      ["ghost", "Bird 1 (key 1001) was deleted 2026-03-01 08:10; its row is still there 50 min later."],
    ]);
    cycle(stage, 2 * hour, "birdsDelta", ["1001", "1002"]);
    expect((await stage.judge(3 * hour)).findings.map(({ kind }) => kind)).toEqual(["resurrected", "late"]);
  });
});

describe("the oracle on waits", () => {
  it("names what arrived later than promised although there was an occasion", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" } });
    cycle(stage, 12 * minute, "birdsDelta");
    cycle(stage, 40 * minute, "birdsDelta", ["1001"]);
    const { findings, figures } = await stage.judge(hour);
    expect(findings).toEqual([
      {
        kind: "late",
        key: "1001",
        detail: "Bird 1 (key 1001), edited 2026-03-01 08:10, took 30 min to show in Notion; promised: 5 min.",
      },
    ]);
    expect(figures.worstChangeMs).toBe(30 * minute);
  });

  it.each([
    ["shows up after the overlap", { lagMs: 11 * minute }],
    ["leaves the change time as it was", { updatedAt: start }],
    ["carries a change time from before the overlap", { updatedAt: start - hour }],
  ])("lets a change that %s wait for the walk, and no longer", async (_, options) => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" }, ...options });
    cycle(stage, 25 * minute, "birdsDelta");
    expect((await stage.judge(hour)).findings).toEqual([]);
    cycle(stage, 24 * hour, "birdsWalk");
    expect((await stage.judge(25 * hour)).findings).toMatchObject([{ kind: "stale", key: "1001" }]);
    cycle(stage, 48 * hour, "birdsWalk", ["1001"]);
    expect((await stage.judge(49 * hour)).findings).toMatchObject([{ kind: "late", key: "1001" }]);
  });

  it("does not blame the sync for a source that is down, or for a pause", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" } });
    stage.upstream.knobs.outage = true;
    cycle(stage, 12 * minute, "birdsDelta");
    stage.upstream.knobs.outage = false;
    stage.at(20 * minute);
    stage.upstream.request(503);
    stage.call("birdsDelta", { outcome: "error", message: "503" });
    cycle(stage, 3 * hour, "birdsDelta", ["1001"]);
    const { findings, figures } = await stage.judge(4 * hour);
    expect(findings).toEqual([]);
    expect(figures.worstChangeMs).toBe(0);
  });

  it("blames a call that failed while the source answered, unless that failure is right", async () => {
    const play = async (expectedFailure?: RegExp) => {
      const stage = calmStage(expectedFailure === undefined ? {} : { expectedFailure });
      stage.at(10 * minute);
      stage.world.edit("1001", { set: { Notes: "seen" } });
      stage.at(12 * minute);
      stage.upstream.request(200);
      stage.call("birdsDelta", { outcome: "error", message: "lists 2 records, 99 the last time" });
      cycle(stage, 3 * hour, "birdsDelta", ["1001"]);
      return (await stage.judge(4 * hour)).findings.map(({ kind }) => kind);
    };
    expect(await play()).toEqual(["late"]);
    expect(await play(/the last time/)).toEqual([]);
  });

  it("blames a schedule that is slower than the promise", async () => {
    const stage = calmStage({ guarantee: { ...pairGuarantee, changesMs: minute } });
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" } });
    cycle(stage, 14 * minute, "birdsDelta", ["1001"]);
    expect((await stage.judge(hour)).findings).toMatchObject([{ kind: "late" }]);
  });

  it("lets the next cycle wait for the one under way", async () => {
    const stage = calmStage();
    stage.at(9 * minute);
    stage.call("birdsDelta", { tookMs: 4 * minute });
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" } });
    cycle(stage, 17 * minute, "birdsDelta", ["1001"]);
    expect((await stage.judge(hour)).findings).toEqual([]);
  });

  it("asks nothing of a walk that only a person starts, until one has run", async () => {
    const stage = calmStage({ guarantee: { ...pairGuarantee, laterMs: undefined } });
    stage.at(10 * minute);
    stage.world.create({ lagMs: hour });
    cycle(stage, 12 * minute, "birdsDelta");
    expect((await stage.judge(900 * hour)).findings).toEqual([]);
    cycle(stage, 901 * hour, "birdsWalk");
    expect((await stage.judge(902 * hour)).findings).toMatchObject([{ kind: "lost", key: "1003" }]);
  });
});
