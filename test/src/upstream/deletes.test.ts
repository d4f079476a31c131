import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../../kit/temp-project.ts";
import { idsOf, readPlan, recordsOf, setting, type Source } from "./kit.ts";

const readUnit = async (unit: string): Promise<Source> => {
  const text = await readFile(join(repository, "test/generators/deletes", unit, "plan.yaml"), "utf8");
  return { plan: await readPlan(text), sample: undefined };
};

// The order of the changes is not what these tests are about.
const sorted = (ids: readonly unknown[]) => ids.map(String).sort();

const projects = await readUnit("flag");

describe("deleted records with a flag", () => {
  const list = "/projects?archived=true&sort=created_at";
  const changes = "/projects?archived=true&updated_since=2026-01-05T12:00:00Z";

  test("stay in the list and among the changes as they were, with the flag", () => {
    const api = setting(projects, { records: 3 });
    api.world.remove(api.ids[1] ?? "");
    for (const target of [list, changes]) {
      const records = recordsOf(api.get(target), "data");
      expect(sorted(idsOf(records))).toEqual(api.ids);
      const flagged = { id: api.ids[1], name: "Project 2", archived_at: "2026-01-05T12:01:03Z" };
      expect(records).toContainEqual(expect.objectContaining(flagged));
      expect(records).toContainEqual(expect.objectContaining({ id: api.ids[0], archived_at: null }));
    }
    api.world.restore(api.ids[1] ?? "");
    expect(recordsOf(api.get(list), "data")[1]).toMatchObject({ archived_at: null });
  });

  test("are hidden from who does not ask for them", () => {
    const api = setting(projects, { records: 3 });
    api.world.remove(api.ids[1] ?? "");
    const others = [api.ids[0], api.ids[2]];
    expect(idsOf(recordsOf(api.get("/projects?sort=created_at"), "data"))).toEqual(others);
    expect(
      sorted(idsOf(recordsOf(api.get(changes.replace("archived=true", "archived=false")), "data"))),
    ).toEqual(others);
  });

  test("are not forgotten, however long ago it was", () => {
    const api = setting(projects, { records: 3, knobs: { retentionMs: 1000 } });
    api.world.remove(api.ids[1] ?? "");
    api.pass(3_600_000);
    expect(sorted(idsOf(recordsOf(api.get(changes), "data")))).toEqual(api.ids);
  });
});
