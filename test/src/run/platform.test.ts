import { describe, expect, it } from "vitest";
import { runCycle, type CyclePage } from "../../../src/run/cycle.ts";
import { readManifestJson } from "../../../src/run/manifest.ts";
import { createPlatform, type Row } from "../../../src/run/platform.ts";
import type { Page } from "../../../src/run/worker-process.ts";

const manifest = readManifestJson({
  databases: [{ key: "books", config: {} }],
  pacers: [{ key: "booksApi", config: {} }],
  capabilities: [
    { _tag: "sync", key: "all", config: { databaseKey: "books", mode: "replace" } },
    { _tag: "sync", key: "plain", config: { databaseKey: "books" } },
    { _tag: "sync", key: "delta", config: { databaseKey: "books", mode: "incremental" } },
    { _tag: "tool", key: "search", config: {} },
  ],
});

type Answer = { changes?: unknown[]; hasMore?: boolean; nextState?: unknown } | Error;

/** A worker that gives its answers in turn and remembers with which states it was asked. */
function fakeWorker(...answers: Answer[]) {
  const states: unknown[] = [];
  const execute = (_key: string, state: unknown): Promise<Page> => {
    states.push(state);
    const answer = answers.shift() ?? new Error("asked once too often");
    if (answer instanceof Error) return Promise.reject(answer);
    const { changes = [], hasMore = false, nextState } = answer;
    return Promise.resolve({
      changes,
      hasMore,
      nextState,
      stateBytes: 0,
      oddities: { hasMore: undefined, changes: [], state: [] },
    });
  };
  return { execute, manifest: () => manifest, states };
}

const upsert = (
  key: string,
  properties: object = {},
  upstreamUpdatedAt?: string,
  targetDatabaseKey = "books",
) => ({
  type: "upsert",
  key,
  targetDatabaseKey,
  properties,
  ...(upstreamUpdatedAt === undefined ? {} : { upstreamUpdatedAt }),
});
const gone = (key: string) => ({ type: "delete", key, targetDatabaseKey: "books" });
const keys = (rows: readonly Row[]): string[] => rows.map(({ key }) => key);

