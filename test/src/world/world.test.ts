import { describe, expect, test } from "vitest";
import { createWorld } from "../../../src/world/world.ts";
import type { World } from "../../../src/world/types.ts";
import { sourceOf } from "../upstream/kit.ts";

const start = Date.UTC(2026, 0, 5);
const books = await sourceOf("demo.books");
const issues = await sourceOf("github.issues");

function worldOf(source = books, seed = 1): { world: World; pass: (ms: number) => void } {
  let time = start;
  return { world: createWorld({ ...source, seed, now: () => time }), pass: (ms) => void (time += ms) };
}

describe("versions", () => {
  test("a record is created, edited, deleted and restored, each with its times", () => {
    const { world, pass } = worldOf();
    const id = world.create();
    pass(1000);
    world.edit(id, { lagMs: 500, updatedAt: start + 900 });
    pass(1000);
    world.remove(id);
    pass(1000);
    world.restore(id, { lagMs: 10 });
    const times = world.history(id).map(({ values: _values, ...rest }) => rest);
    const createdAt = start;
    expect(times).toEqual([
      { id, number: 0, what: "create", at: start, updatedAt: start, visibleAt: start, createdAt },
      {
        id,
        number: 1,
        what: "edit",
        at: start + 1000,
        updatedAt: start + 900,
        visibleAt: start + 1500,
        createdAt,
      },
      {
        id,
        number: 2,
        what: "delete",
        at: start + 2000,
        updatedAt: start + 2000,
        visibleAt: start + 2000,
        createdAt,
      },
      {
        id,
        number: 3,
        what: "restore",
        at: start + 3000,
        updatedAt: start + 3000,
        visibleAt: start + 3010,
        createdAt,
      },
    ]);
  });

  test("what is shown and what is true differ while a change is late", () => {
    const { world, pass } = worldOf();
    const [one, other] = [world.create(), world.create({ lagMs: 60_000 })];
    pass(1000);
    world.edit(one, { lagMs: 5000 });
    world.edit(one);
    const shown = (at?: number): string[] => world.visible(at).map(({ id, number }) => `${id}/${number}`);
    expect(shown()).toEqual([`${one}/2`]);
    pass(5000);
    // The late version is older than what is shown already.
    expect(shown()).toEqual([`${one}/2`]);
    pass(60_000);
    expect(shown()).toEqual([`${one}/2`, `${other}/0`]);
    expect(shown(start)).toEqual([`${one}/0`]);
    expect(world.truth(start).map(({ id, number }) => `${id}/${number}`)).toEqual([`${one}/0`, `${other}/0`]);
    expect(world.truth().map(({ id, number }) => `${id}/${number}`)).toEqual([`${one}/2`, `${other}/0`]);
  });

  test("a moment that was asked for earlier does not change later", () => {
    const { world, pass } = worldOf();
    const ids = [world.create(), world.create(), world.create()];
    pass(1000);
    const before = world.visible();
    world.remove(ids[1] ?? "");
    expect(world.visible().map(({ what }) => what)).toEqual(["create", "delete", "create"]);
    expect(before.map(({ what }) => what)).toEqual(["create", "create", "create"]);
    pass(1);
    expect(world.visible(start + 999).map(({ what }) => what)).toEqual(["create", "create", "create"]);
  });

  test("the list of what is shown is the same one until something changes", () => {
    const { world, pass } = worldOf();
    const id = world.create();
    const before = world.visible();
    pass(1000);
    expect(world.visible()).toBe(before);
    world.edit(id);
    expect(world.visible()).not.toBe(before);
  });

  test("alive holds what is not deleted, ids all there ever was", () => {
    const { world } = worldOf();
    const ids = [world.create(), world.create(), world.create()];
    world.remove(ids[0] ?? "");
    expect(world.alive()).toEqual(ids.slice(1));
    world.restore(ids[0] ?? "");
    expect(world.alive()).toEqual(ids);
    expect(world.ids()).toEqual(ids);
    expect(world.history("nothing")).toEqual([]);
  });

  test("changes that the state of a record does not allow are refused", () => {
    const { world } = worldOf();
    const id = world.create({ id: "mine" });
    expect(id).toBe("mine");
    expect(() => world.create({ id: "mine" })).toThrow('The id "mine" is taken');
    expect(() => world.restore(id)).toThrow("mine is not deleted");
    world.remove(id);
    expect(() => world.remove(id)).toThrow("mine is not alive");
    expect(() => world.edit(id)).toThrow("mine is not alive");
    expect(() => world.edit("other")).toThrow("other is not alive");
    expect(() => world.restore("other")).toThrow("other is not deleted");
  });

  test("listeners get every version as it happens", () => {
    const { world } = worldOf();
    const seen: string[] = [];
    world.watch(({ id, what }) => seen.push(`${what} ${id}`));
    const id = world.create({ id: "a" });
    world.edit(id);
    world.remove(id);
    expect(seen).toEqual(["create a", "edit a", "delete a"]);
  });
});

describe("ids", () => {
  test.each([
    ["demo.books", /^bk_\d{9}$/],
    ["github.issues", /^27100000\d\d$/],
    ["acme", /^\d{9}$/],
  ])("%s: in the form of the sample, growing as numbers and as text", async (id, form) => {
    const { world } = worldOf(await sourceOf(id));
    const ids = Array.from({ length: 20 }, () => world.create());
    expect(ids.every((one) => form.test(one))).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    const digits = ids.map((one) => Number(/\d+$/.exec(one)?.[0]));
    expect([...digits].sort((one, other) => one - other)).toEqual(digits);
    expect(new Set(ids).size).toBe(20);
  });

  test("UUIDs keep their form", () => {
    const sample = {
      books: [{ id: "018f2b3c-aaaa-7bbb-8ccc-0123456789ab", updated_at: "2026-01-01T00:00:00Z" }],
    };
    const { world } = worldOf({ plan: books.plan, sample });
    const ids = [world.create(), world.create()];
    expect(ids[0]).toBe("018f2b3c-aaaa-7bbb-8ccc-000100000001");
    expect(ids.every((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  });
});

describe("seed", () => {
  test("the same seed gives the same world, another seed another", () => {
    const values = (seed: number): unknown => {
      const { world } = worldOf(issues, seed);
      const id = world.create();
      world.create();
      world.edit(id);
      return world.visible().map((version) => version.values);
    };
    expect(values(3)).toEqual(values(3));
    expect(values(3)).not.toEqual(values(4));
  });

  test("a record's values do not depend on what happens to others", () => {
    const [one, other] = [worldOf().world, worldOf().world];
    const ids = [one.create(), other.create()];
    other.edit(other.create());
    one.edit(ids[0] ?? "");
    other.edit(ids[1] ?? "");
    expect(one.history(ids[0] ?? "")).toEqual(other.history(ids[1] ?? ""));
  });
});

test("looking at 100,000 records a thousand times takes less than making them", () => {
  const { world, pass } = worldOf(issues);
  const began = performance.now();
  for (let count = 0; count < 100_000; count += 1) world.create();
  expect(world.visible()).toHaveLength(100_000);
  const looking = performance.now();
  for (let count = 0; count < 1000; count += 1) {
    pass(1);
    world.visible();
  }
  expect(performance.now() - looking).toBeLessThan(looking - began);
});
