import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { playScenario, runScenario } from "../../../src/simulate/run-scenario.ts";
import type { Scenario, Stage, Subject } from "../../../src/simulate/types.ts";
import { loadWorker, type SimulatedWorker } from "../../../src/simulate/worker.ts";
import { installClock, type InstalledClock } from "../../../src/simulate/clock.ts";
import { simulatedWorker } from "../../kit/simulated.ts";
import { bookPlan, bookshop, bookSubject, fullWalk, sinceHigh, simulationOf } from "./bookshop.ts";
import { load, start } from "./hand-written.ts";

const minute = 60_000;
const hour = 60 * minute;

let source: Awaited<ReturnType<typeof bookPlan>>;
beforeAll(async () => {
  source = await bookPlan();
});

type Playing = { worker: SimulatedWorker; clock: InstalledClock; subject: Subject };

async function open(bodies: Parameters<typeof bookshop>[0] = {}): Promise<Playing> {
  const { worker, clock } = await load(bookshop(bodies));
  return { worker, clock, subject: bookSubject(worker, source) };
}

/** Plays a scenario; gives the kinds of what was found, and the verdict. */
async function run(playing: Playing, scenario: Partial<Scenario> = {}) {
  const verdict = await runScenario(simulationOf(playing.subject, scenario), playing);
  return { ...verdict, kinds: [...new Set(verdict.findings.map(({ kind }) => kind))] };
}

const busy = async (stage: Stage): Promise<void> => {
  for (let count = 0; count < 12; count += 1)
    stage.later(count * minute, () => {
      if (count % 4 === 0) stage.world.create();
      else if (count === 5) stage.world.remove(stage.pick());
      else stage.world.edit(stage.pick());
    });
  await stage.wait(15 * minute);
};

describe("a careful pair", () => {
  test("passes calm and busy weather, and the figures say what it took", async () => {
    const playing = await open();
    const verdict = await run(playing, { name: "busy", play: busy });
    expect(verdict).toMatchObject({ scenario: "busy", seed: 1, findings: [], messages: [] });
    expect(verdict.figures.requests).toBe(verdict.figures.executes);
    expect(verdict.figures.rows).toBeGreaterThan(50);
    expect(verdict.figures.worstChangeMs).toBeGreaterThan(minute);
    expect(verdict.figures.worstChangeMs).toBeLessThanOrEqual(5 * minute);
  });

  test("gets the same verdict each time, whatever was played before; another seed is another story", async () => {
    const playing = await open();
    const pick = async (seed: number): Promise<unknown> => {
      const ids: string[] = [];
      const verdict = await runScenario(
        simulationOf(
          playing.subject,
          { play: (stage) => void ids.push(stage.pick(), stage.pick()) },
          { seed },
        ),
        playing,
      );
      return [ids, verdict.figures];
    };
    const first = await pick(1);
    await run(playing, { records: 150, play: busy });
    expect(await pick(1)).toEqual(first);
    expect(await pick(2)).not.toEqual(first);
  });
});

describe("a sync beside the pair", () => {
  const beside = (config: string): string =>
    `worker.sync("beside", { database: shelf, schedule: "5m", ${config} execute: async (state: any): Promise<any> => { ${sinceHigh} } });`;

  test("is played too: a delta that does not say its mode sweeps what it did not read", async () => {
    const { worker, clock } = await load(bookshop() + beside(""));
    const playing = { worker, clock, subject: bookSubject(worker, source) };
    expect(playing.subject).toMatchObject({ walk: "slow", delta: "quick", beside: ["beside"] });
    const { kinds } = await run(playing, { name: "busy", play: busy });
    expect(kinds).toContain("falsely-deleted");
  });

  test("and does no harm where it is a second delta", async () => {
    const { worker, clock } = await load(bookshop() + beside('mode: "incremental",'));
    const playing = { worker, clock, subject: bookSubject(worker, source) };
    expect((await run(playing, { name: "busy", play: busy })).findings).toEqual([]);
  });
});

test("a pair made by the pipeline passes busy weather, its rows being what the plan says", async () => {
  const { root, remove, plans } = await simulatedWorker([{ id: "demo.books" }]);
  onTestFinished(remove);
  const { clock, uninstall } = installClock(start);
  onTestFinished(uninstall);
  const env = Object.assign(process.env, { DEMO_TOKEN: "token" });
  const worker = await loadWorker({ root, entry: "src/index.ts", env, clock });
  onTestFinished(worker.close);
  const subject = bookSubject(worker, {
    plan: plans[0]?.complete.plan ?? source.plan,
    sample: source.sample,
  });
  expect(subject).toMatchObject({ walk: "demoBooksBackfill", delta: "demoBooksDelta", isGenerated: true });
  const verdict = await run({ worker, clock, subject }, { play: busy });
  expect(verdict).toMatchObject({ findings: [], messages: [] });
});

