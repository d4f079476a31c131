import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../../kit/temp-project.ts";
import { idsOf, readPlan, recordsOf, setting, sourceOf, type Setting, type Source } from "./kit.ts";

const readUnit = async (unit: string): Promise<Source> => {
  const text = await readFile(join(repository, "test/generators/deletes", unit, "plan.yaml"), "utf8");
  return { plan: await readPlan(text), sample: undefined };
};

// The order of the changes is not what these tests are about.
const sorted = (ids: readonly unknown[]) => ids.map(String).sort();

const projects = await readUnit("flag");
const orders = await readUnit("delete-log");

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

describe("a log of deletions", () => {
  const log = "/audit/deletions";
  const at = (second: number) => `2026-01-05T12:01:${String(second).padStart(2, "0")}Z`;
  type Entry = { seq: string; at: string; object: { id: string; type: string } };
  const entries = (api: Setting, query = "") => recordsOf(api.get(log + query), "data") as unknown as Entry[];
  const ownOf = (found: readonly Entry[]) => found.filter(({ object }) => object.type === "order");

  test("has an entry of its own for each deletion, oldest first, and keeps it when the record is restored", () => {
    const api = setting(orders, { records: 3 });
    const [one = "", two = ""] = api.ids;
    expect(entries(api)).toEqual([]);
    api.world.remove(one);
    api.pass(2000);
    api.world.remove(two);
    api.world.restore(two);
    api.pass(1000);
    api.world.remove(two);
    const own = ownOf(entries(api));
    expect(own.map(({ object, at: time }) => [object.id, time])).toEqual([
      [one, at(3)],
      [two, at(5)],
      [two, at(6)],
    ]);
    expect(new Set(own.map(({ seq }) => seq)).size).toBe(3);
    expect(ownOf(entries(api, `?since=${at(5)}`)).map(({ object }) => object.id)).toEqual([two, two]);
    expect(idsOf(recordsOf(api.get("/orders?sort=created_at"), "data"))).toEqual([api.ids[2]]);
  });

  test("shows an entry as late as the deletion itself, with its own time", () => {
    const api = setting(orders, { records: 3 });
    api.world.remove(api.ids[0] ?? "", { lagMs: 5000 });
    expect(entries(api)).toEqual([]);
    api.pass(5000);
    expect(ownOf(entries(api))).toMatchObject([{ at: at(3) }]);
  });

  test("tells of other things, too, with ids of records that exist, where the client must tell them apart", () => {
    const api = setting(orders, { records: 60 });
    const alive = new Set(api.ids.slice(30));
    for (const id of api.ids.slice(0, 30)) api.world.remove(id);
    const others = entries(api, "?limit=100").filter(({ object }) => object.type !== "order");
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter(({ object }) => !alive.has(object.id))).toEqual([]);
  });

  test("comes in pages, and forgets what is older than it remembers", () => {
    const api = setting(orders, { records: 5 });
    for (const id of api.ids.slice(0, 3)) {
      api.world.remove(id);
      api.pass(1000);
    }
    const first = api.get(`${log}?limit=1`).body as { data: Entry[]; next: string };
    expect(first.data).toHaveLength(1);
    expect(api.get(`${log}?limit=1&cursor=${encodeURIComponent(first.next)}`).status).toBe(200);
    api.upstream.knobs.retentionMs = 1500;
    expect(ownOf(entries(api))).toHaveLength(1);
    expect(api.get(`${log}?since=yesterday`).status).toBe(400);
  });

  test("is checked by the list's own request: those of some ids that exist", () => {
    const api = setting(orders, { records: 4 });
    const [one = "", two = "", three = ""] = api.ids;
    api.world.remove(two);
    const found = (ids: string, more = "") => api.get(`/orders?ids=${ids}${more}`);
    expect(sorted(idsOf(recordsOf(found(`${three},${two},${one},nobody`), "data")))).toEqual([one, three]);
    expect(idsOf(recordsOf(found(`${three},${one}`, "&limit=1"), "data"))).toHaveLength(1);
    expect(recordsOf(found("nobody"), "data")).toEqual([]);
  });

  test("as ServiceNow has it: only incidents, after a time and an id", async () => {
    const incidents = await sourceOf("servicenow.incident");
    const api = setting(incidents, { records: 4 });
    for (const id of api.ids.slice(0, 2)) api.world.remove(id);
    const query = (time: string, id: string) =>
      `/sys_audit_delete?sysparm_query=${encodeURIComponent(
        `tablename=incident^sys_created_on>=${time}^sys_created_on>${time}^ORsys_id>${id}^ORDERBYsys_created_on^ORDERBYsys_id`,
      )}`;
    const rows = recordsOf(api.get(query("2026-01-05 12:00:00", "0")), "result");
    expect(rows.map(({ documentkey }) => documentkey).sort()).toEqual(api.ids.slice(0, 2));
    expect(rows[0]).toMatchObject({ tablename: "incident", sys_created_on: "2026-01-05 12:01:04" });
    const after = query("2026-01-05 12:01:04", String(rows[0]?.["sys_id"]));
    expect(recordsOf(api.get(after), "result")).toEqual([rows[1]]);
  });
});
