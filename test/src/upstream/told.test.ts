import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DataRecord } from "../../../src/world/types.ts";
import { repository } from "../../kit/temp-project.ts";
import {
  idsOf,
  read,
  readPlan,
  recordsOf,
  setting,
  signedIn,
  sourceOf,
  type Answer,
  type Setting,
  type Source,
} from "./kit.ts";

const readUnit = async (unit: string, change: (text: string) => string = (text) => text): Promise<Source> => {
  const text = await readFile(join(repository, "test/generators", unit, "plan.yaml"), "utf8");
  return { plan: await readPlan(change(text)), sample: undefined };
};

const meetings = await readUnit("changes/delta-token");
const customers = await readUnit("changes/event-feed");
const invoices = await readUnit("deletes/event");
const charges = await sourceOf("stripe.charges");
const refusing = await readUnit("changes/delta-token", (text) =>
  text.replace("start: { by: list }", "start: { by: refusal, status: 412, read: nextSyncToken }"),
);
const calling = await readUnit("changes/delta-token", (text) =>
  text.replace("start: { by: list }", "start: { by: call, request: { path: /token }, read: first.token }"),
);
const flagging = await readUnit("changes/delta-token", (text) =>
  text.replace("expired: { statuses: [410] }", "expired: { full: full }\n    lives: 1h"),
);

const member = (answer: Answer, name: string): unknown => (answer.body as DataRecord)[name];
const tokenOf = (answer: Answer): string => String(member(answer, "nextSyncToken"));
const since = (api: Setting, token: string): Answer =>
  api.get(`/meetings?expand=people&syncToken=${encodeURIComponent(token)}`);
const minute = 60_000;

describe("changes since a token", () => {
  test("where one address gives the first token and the changes, what is sent tells them apart", async () => {
    const source = await sourceOf("todoist.tasks");
    const api = setting(source, { records: 3 });
    const sync = (token: string): Answer => {
      const body = JSON.stringify({ sync_token: token, resource_types: ["items"] });
      const url = `${source.plan.source.baseUrl}/sync`;
      return read(api.upstream.answer({ method: "POST", url, headers: signedIn(source.plan), body }));
    };
    const first = sync("*");
    expect(api.upstream.log.at(-1)?.route).toBe("start");
    api.pass(1000);
    api.world.edit(api.ids[1] ?? "");
    const told = sync(String(member(first, "sync_token")));
    expect(api.upstream.log.at(-1)?.route).toBe("changes");
    expect(idsOf(recordsOf(told, "items"))).toEqual([api.ids[1]]);
  });

  test("the list ends with the first token, which counts from where the list began", () => {
    const api = setting(meetings, { records: 5 });
    const first = api.get("/meetings?expand=people&maxResults=3");
    expect(tokenOf(first)).toBe("undefined");
    api.pass(1000);
    api.world.edit(api.ids[0] ?? "");
    const page = `/meetings?expand=people&maxResults=3&pageToken=${String(member(first, "nextPageToken"))}`;
    const token = tokenOf(api.get(page));
    expect(idsOf(recordsOf(since(api, token), "items"))).toEqual([api.ids[0]]);
  });

  test("each record comes once, as it is now, in the order in which it came to be seen", () => {
    const api = setting(meetings, { records: 4 });
    const token = tokenOf(api.get("/meetings?expand=people"));
    for (const place of [2, 0, 2]) {
      api.pass(1000);
      api.world.edit(api.ids[place] ?? "");
    }
    api.pass(1000);
    api.world.remove(api.ids[1] ?? "");
    api.world.edit(api.ids[3] ?? "", { lagMs: 5000 });
    const answer = since(api, token);
    expect(idsOf(recordsOf(answer, "items"))).toEqual([api.ids[0], api.ids[2], api.ids[1]]);
    expect(recordsOf(answer, "items").at(-1)?.["status"]).toBe("cancelled");
    api.pass(5000);
    expect(idsOf(recordsOf(since(api, tokenOf(answer)), "items"))).toEqual([api.ids[3]]);
  });

  test("a token can be used again, and what was told by it is told again", () => {
    const api = setting(meetings, { records: 1 });
    const token = tokenOf(api.get("/meetings?expand=people"));
    api.pass(1000);
    api.world.edit(api.ids[0] ?? "");
    expect(since(api, token).body).toEqual(since(api, token).body);
    expect(recordsOf(since(api, tokenOf(since(api, token))), "items")).toEqual([]);
  });

  test("a token is refused once it is too old, or nobody gave it", () => {
    const api = setting(meetings, { knobs: { retentionMs: 10 * minute } });
    const token = tokenOf(api.get("/meetings?expand=people"));
    api.pass(10 * minute);
    expect(since(api, token).status).toBe(200);
    api.pass(1);
    expect([since(api, token).status, since(api, "made-up").status]).toEqual([410, 400]);
  });

  test("the first token comes on request, or in a refusal", () => {
    const called = setting(calling).get("/token");
    expect(called.body).toEqual({ first: { token: expect.any(String) as string } });
    const api = setting(refusing, { knobs: { retentionMs: minute } });
    const refused = since(api, "");
    expect(refused.status).toBe(412);
    expect(recordsOf(since(api, tokenOf(refused)), "items")).toEqual([]);
    api.pass(2 * minute);
    expect(since(api, tokenOf(refused)).status).toBe(412);
  });

  test("an API that gives everything for an old token says so", () => {
    const api = setting(flagging, { records: 3 });
    const token = tokenOf(api.get("/meetings?expand=people"));
    expect(member(since(api, token), "full")).toBe(false);
    api.pass(61 * minute);
    const answer = since(api, token);
    expect([member(answer, "full"), recordsOf(answer, "items").length]).toEqual([true, 3]);
  });
});

