import { describe, expect, onTestFinished, test } from "vitest";
import { preparePlan } from "../../../src/plan/load.ts";
import type { Order } from "../../../src/simulate/protocol.ts";
import { simulate } from "../../../src/simulate/simulate.ts";
import { openSimulator, type Simulator } from "../../../src/simulate/simulate-process.ts";
import { scenarios } from "../../../src/simulate/scenarios/index.ts";
import { subjectsOf } from "../../../src/simulate/subject.ts";
import type { Subject } from "../../../src/simulate/types.ts";
import { makeProject, syncSource, workerSource } from "../run/kit.ts";

const settings = { sweep: "takes", lastState: "dropped", omitted: "kept" } as const;
const env = { PATH: process.env.PATH ?? "", SHOP_TOKEN: "c2ltdWxhdGVk" };
const { complete, entry } = await preparePlan("demo.books", {
  params: ["baseUrl=http://127.0.0.1:4010"],
  set: ["database.key=books"],
});
const { plan } = complete;

const walks = syncSource(
  "walks",
  `const cursor = state?.cursor ?? "";
  const response = await fetch("http://127.0.0.1:4010/v1/books?limit=100&cursor=" + cursor, { headers: { Authorization: "Bearer " + process.env.SHOP_TOKEN } });
  if (!response.ok) throw new Error("HTTP " + response.status);
  const page: any = await response.json();
  const changes = page.books.map((book: any) => row(book.id));
  return page.next_cursor ? { changes, hasMore: true, nextState: { cursor: page.next_cursor } } : { changes, hasMore: false };`,
);

