import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../../kit/temp-project.ts";
import { recordsOf, readPlan, setting, type Setting, type Source } from "./kit.ts";

const minute = 60_000;
const day = 86_400_000;

async function planned(kind: string, ...changes: [from: string, to: string][]): Promise<Source> {
  const text = await readFile(join(repository, "test/generators/changes", kind, "plan.yaml"), "utf8");
  return {
    plan: await readPlan(changes.reduce((each, [from, to]) => each.replace(from, to), text)),
    sample: undefined,
  };
}

// One request in two seconds.
const betweenRequests = 3_000;
const talks = await planned("since-window", [
  "updated_since",
  "updated_since\n    sendUntil: updated_before",
]);
const pulls = await planned("newest-first");
const meetings = await planned("rolling-window");
const invoices = await planned("lookback", ["cap: 1000", "cap: 3"]);

const seconds = (time: number): string => String(Math.floor(time / 1000));
const iso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
const keys = (api: Setting, target: string, at?: string, id = "id"): string[] =>
  recordsOf(api.get(target), at).map((record) => String(record[id]));

describe("changes of a window of time", () => {
  const search = (since: number, until: number): string =>
    `/talks/search?sort=id&updated_since=${seconds(since)}&updated_before=${seconds(until)}`;

  test("come in the order of creation, whatever changed last", () => {
    const api = setting(talks, { records: 3 });
    api.pass(minute);
    api.world.edit(api.ids[0] ?? "");
    expect(keys(api, search(api.now() - day, api.now() + day), "data")).toEqual(api.ids);
  });

  test("leave it as soon as they change again", () => {
    const api = setting(talks, { records: 3 });
    const until = api.now();
    api.pass(minute);
    api.world.edit(api.ids[1] ?? "");
    expect(keys(api, search(until - day, until), "data")).toEqual([api.ids[0], api.ids[2]]);
    api.pass(betweenRequests);
    expect(keys(api, search(until, until + day), "data")).toEqual([api.ids[1]]);
  });

  test("are refused without a bound that can be read", () => {
    const api = setting(talks);
    expect(api.get("/talks/search?sort=id").body).toEqual({ error: "missing_updated_since" });
    api.pass(betweenRequests);
    expect(api.get("/talks/search?updated_since=1&updated_before=soon").body).toEqual({
      error: "invalid_updated_before",
    });
  });
});

describe("the newest change first", () => {
  const target = "/pulls?sort=updated&direction=desc&per_page=2&page=";

  test("is served at the list's own path, told apart by its parameters", () => {
    const api = setting(pulls, { records: 3 });
    api.world.edit(api.ids[0] ?? "");
    expect(keys(api, `${target}1`)).toEqual([api.ids[0], api.ids[2]]);
    expect(keys(api, "/pulls?sort=created&direction=asc&per_page=2")).toEqual([api.ids[0], api.ids[1]]);
    expect(api.upstream.log.map(({ route }) => route)).toEqual(["changes", "list"]);
  });

  test("shifts every page behind a record that changes or is deleted", () => {
    const api = setting(pulls, { records: 5 });
    const [first, second, third, fourth, fifth] = api.ids;
    expect(keys(api, `${target}1`)).toEqual([fifth, fourth]);
    api.world.remove(fifth ?? "");
    expect(keys(api, `${target}2`)).toEqual([second, first]);
    api.world.edit(first ?? "");
    expect(keys(api, `${target}2`)).toEqual([third, second]);
  });
});

describe("a span of time around now", () => {
  const over = (start: number): Parameters<Setting["world"]["create"]>[0] => ({ set: { Start: iso(start) } });

  test("holds what lies in it, changed or not", () => {
    const api = setting(meetings, { records: 0 });
    const now = api.now();
    const ids = [-15, -13, 0, 29, 31].map((days) => api.world.create(over(now + days * day)));
    const target = `/meetings?sort=start_time&min_start_time=${iso(now - 14 * day)}&max_start_time=${iso(now + 30 * day)}`;
    expect(keys(api, target, "collection")).toEqual(ids.slice(1, 4));
    expect(keys(api, "/meetings?sort=id", "collection")).toEqual(ids);
  });

  test("is where new records lie, unless somebody says otherwise", () => {
    const api = setting(meetings, { records: 20 });
    const target = `/meetings?sort=start_time&min_start_time=${iso(api.now() - day)}&max_start_time=${iso(api.now() + 4 * day)}`;
    expect(keys(api, target, "collection")).toHaveLength(20);
  });
});

describe("one answer since a time", () => {
  const since = (time: number): string => `/changes?entities=Invoice&changedSince=${iso(time)}`;
  const found = (api: Setting, time: number): string[] => {
    const { data } = api.get(since(time)).body as { data: { invoices: { Id: string }[] } };
    return data.invoices.map(({ Id }) => String(Id));
  };

  test("holds the newest changes when there are too many", () => {
    const api = setting(invoices, { records: 5 });
    expect(found(api, api.now() - day)).toEqual(api.ids.slice(2));
    api.world.edit(api.ids[0] ?? "");
    expect(found(api, api.now() - day)).toEqual([api.ids[0], api.ids[3], api.ids[4]]);
  });

  test("tells of deletions, and of nothing too long ago", () => {
    const api = setting(invoices, { records: 2 });
    api.world.remove(api.ids[1] ?? "");
    const { data } = api.get(since(api.now() - minute / 2)).body as { data: { invoices: unknown[] } };
    expect(data.invoices).toMatchObject([{ status: "Deleted" }]);
    expect(api.get(since(api.now() - 31 * day)).body).toEqual({ error: "too_long_ago" });
  });
});