describe("the platform", () => {
  it("merges an upsert into its row: absent keeps, [] clears", async () => {
    const platform = createPlatform(
      fakeWorker(
        { changes: [upsert("a", { Title: [["A"]], Price: [["1"]] })] },
        { changes: [upsert("a", { Price: [] })] },
      ),
    );
    await platform.runSync("delta");
    await platform.runSync("delta");
    expect(platform.rows("books")).toEqual([{ id: 1, key: "a", properties: new Map<string, unknown>([["Title", [["A"]]], ["Price", []]]), updatedAt: undefined }]); // prettier-ignore
  });

  it("sweeps at the end of a replace cycle what no page of it brought", async () => {
    const platform = createPlatform(
      fakeWorker(
        { changes: [upsert("a"), upsert("b"), upsert("c")] },
        { changes: [upsert("a")], hasMore: true, nextState: 2 },
        { changes: [upsert("c")] },
      ),
    );
    await platform.runSync("all");
    expect(await platform.runSync("all")).toEqual({
      pages: 2,
      upserts: 2,
      outdated: 0,
      deletes: [],
      swept: ["b"],
    });
    expect(keys(platform.rows("books"))).toEqual(["a", "c"]);
  });

  it("takes a sync without a mode as replace, and sweeps nothing in an incremental one", async () => {
    const platform = createPlatform(
      fakeWorker({ changes: [upsert("a")] }, { changes: [upsert("b")] }, { changes: [upsert("c")] }),
    );
    await platform.runSync("delta");
    await platform.runSync("delta");
    expect(keys(platform.rows("books"))).toEqual(["a", "b"]);
    await platform.runSync("plain");
    expect(keys(platform.rows("books"))).toEqual(["c"]);
  });

  it("sweeps every database that a cycle wrote to, and no other", async () => {
    const platform = createPlatform(
      fakeWorker(
        {
          changes: [
            upsert("a"),
            upsert("x", {}, undefined, "authors"),
            upsert("y", {}, undefined, "authors"),
          ],
        },
        { changes: [upsert("a"), upsert("x", {}, undefined, "authors")] },
        { changes: [upsert("a")] },
      ),
    );
    await platform.runSync("all");
    expect((await platform.runSync("all")).swept).toEqual(["y"]);
    expect((await platform.runSync("all")).swept).toEqual([]);
    expect(keys(platform.rows("authors"))).toEqual(["x"]);
  });

  it("deletes in incremental mode only, and gives a row that comes back a new id", async () => {
    const platform = createPlatform(
      fakeWorker(
        { changes: [upsert("a"), upsert("b")] },
        { changes: [upsert("a"), upsert("b"), gone("a")] },
        { changes: [gone("a"), gone("nobody")] },
        { changes: [upsert("a")] },
      ),
    );
    await platform.runSync("all");
    await platform.runSync("all");
    expect(keys(platform.rows("books"))).toEqual(["a", "b"]);
    expect((await platform.runSync("delta")).deletes).toEqual(["a"]);
    await platform.runSync("delta");
    expect(platform.rows("books").map(({ key, id }) => [key, id])).toEqual([["b", 2], ["a", 3]]); // prettier-ignore
  });

  it("ignores an upsert that is older than its row; a tie, or no time, wins", async () => {
    const at = (time: string | undefined, text: string) => ({
      changes: [upsert("a", { Title: [[text]] }, time)],
    });
    const platform = createPlatform(
      fakeWorker(
        at("2026-03-04T10:00:00Z", "first"),
        at("2026-03-04T11:59:59+02:00", "older"),
        at("2026-03-04T12:00:00+02:00", "tie"),
        at(undefined, "no time"),
        at("not a time", "bad time"),
      ),
    );
    const seen: unknown[] = [];
    const outdated: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      outdated.push((await platform.runSync("delta")).outdated);
      seen.push(platform.rows("books")[0]?.properties.get("Title"));
    }
    expect(seen).toEqual([[["first"]], [["first"]], [["tie"]], [["no time"]], [["bad time"]]]);
    expect(outdated).toEqual([0, 1, 0, 0, 0]);
  });

  it("does not sweep a row whose upsert was too old to be written", async () => {
    const platform = createPlatform(
      fakeWorker(
        { changes: [upsert("a", {}, "2026-03-04T10:00:00Z")] },
        { changes: [upsert("a", {}, "2026-03-04T09:00:00Z")] },
      ),
    );
    await platform.runSync("delta");
    expect((await platform.runSync("all")).swept).toEqual([]);
  });

  it("keeps the state of the last page for the next run, in both modes", async () => {
    const worker = fakeWorker(
      { hasMore: true, nextState: { page: 2 } },
      { nextState: { v: 1 } },
      {},
      { nextState: { cursor: "c" } },
      { nextState: { cursor: "d" } },
    );
    const platform = createPlatform(worker);
    for (const key of ["all", "all", "delta", "delta"]) await platform.runSync(key);
    expect(worker.states).toEqual([undefined, { page: 2 }, { v: 1 }, undefined, { cursor: "c" }]);
    expect([platform.state("all"), platform.state("delta"), platform.state("plain")]).toEqual([
      undefined,
      { cursor: "d" },
      undefined,
    ]);
  });

  it("keeps rows, state and what was seen when execute throws, and goes on from there", async () => {
    const worker = fakeWorker(
      { changes: [upsert("a"), upsert("old")] },
      { changes: [upsert("a")], hasMore: true, nextState: 2 },
      new Error("HTTP 500"),
      { changes: [upsert("b")] },
    );
    const platform = createPlatform(worker);
    await platform.runSync("all");
    await expect(platform.runSync("all")).rejects.toThrow("HTTP 500");
    expect([keys(platform.rows("books")), platform.state("all")]).toEqual([["a", "old"], 2]);
    expect((await platform.runSync("all")).swept).toEqual(["old"]);
    expect(keys(platform.rows("books"))).toEqual(["a", "b"]);
  });

  it("hands out copies of its rows", async () => {
    const platform = createPlatform(fakeWorker({ changes: [upsert("a", { Title: [["A"]] })] }));
    await platform.runSync("all");
    (platform.rows("books")[0]?.properties.get("Title") as string[][]).push(["changed"]);
    expect(platform.rows("books")[0]?.properties.get("Title")).toEqual([["A"]]);
  });

  it("keeps keys such as __proto__ like any other", async () => {
    const platform = createPlatform(
      fakeWorker({ changes: [upsert("__proto__", JSON.parse(`{"__proto__":[["x"]]}`) as object)] }),
    );
    await platform.runSync("all");
    expect(platform.rows("books")[0]).toMatchObject({
      key: "__proto__",
      properties: new Map([["__proto__", [["x"]]]]),
    });
  });

  it("stops a sync that never ends", async () => {
    const platform = createPlatform(
      fakeWorker(...Array.from({ length: 5 }, (_, index) => ({ hasMore: true, nextState: index }))),
    );
    await expect(platform.runSync("all", { maxPages: 4 })).rejects.toMatchObject({
      code: "run/too-many-pages",
      args: { pages: 4 },
    });
    expect(platform.state("all")).toBe(3);
  });

  it.each([
    [
      "booksApi",
      "run/not-a-sync",
      'Expected the key of a sync; "booksApi" is a pacer. Syncs of this worker: all, plain, delta.',
    ],
    [
      "search",
      "run/not-a-sync",
      'Expected the key of a sync; "search" is a tool. Syncs of this worker: all, plain, delta.',
    ],
    [
      "detla",
      "run/unknown-key",
      'Unknown sync "detla". Did you mean "delta"? Syncs of this worker: all, plain, delta.',
    ],
    ["invoices", "run/unknown-key", 'Unknown sync "invoices". Syncs of this worker: all, plain, delta.'],
  ])("refuses to run %s", async (key, code, message) => {
    await expect(createPlatform(fakeWorker()).runSync(key)).rejects.toMatchObject({ code, message, exit: 2 });
  });
});

