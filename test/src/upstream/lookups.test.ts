import { describe, expect, test } from "vitest";
import type { DataRecord } from "../../../src/world/types.ts";
import { read, recordsOf, setting, signedIn, sourceOf } from "./kit.ts";

const conversations = await sourceOf("intercom.conversations");
const issues = await sourceOf("linear.issues");
const contacts = await sourceOf("hubspot.contacts");
const deals = await sourceOf("hubspot.deals");

describe("directories", () => {
  test("one answer holds all of one, and its ids are those that records hold", () => {
    const api = setting(conversations, { records: 40 });
    const admins = recordsOf(api.get("/admins"), "admins");
    const known = new Set(admins.map(({ id }) => String(id)));
    const held = api.world.truth().map(({ values }) => values["admin_assignee_id"]);
    expect(admins).toHaveLength(9);
    expect(held.filter((id) => known.has(String(id))).length).toBeGreaterThan(15);
    // Some lead nowhere, as after somebody left.
    expect(held.filter((id) => typeof id === "number" && !known.has(String(id))).length).toBeGreaterThan(0);
    expect(new Set(admins.map(({ id }) => typeof id))).toEqual(new Set(["number", "string"]));
    expect(api.upstream.log.at(-1)?.route).toBe("lookup admins");
  });

  test("pages follow as documented", () => {
    const api = setting(contacts, { records: 3 });
    const first = api.get("/crm/v3/owners?archived=false&limit=5");
    const after = (first.body as { paging: { next: { after: string } } }).paging.next.after;
    const second = api.get(`/crm/v3/owners?archived=false&limit=5&after=${encodeURIComponent(after)}`);
    const ids = [...recordsOf(first, "results"), ...recordsOf(second, "results")].map(({ id }) => String(id));
    expect(ids).toEqual(api.world.directories.entries("owners").map(({ id }) => id));
  });

  test("the entries of one may be inside of those of another, in one answer", () => {
    const api = setting(deals, { records: 40 });
    const pipelines = recordsOf(api.get("/crm/pipelines/2026-09/deals"), "results");
    const stages = pipelines.flatMap((pipeline) => pipeline["stages"] as DataRecord[]);
    const known = (name: string) => api.world.directories.entries(name).map(({ values }) => values);
    expect(pipelines.map(({ id, label }) => ({ id, label }))).toEqual(
      known("pipelines").map(({ id, label }) => ({ id, label })),
    );
    expect(stages).toHaveLength(9);
    expect(stages).toEqual(expect.arrayContaining(known("stages")));
    const held = api.world.truth().map(({ values }) => (values["properties"] as DataRecord)["dealstage"]);
    expect(held.filter((id) => stages.some((stage) => String(stage["id"]) === id)).length).toBeGreaterThan(
      15,
    );
  });

  test("a name that changes, and one that goes, change no record; what was before is still known", () => {
    const api = setting(conversations, { records: 30 });
    const { directories } = api.world;
    const before = api.now();
    const [entry] = directories.entries("admins");
    const leading = api.world
      .truth()
      .filter(({ values }) => String(values["admin_assignee_id"]) === entry?.id);
    expect(leading.length).toBeGreaterThan(0);
    api.pass(1000);
    directories.rename("admins", entry?.id ?? "");
    api.pass(1000);
    directories.forget("admins", entry?.id ?? "");
    for (const { id, updatedAt, values } of leading) {
      const history = api.world.history(id);
      expect(history).toHaveLength(3);
      expect(history.at(-1)).toMatchObject({ updatedAt, values, saidAt: history[0]?.visibleAt });
    }
    const nameAt = (at: number) =>
      directories.entries("admins", at).find(({ id }) => id === entry?.id)?.values["name"];
    expect(nameAt(before)).toBe("name of admins 1");
    expect(nameAt(before + 1000)).toBe("name renamed 1");
    expect(nameAt(before + 2000)).toBeUndefined();
    expect(recordsOf(api.get("/admins"), "admins")).toHaveLength(8);
  });

  test("names that no plan has are refused", () => {
    const { world } = setting(conversations);
    expect(world.directories.names()).toEqual(["admins", "teams"]);
    expect(() => world.directories.entries("people")).toThrow('No directory is called "people"');
  });
});

describe("lists inside of records", () => {
  test("a record shows the first of them and that there are more; the rest is asked for by its id", () => {
    const api = setting(issues, { records: 2 });
    const [one = "", two = ""] = api.ids;
    const labels = Array.from({ length: 23 }, (_, place) => `Label ${place + 1}`);
    api.world.edit(one, { set: { Labels: labels } });
    api.world.edit(two, { set: { Labels: labels.slice(0, 20) } });
    const { list, children } = issues.plan.source;
    const ask = (request: typeof list.request, variables: object) =>
      read(
        api.upstream.answer({
          method: "POST",
          url: `${issues.plan.source.baseUrl}/graphql`,
          headers: signedIn(issues.plan),
          body: JSON.stringify({ query: request.body?.["query"], variables }),
        }),
      ).body as { data: Record<string, unknown> };
    const shown = (ask(list.request, {}).data["issues"] as { nodes: { labels: Connection }[] }).nodes;
    expect(shown.map((node) => node.labels.nodes.length)).toEqual([20, 20]);
    expect(shown.map((node) => node.labels.pageInfo.hasNextPage)).toEqual([true, false]);
    const child = children?.["labels"]?.request ?? list.request;
    const whole = (ask(child, { issue: one }).data["issue"] as { labels: Connection }).labels;
    expect(whole.nodes.map(({ name }) => name)).toEqual(labels);
    expect(whole.pageInfo.hasNextPage).toBe(false);
    expect(api.upstream.log.map(({ route }) => route)).toEqual(["list", "children labels"]);
  });
});

type Connection = { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean } };
