import { describe, expect, it } from "vitest";
import { hour, makeStage, minute, pairGuarantee, valuesOf } from "./oracle-kit.ts";

type Stage = ReturnType<typeof makeStage>;

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

function calmStage(options?: Parameters<typeof makeStage>[0]): Stage {
  const stage = makeStage(options);
  cycle(stage, minute, "birdsWalk", [stage.world.create(), stage.world.create({ set: { Notes: "ringed" } })]);
  return stage;
}

const kinds = async (stage: Stage, ms: number): Promise<string[]> =>
  (await stage.judge(ms)).findings.map(({ kind }) => kind);

describe("which promise a change falls under", () => {
  it("counts from the change time of a long transaction", async () => {
    const stage = calmStage();
    stage.at(30 * minute);
    stage.world.edit("1001", {
      set: { Notes: "seen" },
      updatedAt: stage.world.newest("1001").at + 10 * minute,
    });
    cycle(stage, 35 * minute, "birdsDelta");
    expect(await kinds(stage, 2 * hour)).toEqual([]);
    cycle(stage, 24 * hour, "birdsWalk");
    expect(await kinds(stage, 25 * hour)).toEqual(["stale"]);
  });

  it("holds the walk to the change time where a full read promises changes", async () => {
    const replace = { ...pairGuarantee, changesMs: 2 * hour, deletesMs: 2 * hour, laterMs: 2 * hour };
    const stage = calmStage({
      guarantee: { ...replace, visibleMs: undefined, byFullRead: ["changes", "deletes"] },
    });
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" }, lagMs: hour });
    stage.world.remove("1002", { lagMs: hour });
    cycle(stage, 2 * hour, "birdsWalk", ["1001", "1002"]);
    const { findings, figures } = await stage.judge(3 * hour);
    expect(findings).toEqual([]);
    expect([figures.worstChangeMs, figures.worstDeleteMs]).toEqual([50 * minute, 50 * minute]);
  });

  it("measures deletes that only a full read can find, however late they show", async () => {
    const stage = calmStage({
      guarantee: { ...pairGuarantee, deletesMs: 24 * hour, byFullRead: ["later", "deletes"] },
    });
    stage.at(10 * minute);
    stage.world.remove("1001", { lagMs: 20 * minute });
    cycle(stage, 40 * minute, "birdsDelta");
    expect(await kinds(stage, hour)).toEqual([]);
    cycle(stage, 2 * hour, "birdsWalk", ["1001"]);
    const { findings, figures } = await stage.judge(3 * hour);
    expect(findings).toEqual([]);
    expect(figures.worstDeleteMs).toBe(90 * minute);
  });

  it("counts by the platform's clock, whatever the source's says", async () => {
    const stage = calmStage({ skewMs: 10 * minute });
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" } });
    cycle(stage, 12 * minute, "birdsDelta", ["1001"]);
    const { findings, figures } = await stage.judge(hour);
    expect(findings).toEqual([]);
    expect(figures.worstChangeMs).toBe(2 * minute);
  });

  it("holds the very first walk to what was there when it began", async () => {
    const stage = makeStage();
    stage.world.create();
    stage.upstream.request();
    stage.call("birdsWalk");
    expect(await kinds(stage, hour)).toEqual(["lost"]);
  });
});

