import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deltaEach } from "../../../templates/helpers/delta-each.ts";
import { HttpError } from "../../../templates/helpers/http-error.ts";
import { keyedInside } from "../../../templates/helpers/keyed-inside.ts";
import type { Partitioned, PartitionPage } from "../../../templates/helpers/partitioned.ts";
import { segments } from "../../../templates/helpers/segments.ts";
import { walkEach } from "../../../templates/helpers/walk-each.ts";

const start = Date.parse("2026-11-21T10:00:00Z");
type Walking = {
  v: 1;
  lastRows?: number;
  at?: string;
  tail?: object;
  refused?: { because: string; at: number };
};
type Reading = { v: 1; high?: string; refused?: { because: string; at: number } };
type Page<State> = PartitionPage<string, State>;

beforeEach(() => void vi.useFakeTimers({ now: start }));
afterEach(() => void vi.useRealTimers());

/** Reads by a script: for each partition its answers in turn; an error is thrown. Notes what it was called with. */
function scripted<State>(script: Record<string, (Page<State> | Error)[]>) {
  const calls: [string, State | undefined][] = [];
  const read = (partition: string, state: State | undefined): Promise<Page<State>> => {
    calls.push([partition, state]);
    const next = script[partition]?.shift();
    if (next === undefined) throw new Error(`${partition} was not to be read again`);
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  return { calls, read };
}

const names = { key: "rowsDelta", list: "teams" };
const full = { key: "rowsBackfill", list: "teams" };
const gone = new HttpError("GET /x", 404);

/** Calls until there is no more, at most `most` times. */
async function all<State>(
  step: (state: Partitioned<State> | undefined) => Promise<PartitionPage<string, Partitioned<State>>>,
  state?: Partitioned<State>,
  most = 20,
) {
  const changes: string[] = [];
  for (let call = 0; call < most; call += 1) {
    const page = await step(state);
    changes.push(...page.changes);
    state = JSON.parse(JSON.stringify(page.nextState)) as Partitioned<State>;
    if (!page.hasMore) return { changes, state };
  }
  return { changes, state };
}

describe("a delta over partitions", () => {
  const at = (high: string, hasMore = false, changes: string[] = []): Page<Reading> => ({
    changes,
    hasMore,
    nextState: { v: 1, high },
  });

  it("reads one after the other, each to its end and from its own position", async () => {
    const { calls, read } = scripted<Reading>({
      a: [at("1", true, ["x"]), at("2")],
      b: [at("9", false, ["y"])],
    });
    const { changes, state } = await all<Reading>((given) => deltaEach(given, ["a", "b"], names, read));
    expect(changes).toEqual(["x", "y"]);
    expect(state).toEqual({
      v: 1,
      of: [
        ["a", { v: 1, high: "2" }],
        ["b", { v: 1, high: "9" }],
      ],
    });
    expect(calls).toEqual([
      ["a", undefined],
      ["a", { v: 1, high: "1" }],
      ["b", undefined],
    ]);
  });

  it("begins a new partition without a position and forgets one that was taken out", async () => {
    const before: Partitioned<Reading> = {
      v: 1,
      of: [
        ["a", { v: 1, high: "1" }],
        ["old", { v: 1, high: "5" }],
      ],
    };
    const { calls, read } = scripted<Reading>({ a: [at("2")], new: [at("3")] });
    const { state } = await all((given) => deltaEach(given, ["a", "new"], names, read), before);
    expect(calls).toEqual([
      ["a", { v: 1, high: "1" }],
      ["new", undefined],
    ]);
    expect(state?.of.map(([partition]) => partition)).toEqual(["a", "new"]);
  });

  it("goes on with a cycle although its list has changed meanwhile", async () => {
    const before: Partitioned<Reading> = { v: 1, of: [["a", { v: 1, high: "1" }]], done: ["a", "old"] };
    const { calls, read } = scripted<Reading>({ b: [at("3")] });
    expect((await all((given) => deltaEach(given, ["a", "b"], names, read), before)).state?.of).toHaveLength(
      2,
    );
    expect(calls.map(([partition]) => partition)).toEqual(["b"]);
    const none = scripted<Reading>({});
    const shrunk = await deltaEach(before, ["a"], names, none.read);
    expect(shrunk).toEqual({ changes: [], hasMore: false, nextState: { v: 1, of: before.of } });
  });

  it("tells of one that cannot be read when the others are done, and then begins anew", async () => {
    const { read } = scripted<Reading>({ a: [gone, at("4")], b: [at("9"), at("10")] });
    const step = (given: Partitioned<Reading> | undefined) => deltaEach(given, ["a", "b"], names, read);
    const { state } = await all(step, { v: 1, of: [["a", { v: 1, high: "3" }]] }, 2);
    expect(state?.of).toEqual([
      ["a", { v: 1, high: "3" }],
      ["b", { v: 1, high: "9" }],
    ]);
    await expect(step(state)).rejects.toThrow(
      /^rowsDelta: a answers HTTP 404: it is gone.* take it out of teams/,
    );
    vi.setSystemTime(start + 61_000);
    expect((await all(step, state)).state?.of).toEqual([
      ["a", { v: 1, high: "4" }],
      ["b", { v: 1, high: "10" }],
    ]);
  });

  it("tells of one that refused to go on, too", async () => {
    const refused = { v: 1 as const, high: "1", refused: { because: "a circle", at: start } };
    const { read } = scripted<Reading>({
      a: [{ changes: [], hasMore: true, nextState: refused }],
      b: [at("9")],
    });
    const { state } = await all<Reading>((given) => deltaEach(given, ["a", "b"], names, read), undefined, 2);
    expect(state?.refused?.because).toBe("rowsDelta: a: a circle");
  });

  it.each([
    ["a refused sign-in", new HttpError("GET /x", 401)],
    ["a limit", new Error("Rate limited by external API")],
  ])("leaves %s to all of them", async (_name, error) => {
    const { read } = scripted<Reading>({ a: [error] });
    await expect(deltaEach(undefined, ["a", "b"], names, read)).rejects.toBe(error);
  });

  it.each([null, { v: 2, of: [] }, { v: 1, high: "old" }, { v: 1, of: "a" }, { v: 1, of: [7, null, ["x"]] }])(
    "begins anew from %j",
    async (state) => {
      const { calls, read } = scripted<Reading>({ a: [at("1")] });
      await deltaEach(state as never, ["a"], names, read);
      expect(calls).toEqual([["a", undefined]]);
    },
  );
});

describe("a walk over partitions", () => {
  const listed = (state: Omit<Walking, "v">, changes: string[] = []): Page<Walking> => ({
    changes,
    hasMore: true,
    nextState: { v: 1, ...state },
  });
  const ended = (lastRows: number): Page<Walking> => ({
    changes: [],
    hasMore: false,
    nextState: { v: 1, lastRows },
  });
  const walk = (script: Record<string, (Page<Walking> | Error)[]>, teams = ["a", "b"]) => {
    const { calls, read } = scripted<Walking>(script);
    return { calls, step: (given: Partitioned<Walking> | undefined) => walkEach(given, teams, full, read) };
  };
  const had = (a: number, b: number): Partitioned<Walking> => ({
    v: 1,
    of: [
      ["a", { v: 1, lastRows: a }],
      ["b", { v: 1, lastRows: b }],
    ],
  });

  it("reads what changed meanwhile when all lists have been read", async () => {
    const { calls, step } = walk({
      a: [listed({ at: "2" }), listed({ tail: { since: "t" } }), ended(7)],
      b: [listed({ tail: { since: "u" } }), ended(5)],
    });
    const { state } = await all(step);
    expect(calls.map(([partition]) => partition)).toEqual(["a", "a", "b", "a", "b"]);
    expect(state).toEqual(had(7, 5));
  });

  it("takes an empty partition beside one with records, but not that all are empty", async () => {
    expect((await all(walk({ a: [ended(0)], b: [ended(5)] }).step)).state).toEqual(had(0, 5));
    const { step } = walk({ a: [ended(0)], b: [ended(0)] });
    const { state } = await all(step, had(0, 0), 2);
    await expect(step(state)).rejects.toThrow(/lists no records/);
  });

  it("measures all partitions together, and by the last cycle that ended", async () => {
    const { step } = walk({ a: [ended(60), ended(60)], b: [ended(60), ended(60)] });
    const { state } = await all(step, had(100, 100), 2);
    await expect(step(state)).rejects.toThrow(/lists 120 records, 200 the last time/);
    expect(state?.of).toEqual(had(100, 100).of);
    vi.setSystemTime(start + 61_000);
    expect((await all(step, state, 2)).state?.refused?.because).toContain("200 the last time");
  });

  it("refuses the cycle by name when one is gone, and looks at that one first the next time", async () => {
    const { calls, step } = walk({ a: [ended(5), ended(6)], b: [gone, ended(5)] });
    const { state } = await all(step, had(5, 5), 2);
    expect(state?.of[1]?.[1].refused?.because).toMatch(
      /^rowsBackfill: b answers HTTP 404: .* take it out of teams.* Nothing was deleted\.$/,
    );
    const after = state?.of.map(([partition, { refused: _refused, ...own }]) => [partition, own]);
    expect(after).toEqual(had(5, 5).of);
    expect((await all(step, state)).state).toEqual(had(6, 5));
    expect(calls.map(([partition]) => partition)).toEqual(["a", "b", "b", "a"]);
  });

  it("begins anew in all of them when one restarts after another has ended", async () => {
    const { calls, step } = walk({
      a: [listed({ tail: {} }), ended(5), listed({ tail: {} }), ended(6)],
      b: [listed({ tail: {} }), listed({ at: "anew" }), listed({ tail: {} }), ended(5)],
    });
    expect((await all(step)).state).toEqual(had(6, 5));
    expect(calls.map(([partition]) => partition).join("")).toBe("abababab");
  });

  describe("with a delta that goes back ten minutes", () => {
    const minute = 60_000;
    /** Reads by a script in which a page may also say how long it takes to be read and written. */
    const slowWalk = (script: Record<string, (Page<Walking> | Error)[]>, minutes: number[]) => {
      const { calls, read } = scripted<Walking>(script);
      const step = async (given: Partitioned<Walking> | undefined) => {
        vi.setSystemTime(Date.now() + (minutes.shift() ?? 0) * minute);
        return walkEach(given, ["a", "b"], { ...full, overlap: 10 * minute }, read);
      };
      return { calls, step };
    };
    const tail = { since: "t", at: "2", again: true, before: {} };
    const inTail = listed({ lastRows: 4, tail });

    it("reads a tail again that is old when the last has ended, in the same call", async () => {
      const again: Page<Walking> = {
        changes: ["made meanwhile"],
        hasMore: false,
        nextState: { v: 1, lastRows: 5 },
      };
      const { calls, step } = slowWalk({ a: [inTail, ended(5), again], b: [inTail, ended(5)] }, [0, 0, 0, 6]);
      const { changes, state } = await all(step, had(4, 4), 4);
      expect(calls.map(([partition]) => partition).join("")).toBe("ababa");
      expect(calls.at(-1)?.[1]).toMatchObject({ lastRows: 4, tail: { since: "t" } });
      expect(calls.at(-1)?.[1]?.tail).toEqual({ since: "t" });
      expect(changes).toEqual(["made meanwhile"]);
      expect(state).toEqual(had(5, 5));
    });

    it("leaves one as it is that is not old", async () => {
      const { calls, step } = slowWalk({ a: [inTail, ended(5)], b: [inTail, ended(5)] }, [0, 0, 0, 4]);
      expect((await all(step)).state).toEqual(had(5, 5));
      expect(calls).toHaveLength(4);
    });

    it("keeps what it has read before a failure, which the next call tells", async () => {
      const { calls, step } = slowWalk(
        {
          a: [inTail, ended(5), new Error("Rate limited"), ended(6)],
          b: [inTail, ended(5)],
        },
        [0, 0, 0, 6, 1],
      );
      const before = await all(step, had(4, 4), 4);
      expect(before.state).toMatchObject({ done: ["b"], rounds: 1 });
      expect((await all(step, before.state)).state).toEqual(had(6, 5));
      expect(calls.map(([partition]) => partition).join("")).toBe("ababaa");
    });

    it("begins anew when the list has to be walked once more", async () => {
      const { step } = slowWalk(
        {
          a: [inTail, ended(5), listed({ restarts: 1 } as never)],
          b: [inTail, ended(5)],
        },
        [0, 0, 0, 6],
      );
      expect((await all(step, had(4, 4), 4)).state).toEqual({
        v: 1,
        of: [
          ["a", { v: 1, lastRows: 4, restarts: 1 }],
          ["b", { v: 1, lastRows: 4 }],
        ],
      });
    });

    it("gives up, and sweeps nothing, when they are old again each time", async () => {
      const endless = Array.from({ length: 20 }, () => ended(5));
      const { read } = scripted<Walking>({
        a: [inTail, ...endless],
        b: [inTail, ...endless],
      });
      const slow = (partition: string, state: Walking | undefined) => {
        vi.setSystemTime(Date.now() + 6 * minute);
        return read(partition, state);
      };
      const step = (given: Partitioned<Walking> | undefined) =>
        walkEach(given, ["a", "b"], { ...full, overlap: 10 * minute }, slow);
      const { state } = await all(step, had(4, 4), 9);
      expect(state).toMatchObject({ ...had(4, 4), refused: { at: Date.now() } });
      await expect(step(state)).rejects.toThrow(
        /^rowsBackfill: reading what changed in all of teams takes longer than 300 s,.* Raise the overlap/,
      );
    });
  });

  it("ends when what was left to read was taken out of the list", async () => {
    const before: Partitioned<Walking> = {
      v: 1,
      of: [
        ["a", { v: 1, lastRows: 4, seen: 5 } as Walking],
        ["old", { v: 1, at: "2" }],
      ],
      done: ["a"],
    };
    const { step } = walk({}, ["a"]);
    expect(await step(before)).toEqual({
      changes: [],
      hasMore: false,
      nextState: { v: 1, of: [["a", { v: 1, lastRows: 5 }]] },
    });
  });
});

describe("keys inside a partition", () => {
  it("begin with it, in the row as well", async () => {
    const properties = { Name: [["Standup"]] };
    const changes = [
      { type: "upsert", key: "7", properties },
      { type: "delete", key: "8" },
    ];
    const read = keyedInside("ID", () => Promise.resolve({ changes, hasMore: false }));
    expect((await read("ana@acme.example", undefined)).changes).toEqual([
      {
        type: "upsert",
        key: "ana@acme.example:7",
        properties: { ...properties, ID: [["ana@acme.example:7"]] },
      },
      { type: "delete", key: "ana@acme.example:8" },
    ]);
  });
});

it("writes a partition into a path, with its slashes", () => {
  expect(segments("octo-org/a b#?.x")).toBe("octo-org/a%20b%23%3F.x");
});
