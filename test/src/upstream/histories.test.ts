import fc from "fast-check";
import { expect, test } from "vitest";
import type { DataRecord, World } from "../../../src/world/types.ts";
import { followLinks, followTokens, idsOf, recordsOf, setting, sourceOf, type Setting } from "./kit.ts";

type Step = { what: "create" | "edit" | "remove" | "restore" | "wait"; pick: number; lagMs: number };

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom("create", "create", "edit", "edit", "remove", "restore", "wait"),
  pick: fc.nat(1000),
  lagMs: fc.constantFrom(0, 0, 0, 1500, 90_000),
});
const history = fc.record({
  steps: fc.array(step, { maxLength: 40 }),
  size: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(1000),
});

function act({ world, pass }: Setting, { what, pick, lagMs }: Step): void {
  const choose = (ids: readonly string[]): string | undefined => ids[pick % Math.max(1, ids.length)];
  const dead = world.ids().filter((id) => world.history(id).at(-1)?.what === "delete");
  const [alive, gone] = [choose(world.alive()), choose(dead)];
  pass(pick);
  if (what === "create") world.create({ lagMs });
  else if (what === "edit" && alive !== undefined) world.edit(alive, { lagMs });
  else if (what === "remove" && alive !== undefined) world.remove(alive, { lagMs });
  else if (what === "restore" && gone !== undefined) world.restore(gone, { lagMs });
}

/** What the API should show, worked out from every version by hand. */
function shown(world: World, now: number): { id: string; what: string; title: unknown; updatedAt: number }[] {
  return world.ids().flatMap((id) => {
    const seen = world.history(id).filter(({ visibleAt }) => visibleAt <= now);
    const last = seen.reduce<(typeof seen)[number] | undefined>(
      (newest, version) => (newest === undefined || version.number > newest.number ? version : newest),
      undefined,
    );
    return last === undefined
      ? []
      : [{ id, what: last.what, title: last.values["title"], updatedAt: last.updatedAt }];
  });
}

const titles = (records: readonly DataRecord[]): unknown[] =>
  records.map(({ id, title }) => [String(id), title]);

const books = await sourceOf("demo.books");
const issues = await sourceOf("github.issues");
const releases = await sourceOf("github.releases");

test("whatever happened, the pages of the list are the records that live and show", () => {
  fc.assert(
    fc.property(history, ({ steps, size, seed }) => {
      const api = setting(books, { records: 2, seed });
      for (const one of steps) act(api, one);
      const pages = followTokens(api, `/v1/books?limit=${size}`, { read: "next_cursor", most: 100 });
      const alive = shown(api.world, api.now()).filter(({ what }) => what !== "delete");
      expect(titles(pages.flatMap((page) => recordsOf(page, "books")))).toEqual(
        alive.map(({ id, title }) => [id, title]),
      );
      expect(pages.every((page) => recordsOf(page, "books").length <= size)).toBe(true);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test("by Link header too, and newest first", () => {
  fc.assert(
    fc.property(history, ({ steps, size, seed }) => {
      const [api, other] = [setting(issues, { records: 2, seed }), setting(releases, { records: 2, seed })];
      for (const one of steps) for (const each of [api, other]) act(each, one);
      const target = `/repos/octo-org/app/issues?state=all&sort=created&direction=asc&per_page=${size}`;
      const own = followLinks(api, target, 100)
        .flatMap((page) => recordsOf(page))
        .filter((record) => record["pull_request"] === undefined);
      const alive = (world: World, now: number): string[] =>
        shown(world, now).flatMap(({ id, what }) => (what === "delete" ? [] : [id]));
      expect(idsOf(own)).toEqual(alive(api.world, api.now()));
      const pages = followLinks(other, `/repos/octo-org/app/releases?per_page=${size}`, 100);
      expect(pages.flatMap((page) => idsOf(recordsOf(page)))).toEqual(
        alive(other.world, other.now()).reverse(),
      );
    }),
    { numRuns: 40, seed: 2 },
  );
});

test("the changes since any moment are what changed since, deletes among it, in the order of their times", () => {
  fc.assert(
    fc.property(history, fc.nat(40_000), ({ steps, size, seed }, back) => {
      const api = setting(books, { records: 2, seed });
      for (const one of steps) act(api, one);
      const since = Math.floor((api.now() - back) / 1000) * 1000;
      const read: DataRecord[] = [];
      for (let after = ""; ;) {
        const time = read.at(-1)?.["updated_at"] ?? new Date(since).toISOString();
        const page = api.get(`/v1/books/changes?limit=${size}&updated_since=${String(time)}${after}`);
        read.push(...recordsOf(page, "books"));
        if ((page.body as DataRecord)["has_more"] !== true) break;
        after = `&after_id=${String(read.at(-1)?.["id"])}`;
      }
      const changed = shown(api.world, api.now())
        .map((one) => ({ ...one, time: Math.floor(one.updatedAt / 1000) * 1000 }))
        .filter(({ time }) => time >= since)
        .sort((one, other) => one.time - other.time || (one.id < other.id ? -1 : 1));
      expect(read.map(({ id, deleted }) => [id, deleted])).toEqual(
        changed.map(({ id, what }) => [id, what === "delete"]),
      );
    }),
    { numRuns: 60, seed: 3 },
  );
});