describe("what excuses a wait", () => {
  const late = async (spoil: (stage: Stage) => void): Promise<string[]> => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" } });
    stage.at(12 * minute);
    spoil(stage);
    cycle(stage, 3 * hour, "birdsDelta", ["1001"]);
    return kinds(stage, 4 * hour);
  };
  const poll = (stage: Stage, outcome: "end" | "error" = "end"): void => {
    stage.upstream.request();
    stage.call("birdsDelta", { outcome });
  };
  const faulty = () => ({ kind: "reset" as const });

  it.each<[string, string[], (stage: Stage) => void]>([
    ["nothing", ["late"], poll],
    ["an outage", [], (stage) => (Object.assign(stage.upstream.knobs, { outage: true }), poll(stage))],
    [
      "hidden records",
      [],
      (stage) => (Object.assign(stage.upstream.knobs, { hideFraction: 0.5 }), poll(stage)),
    ],
    [
      "a fault that was overcome",
      ["late"],
      (stage) => (Object.assign(stage.upstream.knobs, { fault: faulty }), poll(stage)),
    ],
    [
      "a fault that broke the call",
      [],
      (stage) => (Object.assign(stage.upstream.knobs, { fault: faulty }), poll(stage, "error")),
    ],
    [
      "an answer of 200 with GraphQL errors",
      [],
      (stage) => {
        stage.upstream.request(200, 0, true);
        stage.call("birdsDelta");
      },
    ],
    ["a failure out of the blue", ["late"], (stage) => poll(stage, "error")],
    ["a cycle that is still under way", [], (stage) => stage.call("birdsDelta", { outcome: "page" })],
    ["a crash of the platform", [], (stage) => stage.call("birdsDelta", { outcome: "crash" })],
  ])("%s: %j", async (_, expected, spoil) => {
    expect(
      await late((stage) => {
        spoil(stage);
        Object.assign(stage.upstream.knobs, { outage: false, hideFraction: 0, fault: undefined });
      }),
    ).toEqual(expected);
  });

  it("rows that are still on their way", async () => {
    const stage = calmStage();
    stage.notion.knobs.commitDelayMs = () => 10 * minute;
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" } });
    stage.at(12 * minute);
    stage.upstream.request();
    stage.call("birdsDelta");
    expect(await kinds(stage, 20 * minute)).toEqual([]);
    expect(await kinds(stage, 30 * minute)).toEqual(["stale"]);
  });

  it("cycles that did not end are no measure of what was needed", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.call("birdsDelta", { outcome: "error" });
    stage.call("birdsWalk", { outcome: "page" });
    expect((await stage.judge(hour)).figures.leastRequests).toBe(1);
  });
});

describe("rows that fall back", () => {
  it("owe nothing more once the record is deleted at the source", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.commit("birdsWalk", { "1001": undefined }, "sweep");
    stage.at(11 * minute);
    stage.world.remove("1001");
    cycle(stage, 14 * minute, "birdsDelta");
    stage.at(3 * hour);
    stage.world.restore("1001");
    cycle(stage, 3 * hour + minute, "birdsDelta", ["1001"]);
    const { findings, figures } = await stage.judge(4 * hour);
    expect(findings).toEqual([]);
    expect(figures.flickers).toBe(0);
  });

  it("wait for what puts them right, also where that read began before they fell", async () => {
    const stage = calmStage();
    const old = valuesOf(stage.world.newest("1001"));
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" } });
    cycle(stage, 12 * minute, "birdsDelta", ["1001"]);
    // A page of a walk that takes two hours, read before the edit; its last page reads the record again.
    stage.at(9 * minute);
    stage.call("birdsWalk", { outcome: "page" });
    stage.at(20 * minute);
    stage.commit("birdsWalk", { "1001": old });
    cycle(stage, 30 * minute, "birdsDelta");
    stage.at(2 * hour);
    stage.call("birdsWalk", { page: 2 });
    stage.commit("birdsWalk", { "1001": valuesOf(stage.world.newest("1001")) });
    const { findings } = await stage.judge(3 * hour);
    expect(findings.map(({ kind, detail }) => [kind, detail])).toEqual([
      [
        "stale",
        "Bird 1 (key 1001) went back to older values 2026-03-01 08:20 by birdsWalk and kept them for 1 h 40 min; promised: 5 min.",
      ],
    ]);
  });

  it("are told once, with the longest of several falls", async () => {
    const stage = calmStage();
    const fall = (ms: number, forMs: number): void => {
      stage.at(ms);
      stage.commit("birdsWalk", { "1001": undefined }, "sweep");
      cycle(stage, ms + minute, "birdsDelta");
      cycle(stage, ms + forMs, "birdsDelta", ["1001"]);
    };
    fall(hour, 20 * minute);
    fall(2 * hour, 40 * minute);
    fall(3 * hour, 30 * minute);
    const { findings } = await stage.judge(5 * hour);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.detail).toContain("swept by birdsWalk 2026-03-01 10:00 and missing for 39 min");
  });

  it("owe nothing for an edit once the record is deleted, only the deletion", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1001", { set: { Notes: "seen" } });
    stage.at(11 * minute);
    stage.world.remove("1001");
    cycle(stage, 12 * minute, "birdsDelta");
    cycle(stage, 2 * hour, "birdsDelta", ["1001"]);
    expect((await stage.judge(3 * hour)).findings.map(({ detail }) => detail)).toEqual([
      "Bird 1 (key 1001), deleted 2026-03-01 08:11, took 1 h 49 min to show in Notion; promised: 5 min.",
    ]);
  });

  it("are late with a change that was never shown before the next one", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.create();
    cycle(stage, 12 * minute, "birdsDelta");
    stage.at(2 * hour);
    stage.world.remove("1003");
    expect((await stage.judge(3 * hour)).findings.map(({ detail }) => detail)).toEqual([
      "Bird 3 (key 1003), created 2026-03-01 08:10, was not shown until it changed again, 1 h 50 min later; promised: 5 min.",
    ]);
  });
});

describe("cells that are old and cells that were not emptied", () => {
  it("are one thing in a row that nobody wrote since", async () => {
    const stage = calmStage();
    stage.at(10 * minute);
    stage.world.edit("1002", { clear: ["Notes"], set: { Name: "Hedwig" } });
    cycle(stage, 12 * minute, "birdsDelta");
    expect((await stage.judge(hour)).findings).toMatchObject([
      { kind: "stale", properties: ["Name", "Notes"] },
    ]);
  });

  it("are old too where only an emptied value is missing, and not emptied once the row was written", async () => {
    const stage = calmStage();
    const full = valuesOf(stage.world.newest("1002"));
    stage.at(10 * minute);
    stage.world.edit("1002", { clear: ["Notes"] });
    cycle(stage, 12 * minute, "birdsDelta");
    expect((await stage.judge(hour)).findings).toMatchObject([{ kind: "stale", properties: ["Notes"] }]);
    stage.at(2 * hour);
    stage.call("birdsDelta");
    stage.commit("birdsDelta", { "1002": full });
    expect((await stage.judge(3 * hour)).findings).toMatchObject([
      { kind: "not-cleared", properties: ["Notes"] },
    ]);
  });

  it.each([
    ["a value that was written again", true, "not-cleared"],
    ["a value that nobody wrote", false, "late"],
  ])("that were put right by the next change: %s", async (_, isWritten, kind) => {
    const stage = calmStage();
    const full = valuesOf(stage.world.newest("1002"));
    stage.at(10 * minute);
    stage.world.edit("1002", { clear: ["Notes"] });
    stage.at(12 * minute);
    stage.upstream.request();
    stage.call("birdsDelta");
    if (isWritten) stage.commit("birdsDelta", { "1002": full });
    stage.at(hour);
    stage.world.edit("1002", { set: { Notes: "seen" } });
    cycle(stage, hour + minute, "birdsDelta", ["1002"]);
    const { findings } = await stage.judge(2 * hour);
    expect(findings).toMatchObject([{ kind, key: "1002" }]);
    if (isWritten)
      expect(findings[0]).toMatchObject({
        properties: ["Notes"],
        detail: 'Bird 2 (key 1002) kept values that were gone for 51 min: "Notes"; edited 2026-03-01 08:10.',
      });
  });
});

describe("a delta that reads a span of time", () => {
  const day = 24 * hour;
  const span = { over: "SeenAt", backMs: 30 * day, aheadMs: 0 };
  const guarantee = { ...pairGuarantee, visibleMs: undefined, span };
  const seen = (stage: Stage, notes: string, agoMs: number): void => {
    const SeenAt = new Date(stage.world.newest("1001").at - agoMs).toISOString();
    stage.world.edit("1001", { set: { Notes: notes, SeenAt } });
  };
  /** An edit inside of the span and one after it, before a delta that reads neither; then a full read. */
  const editTwice = (agoMs: number): Stage => {
    const stage = calmStage({ guarantee });
    stage.at(30 * minute);
    seen(stage, "soon", day);
    stage.at(32 * minute);
    seen(stage, "moved", agoMs);
    cycle(stage, 35 * minute, "birdsDelta");
    cycle(stage, 20 * hour, "birdsWalk", ["1001", "1002"]);
    return stage;
  };

  it("owes what left the span before it was read with the next full read", async () => {
    expect(await kinds(editTwice(40 * day), 21 * hour)).toEqual([]);
  });

  it("owes what stayed in the span at once", async () => {
    expect(await kinds(editTwice(2 * day), 21 * hour)).toContain("late");
  });
});