describe("what is found", () => {
  test.each([
    ["a delta that does not go back", { delta: sinceHigh.replace("600_000", "0") }, "late"],
    [
      "a delta that leaves deletes out",
      {
        delta: sinceHigh.replace(
          "books.map(toChange)",
          "books.filter((book: any) => !book.deleted).map(toChange)",
        ),
      },
      "late",
    ],
    [
      "a walk that stops at its first page",
      { walk: fullWalk.replace("hasMore: next !== null", "hasMore: false") },
      "falsely-deleted",
    ],
  ])("%s", async (_, bodies, kind) => {
    const verdict = await run(await open(bodies), {
      records: 120,
      play: async (stage) => {
        stage.later(10_000, () => stage.world.edit(stage.pick()));
        stage.later(5_000, () => stage.world.create({ lagMs: 8 * minute }));
        stage.later(20_000, () => stage.world.remove(stage.pick()));
        await stage.wait(hour);
        await stage.walk();
      },
    });
    expect(verdict.kinds).toContain(kind);
  });

  test("a sync that never ends its cycle is stuck, and the simulation ends all the same", async () => {
    const playing = await open({
      walk: `return { changes: [], hasMore: true, nextState: (state ?? 0) + 1 };`,
    });
    const verdict = await run(playing);
    expect(verdict.kinds).toContain("stuck");
    expect(verdict.findings.map(({ detail }) => detail).join()).toContain("did not come to rest within");
    expect(verdict.figures.executes).toBeLessThan(1_600);
  });

  test("so is a scenario that lets more than 40 days pass", async () => {
    const playing = await open({ every: "7d" });
    const verdict = await run(playing, { play: (stage) => stage.wait(26 * 24 * hour) });
    const details = verdict.findings.map(({ detail }) => detail);
    expect(details).toContain("The syncs did not come to rest within 40 days.");
    expect(verdict.figures.simulatedMs).toBe(40 * 24 * hour);
  });

  test("a host that is not the source's, with its name", async () => {
    const playing = await open({
      delta: `await fetch("https://other.example.com/").catch(() => {}); ${sinceHigh}`,
    });
    expect((await run(playing)).findings).toMatchObject([{ kind: "check", key: "other.example.com" }]);
  });

  test("a check of the scenario, under the scenario's name", async () => {
    const verdict = await run(await open(), { name: "mine", play: (stage) => stage.check(false, "no good") });
    expect(verdict.findings).toEqual([{ kind: "check", key: "mine", detail: "no good" }]);
  });

  test("a cell that is wrong by the plan, once, in generated code only", async () => {
    const playing = await open();
    expect((await run(playing)).findings).toEqual([]);
    const subject = { ...playing.subject, isGenerated: true };
    const { findings } = await run({ ...playing, subject });
    expect(findings.filter(({ kind }) => kind === "wrong").length).toBeGreaterThan(0);
  });

  test("an error of the scenario's own code is thrown, wherever it happens", async () => {
    const playing = await open();
    const fail = (): never => {
      throw new Error("a bug of the scenario");
    };
    for (const play of [
      fail,
      (stage: Stage) => (stage.later(minute, fail), stage.wait(hour)),
      (stage: Stage) => (stage.beforeRequest(1, fail), stage.walk().then(() => {})),
    ])
      await expect(run(playing, { play })).rejects.toThrow("a bug of the scenario");
  });
});

describe("failsLoudly", () => {
  const outage = (message: RegExp): Partial<Scenario> => ({
    play: async (stage) => {
      stage.upstream.knobs.outage = true;
      await stage.walk(hour);
    },
    failsLoudly: { message, because: "nobody knows", remedy: (stage) => void stage.world.create() },
  });

  test("is content with a failure whose message matches, and does the remedy before the judgement", async () => {
    const playing = await open();
    const { stage, verdict } = await playScenario(simulationOf(playing.subject, outage(/no books/)), playing);
    expect(verdict.findings).toEqual([]);
    expect(verdict.messages).toEqual(["the API lists no books"]);
    expect(stage.world.alive()).toHaveLength(24);
    expect(stage.notion.rows("shelf").size).toBe(24);
  });

  test("finds another message, and silence", async () => {
    const other = await run(await open(), outage(/permission/));
    expect(other.findings).toMatchObject([
      {
        kind: "silent",
        detail: "The sync failed, but its message does not tell why: the API lists no books",
      },
    ]);
    const silent = await run(
      await open({ walk: fullWalk.replace("seen === 0", "false") }),
      outage(/no books/),
    );
    expect(silent.kinds).toContain("silent");
    expect(silent.findings.find(({ kind }) => kind === "silent")?.detail).toBe(
      "The sync went on as if nothing were wrong, although nobody knows",
    );
  });
});

describe("playing again in another form", () => {
  test("with fewer records, and another world in between", async () => {
    const playing = await open();
    let changes = 0;
    let isStarted = false;
    const { stage } = await playScenario(
      simulationOf(playing.subject, { play: (each) => each.world.edit(each.pick()) }),
      playing,
      {
        records: 3,
        onStart: () => void (isStarted = true),
        wrapWorld: (world) => ({
          ...world,
          edit: (id, options) => {
            if (isStarted) changes += 1;
            world.edit(id, options);
          },
        }),
      },
    );
    expect([stage.world.alive().length, changes]).toEqual([3, 1]);
  });
});

test("afterwards all that lags shows, the deltas get their time, and then come a walk and two more deltas", async () => {
  const playing = await open();
  let end = 0;
  const { stage } = await playScenario(
    simulationOf(playing.subject, {
      play: ({ world, clock }) => {
        world.create({ lagMs: hour });
        end = clock.now();
      },
    }),
    playing,
  );
  const calls = stage.notion.calls.filter(({ startedAt }) => startedAt >= end);
  const walk = calls.findIndex(({ key }) => key === "slow");
  expect(calls[walk]?.startedAt).toBe(end + hour + 20 * minute);
  expect(calls.slice(walk + 1).map(({ key }) => key)).toEqual(["quick", "quick"]);
});

test("time starts at the same moment in every simulation", async () => {
  const playing = await open();
  const begun: number[] = [];
  for (let count = 0; count < 2; count += 1) {
    await run(playing, { start: "none", play: ({ clock }) => void begun.push(clock.now()) });
  }
  expect(begun).toEqual([start, start]);
});