describe("runCycle", () => {
  async function collect(
    worker: ReturnType<typeof fakeWorker>,
    options: Parameters<typeof runCycle>[2],
  ): Promise<CyclePage[]> {
    const pages: CyclePage[] = [];
    for await (const page of runCycle(worker, "all", options)) pages.push(page);
    return pages;
  }

  it("hands each page's state to the next and stops where the sync has no more", async () => {
    const worker = fakeWorker({ hasMore: true, nextState: 2 }, { hasMore: true, nextState: 3 }, {});
    const pages = await collect(worker, { state: 1, maxPages: 10 });
    expect(pages.map(({ number, state }) => [number, state])).toEqual([[1, 1], [2, 2], [3, 3]]); // prettier-ignore
    expect(worker.states).toEqual([1, 2, 3]);
  });

  it("stops at the page cap, with the last page saying that there is more", async () => {
    const pages = await collect(
      fakeWorker({ hasMore: true, nextState: 2 }, { hasMore: true, nextState: 3 }),
      { maxPages: 2 },
    );
    expect(pages.map(({ hasMore }) => hasMore)).toEqual([true, true]);
  });

  it("refuses hasMore without a nextState", async () => {
    await expect(collect(fakeWorker({ hasMore: true }), { maxPages: 9 })).rejects.toMatchObject({
      code: "run/no-next-state",
      args: { page: 1 },
    });
  });

  it("refuses a cursor that did not move on two pages running, not one that paused once", async () => {
    const same = { hasMore: true, nextState: { page: 1 } };
    await expect(collect(fakeWorker(same, same, same), { maxPages: 9 })).rejects.toMatchObject({
      code: "run/cursor-stuck",
      args: { page: 3 },
    });
    const paused = fakeWorker(
      same,
      same,
      { hasMore: true, nextState: { page: 2 } },
      { hasMore: true, nextState: { page: 2 } },
      {},
    );
    expect(await collect(paused, { maxPages: 9 })).toHaveLength(5);
  });
});