const epoch = (api: Setting, back = 0): number => Math.floor((api.now() - back) / 1000);
const events = (api: Setting, query = ""): DataRecord[] =>
  recordsOf(api.get(`/events?limit=50&created[gte]=${epoch(api, 60 * minute)}${query}`), "data");
const typesOf = (found: readonly DataRecord[]): unknown[] => found.map(({ type }) => type);
const isOwn = ({ type }: DataRecord): boolean => /^(customer|invoice)\.(?!upcoming)/.test(String(type));

describe("a feed of events", () => {
  test("tells all that happened, newest first, with the record as it was then", () => {
    const api = setting(invoices, { records: 1 });
    const [id = ""] = api.ids;
    api.world.edit(id);
    api.pass(1000);
    api.world.remove(id);
    const found = events(api).filter(isOwn);
    expect(typesOf(found)).toEqual(["invoice.deleted", "invoice.updated", "invoice.created"]);
    const objects = found.map(({ data }) => (data as DataRecord)["object"] as DataRecord);
    expect(objects.map((object) => object["id"])).toEqual([id, id, id]);
    expect(Object.keys(objects[0] ?? {})).toEqual(["id"]);
    expect(objects[2]).not.toEqual(objects[1]);
  });

  test("holds events about other things, which no type of the plan names", () => {
    const api = setting(customers, { records: 60 });
    const others = events(api).filter((event) => !isOwn(event));
    expect(others.length).toBeGreaterThan(0);
    expect(new Set(typesOf(others))).toEqual(new Set(["something.else"]));
  });

  test("has some about other things that name the record", () => {
    const api = setting(charges, { records: 40 });
    const objects = events(api)
      .filter(({ type }) => String(type).startsWith("charge."))
      .map(({ data }) => (data as DataRecord)["object"] as DataRecord);
    expect(new Set(objects.map(({ charge, id }) => charge ?? id))).toEqual(new Set(api.ids));
    const beside = objects.filter(({ charge }) => charge !== undefined);
    expect(beside.length).toBeGreaterThan(3);
    expect(beside.filter(({ id }) => api.ids.includes(String(id)))).toEqual([]);
    expect(objects.length - beside.length).toBeGreaterThan(3);
  });

  test("shows a late event at its place, not at the top", () => {
    const api = setting(customers, { records: 0 });
    const late = api.world.create({ lagMs: 5000 });
    api.pass(2000);
    api.world.create();
    const before = events(api).filter(isOwn).length;
    api.pass(4000);
    const after = events(api).filter(isOwn);
    expect([before, after.length]).toEqual([1, 2]);
    expect(((after[1]?.["data"] as DataRecord)["object"] as DataRecord)["id"]).toBe(late);
  });

  test("leads down from the newest event and up again", () => {
    const api = setting(invoices, { records: 9 });
    const all = idsOf(events(api));
    const [third = "", sixth = ""] = [all[2], all[5]];
    expect(idsOf(events(api, `&starting_after=${third}`))).toEqual(all.slice(3));
    const above = api.get(`/events?limit=2&ending_before=${sixth}`);
    expect(idsOf(recordsOf(above, "data"))).toEqual(all.slice(3, 5));
    expect(member(above, "has_more")).toBe(true);
  });

  test("forgets what is older than its retention", () => {
    const api = setting(invoices, { records: 3, knobs: { retentionMs: 10 * minute } });
    expect(events(api).length).toBeGreaterThan(2);
    api.pass(11 * minute);
    expect(events(api)).toEqual([]);
  });

  test("has the records themselves beside it", () => {
    const api = setting(customers, { records: 2 });
    const [id = ""] = api.ids;
    expect(member(api.get(`/customers/${id}`), "id")).toBe(id);
    expect(api.get("/customers/nobody").status).toBe(404);
    api.world.remove(id);
    expect(api.get(`/customers/${id}`).body).toEqual({ id, deleted: true });
    expect(api.upstream.log.map(({ route }) => route)).toEqual(["read", "read", "read"]);
  });
});
