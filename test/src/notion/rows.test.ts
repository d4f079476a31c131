import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Commit } from "../../../src/notion/types.ts";
import { installClock, type InstalledClock } from "../../../src/simulate/clock.ts";
import { deploy, keys, minute, remove, settings, start, upsert, type Page } from "./stand-in.ts";

let clock: InstalledClock;
let uninstall: () => void;
beforeAll(() => {
  ({ clock, uninstall } = installClock(start));
});
afterAll(() => uninstall());
beforeEach(() => clock.restart());

/** Runs a manual sync until it has answered with all the pages given; one that has no more is a cycle's last. */
async function write(
  pages: Page[],
  options: Parameters<typeof deploy>[2] = {},
  mode: "incremental" | "replace" = "incremental",
) {
  const commits: Commit[] = [];
  const { notion, asked } = deploy(
    clock,
    { sync: { mode, execute: ({ count }) => pages[count - 1] ?? {} } },
    options,
  );
  notion.onCommit((commit) => commits.push(commit));
  while (asked.length < pages.length) {
    notion.trigger("sync");
    await notion.run(clock.now() + minute);
  }
  return { notion, asked, commits };
}

const properties = (notion: Awaited<ReturnType<typeof write>>["notion"]): object =>
  Object.fromEntries(notion.rows("rows").get("a")?.properties ?? []);

describe("upserts", () => {
  const two = [upsert("a", { Name: "A", Note: "first" }), upsert("a", { Name: "B" })].map((change) => ({
    changes: [change],
  }));

  test("keep a property that is left out, or clear it, as the setting says", async () => {
    expect(properties((await write(two)).notion)).toEqual({ Name: "B", Note: "first" });
    const cleared = await write(two, { settings: { ...settings, omitted: "cleared" } });
    expect(properties(cleared.notion)).toEqual({ Name: "B" });
  });

  test("an older upstreamUpdatedAt loses, an equal one or one that cannot be read wins", async () => {
    const at = (time: string | undefined, name: string): Page => ({
      changes: [upsert("a", { Name: name }, time)],
    });
    const { notion, commits } = await write([
      at("2026-01-05T10:00:00Z", "first"),
      at("2026-01-05T10:59:59+01:00", "older in another zone"),
      at("2026-01-05T11:00:00+01:00", "equal"),
    ]);
    expect(properties(notion)).toEqual({ Name: "equal" });
    expect(commits.map(({ upserted }) => upserted)).toEqual([["a"], [], ["a"]]);
    const later = await write([
      at("2026-01-05T10:00:00Z", "first"),
      at("soon", "second"),
      at(undefined, "third"),
    ]);
    expect(properties(later.notion)).toEqual({ Name: "third" });
  });

  test("a row stays the same when it is written again; one that was deleted comes back as a new one", async () => {
    const { notion } = await write([
      { changes: [upsert("a"), upsert("b"), upsert("b")] },
      { changes: [remove("a"), upsert("a")] },
    ]);
    expect([...notion.rows("rows").values()].map(({ key, id }) => [key, id])).toEqual([
      ["b", 2],
      ["a", 3],
    ]);
  });

  test("say who wrote the row and when", async () => {
    const { notion } = await write([{ changes: [upsert("a")] }]);
    expect(notion.rows("rows").get("a")).toMatchObject({ writtenBy: "sync", writtenAt: start + 200 });
  });

  test("names of properties and keys cannot do harm", async () => {
    const { notion } = await write([
      { changes: [upsert("__proto__", JSON.parse('{"__proto__":[["x"]]}') as object)] },
    ]);
    expect(notion.rows("rows").get("__proto__")?.properties.get("__proto__")).toEqual([["x"]]);
  });
});

describe("deletes", () => {
  test("take rows away in incremental mode, and only rows that are there", async () => {
    const { notion, commits } = await write([
      { changes: [upsert("a"), upsert("b")] },
      { changes: [remove("a"), remove("never")] },
    ]);
    expect(keys(notion)).toEqual(["b"]);
    expect(commits[1]).toMatchObject({
      at: start + 60_200,
      key: "sync",
      databaseKey: "rows",
      deleted: ["a"],
    });
  });

  test("mean nothing in replace mode", async () => {
    const { notion } = await write([{ changes: [upsert("a"), upsert("b"), remove("a")] }], {}, "replace");
    expect(keys(notion)).toEqual(["a", "b"]);
  });
});

describe("the sweep at the end of a replace cycle", () => {
  test("takes what the cycle did not bring on any of its pages", async () => {
    const pages: Page[] = [
      { changes: [upsert("a"), upsert("b"), upsert("c")] },
      { changes: [upsert("b")], hasMore: true, nextState: 1 },
      { changes: [upsert("d")] },
    ];
    const { notion, commits } = await write(pages, {}, "replace");
    expect(keys(notion)).toEqual(["b", "d"]);
    expect(commits.map(({ swept }) => swept)).toEqual([[], [], ["a", "c"]]);
  });

  test("does not happen in incremental mode, nor between pages; a row that loses against a newer one counts as brought", async () => {
    const replaced = await write(
      [
        { changes: [upsert("a", {}, "2026-01-05T10:00:00Z"), upsert("b")] },
        { changes: [upsert("a", {}, "2026-01-05T09:00:00Z")] },
      ],
      {},
      "replace",
    );
    expect(keys(replaced.notion)).toEqual(["a"]);
    const incremental = await write([{ changes: [upsert("a")] }, { changes: [] }]);
    expect(keys(incremental.notion)).toEqual(["a"]);
  });

  test.each([
    ["takes", ["brought"]],
    ["spares", ["brought", "meanwhile"]],
  ] as const)("%s what another sync wrote since the cycle began", async (sweep, rest) => {
    const { notion } = deploy(
      clock,
      {
        walk: {
          mode: "replace",
          execute: ({ state }) =>
            state === undefined
              ? { changes: [upsert("brought")], hasMore: true, nextState: 1 }
              : { changes: [], nextState: undefined },
        },
        delta: { execute: ({ count }) => ({ changes: [upsert(count === 1 ? "before" : "meanwhile")] }) },
      },
      { settings: { ...settings, sweep }, knobs: { gapMs: () => minute } },
    );
    notion.trigger("delta");
    await notion.run(start + minute);
    notion.trigger("walk");
    await notion.run(start + minute + 10_000);
    notion.trigger("delta");
    await notion.run(start + 10 * minute);
    expect(keys(notion).sort()).toEqual(rest);
  });
});