async function openTest(code: string, options: { limitMs?: number } = {}): Promise<Simulator> {
  const root = await makeProject(workerSource(code));
  const simulator = await openSimulator(root, { env, accessToken: "token", limitMs: 20_000, ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

/** The order of one scenario for one of the syncs. */
function orderOf({ manifest }: Pick<Simulator, "manifest">, key: string, scenario = "server-error"): Order {
  const [subject] = subjectsOf(manifest, { plan, sample: entry?.sample, keys: [key] });
  if (subject === undefined) throw new Error(`${key} is no subject`);
  return { subject: { ...subject, isGenerated: false }, scenario, seed: 1, settings };
}

describe("a child that simulates", () => {
  test("plays real code against the fake source, the same each time", async () => {
    const simulator = await openTest(walks);
    const order = orderOf(simulator, "walks");
    const first = await simulator.simulate(order);
    expect(first).toMatchObject({ scenario: "server-error", seed: 1, settings, messages: ["HTTP 500"] });
    expect(first.figures.requests).toBeGreaterThan(1);
    expect(first.figures.rows).toBeGreaterThan(20);
    expect(first.findings.filter(({ kind }) => kind === "lost" || kind === "stuck")).toEqual([]);
    expect(await simulator.simulate(order)).toEqual(first);
  });

  test("has no environment but the one it is given", async () => {
    process.env.CREATE_SYNC_TEST_SECRET = "of the shell";
    onTestFinished(() => void delete process.env.CREATE_SYNC_TEST_SECRET);
    const simulator = await openTest(
      syncSource(
        "tells",
        `throw new Error("sees " + process.env.CREATE_SYNC_TEST_SECRET + " and " + process.env.SHOP_TOKEN);`,
      ),
    );
    const { messages } = await simulator.simulate(orderOf(simulator, "tells"));
    expect(messages).toEqual(["sees undefined and c2ltdWxhdGVk"]);
  });

  test("shows nothing of .env, even if the worker reads that file itself", async () => {
    const code = syncSource(
      "reads",
      `const { readFileSync } = await import("node:fs"); throw new Error("read " + readFileSync(".env", "utf8"));`,
    );
    const root = await makeProject(workerSource(code), { env: "SHOP_TOKEN=live-secret-4711\n" });
    const simulator = await openSimulator(root, { env, accessToken: "token" });
    onTestFinished(() => simulator.close());
    const verdict = await simulator.simulate(orderOf(simulator, "reads"));
    expect(JSON.stringify(verdict)).not.toContain("4711");
    expect(verdict.messages[0]).toContain("read SHOP_TOKEN=[SHOP_TOKEN]");
  });

  test.each([
    ["loops", "for (;;) state = 1;", /^does not come back: an endless loop without waiting$/],
    ["exits", "process.exit(3);", /^The worker's process ended \(exit code 3\)/],
    [
      "drops",
      `void Promise.reject(new Error("on the loose")); return { changes: [], hasMore: false };`,
      /an error that nothing caught at src\/index\.ts:\d+: Error: on the loose/,
    ],
  ])("that %s is a verdict, and the next one plays in a new child", async (key, body, detail) => {
    const simulator = await openTest(`${syncSource(key, body)}\n${walks}`, { limitMs: 3000 });
    const verdict = await simulator.simulate(orderOf(simulator, key));
    expect(verdict.findings).toEqual([{ kind: "stuck", key, detail: expect.stringMatching(detail) }]);
    const next = await simulator.simulate(orderOf(simulator, "walks"));
    expect(next.findings.filter(({ kind }) => kind === "stuck")).toEqual([]);
    expect(next.figures.requests).toBeGreaterThan(1);
  });

  test("is not started for a worker that cannot be loaded", async () => {
    await expect(openTest("undefinedName();")).rejects.toMatchObject({
      code: "run/import-failed",
      place: { file: "src/index.ts" },
    });
    await expect(
      openSimulator(await makeProject(walks, { install: "none" }), { env, accessToken: "" }),
    ).rejects.toMatchObject({ code: "run/no-dependencies", fix: "npm install" });
  });
});

describe("a run of simulations", () => {
  const chosen = scenarios.filter(({ name }) => ["hard-delete", "server-error", "short-page"].includes(name));

  async function play(code: string, { seeds = [1], more = {} }: { seeds?: number[]; more?: object } = {}) {
    const root = await makeProject(workerSource(code));
    const told: string[] = [];
    const outcomes = await simulate({
      root,
      simulator: { env, accessToken: "token" },
      subjectsOf: (manifest): Subject[] => [orderOf({ manifest }, "walks").subject],
      scenarios: chosen,
      seeds,
      settings: [settings, { ...settings, sweep: "spares" }],
      onProgress: (progress) => {
        if (typeof progress !== "string")
          told.push(`${progress.done}/${progress.total} ${progress.scenario}`);
      },
      ...more,
    });
    return { outcomes, told };
  }

  test("gives every verdict in order, whoever played it", async () => {
    const { outcomes, told } = await play(walks, { seeds: [1, 2, 3, 4] });
    const [{ verdicts, skipped } = { verdicts: [], skipped: [] }] = outcomes;
    expect(skipped).toEqual([]);
    expect(verdicts.map(({ scenario, seed, settings: { sweep } }) => `${scenario} ${sweep} ${seed}`)).toEqual(
      chosen.flatMap(({ name }) =>
        ["takes", "spares"].flatMap((sweep) => [1, 2, 3, 4].map((seed) => `${name} ${sweep} ${seed}`)),
      ),
    );
    expect(told).toHaveLength(24);
    expect(told[0]).toBe(`0/24 ${chosen[0]?.name}`);
  });

  test("leaves out what does not apply, and settings no code can survive; tells how the code differs from its plan", async () => {
    const never = { ...chosen[0], name: "never", applies: () => "it is Tuesday" };
    const spared = { ...chosen[0], needs: { sweep: "spares" } };
    const kept = { ...chosen[1], needs: { lastState: "kept" } };
    const { outcomes } = await play(walks, { more: { scenarios: [never, spared, kept] } });
    expect(outcomes[0]?.notes.join("\n")).toMatch(/Title|Author/);
    expect(outcomes[0]?.skipped).toEqual([
      { scenario: "never", because: "it is Tuesday" },
      { scenario: chosen[1]?.name, because: "no code can survive it under the settings that were played" },
    ]);
    expect(outcomes[0]?.verdicts.map(({ settings: { sweep } }) => sweep)).toEqual(["spares"]);
  });

  test("tells the shortest history of what fails", async () => {
    const forgetful = walks.replace("page.books.map", "page.books.slice(1).map");
    const { outcomes } = await play(forgetful);
    const [{ verdicts, histories } = { verdicts: [], histories: undefined }] = outcomes;
    const failed = verdicts.filter(({ findings }) => findings.length > 0);
    expect(failed.length).toBeGreaterThan(0);
    const history = failed[0] && histories?.get(failed[0]);
    expect(history?.records).toBeLessThanOrEqual(2);
    expect(history?.findings[0]?.kind).toBe(failed[0]?.findings[0]?.kind);
  });
});
