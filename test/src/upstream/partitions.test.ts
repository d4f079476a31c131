import { expect, test } from "vitest";
import { preparePlan } from "../../../src/plan/load.ts";
import { loadEntry } from "../../../src/source/load.ts";
import { exampleCurl } from "../../../src/upstream/example-request.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import { followLinks, idsOf, readPlan, recordsOf, setting, type Setting } from "./kit.ts";

const { plan } = (
  await preparePlan("github.issues", { params: ["repository=octo-org/app,octo-org/web,octo-org/docs"] })
).complete;
const source = { plan, sample: (await loadEntry("github.issues")).sample };
const open = (): Setting => setting(source, { records: 40, noise: 0 });

const idsIn = (api: Setting, repository: string, more = ""): string[] =>
  followLinks(
    api,
    `/repos/${repository}/issues?state=all&sort=created&direction=asc&per_page=7${more}`,
  ).flatMap((page) => idsOf(recordsOf(page)));
const app = "octo-org/app";
const all = [app, "octo-org/web", "octo-org/docs"];

test("each partition shows its own records, all of them together every one once", () => {
  const api = open();
  const lists = all.map((repository) => idsIn(api, repository));
  expect(lists.flat().sort()).toEqual([...api.ids].sort());
  expect(lists.filter((ids) => ids.length < 5)).toEqual([]);
  for (const id of idsIn(api, app)) expect(api.upstream.partitionOf(id)).toBe(app);
  expect(api.get("/repos/octo-org/other/issues").status).toBe(404);
});

test("changes are those of the partition", () => {
  const api = open();
  api.pass(60_000);
  const since = new Date(api.now() - 1000).toISOString();
  const edited = all.map((repository) => idsIn(api, repository)[0] ?? "");
  for (const id of edited) api.world.edit(id);
  const changed = all.map((repository) => idsIn(api, repository, `&since=${since}`));
  expect(changed).toEqual(edited.map((id) => [id]));
});

test("a record that moves is in the other partition from then on", () => {
  const api = open();
  const [id = ""] = idsIn(api, app);
  api.upstream.knobs.movedTo = new Map([[id, "octo-org/web"]]);
  expect(idsIn(api, app)).not.toContain(id);
  expect(idsIn(api, "octo-org/web")).toContain(id);
});

test("one that is gone, closed or empty leaves the others as they are", () => {
  const api = open();
  const status = (): number => api.get(`/repos/${app}/issues`).status;
  const others = idsIn(api, "octo-org/web");
  api.upstream.knobs.partitions = new Map([[app, "gone"]]);
  expect(status()).toBe(404);
  api.upstream.knobs.partitions = new Map([[app, "closed"]]);
  expect(status()).toBe(403);
  api.upstream.knobs.partitions = new Map([[app, "empty"]]);
  expect([status(), idsIn(api, app)]).toEqual([200, []]);
  expect(idsIn(api, "octo-org/web")).toEqual(others);
});

test("a partition in the query", async () => {
  const text = acmePlan
    .replace(
      "  rate:",
      "  partition: { over: team, ids: inside }\n  params: { team: [north, south] }\n  rate:",
    )
    .replace("query: { sort: created_at }", 'query: { sort: created_at, team: "{team}" }')
    .replace("{ path: /orders/changes }", '{ path: /orders/changes, query: { team: "{team}" } }');
  const api = setting({ plan: await readPlan(text), sample: undefined }, { records: 20 });
  const ids = (team: string): string[] =>
    idsOf(recordsOf(api.get(`/orders?sort=created_at&team=${team}&limit=100`), "data"));
  expect([...ids("north"), ...ids("south")].sort()).toEqual([...api.ids].sort());
  expect(ids("north").length).toBeGreaterThan(3);
  expect(api.get("/orders?sort=created_at&team=west").status).toBe(405);
});

test("the example asks for the first of them", () => {
  expect(exampleCurl(plan, "http://127.0.0.1:4477")).toContain("/repos/octo-org/app/issues");
});
