import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explainPlan, printExplanation } from "../../../src/plan/explain.ts";
import { costOf } from "../../../src/plan/cost.ts";
import { guaranteeOf, sayGuarantee } from "../../../src/plan/guarantee.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import { saidProblems } from "../../kit/problems.ts";
import { repository } from "../../kit/temp-project.ts";

const text = (unit: string) =>
  readFile(join(repository, "test/generators/deletes", unit, "plan.yaml"), "utf8");

const prepare = async (unit: string, set: string[] = []) =>
  (await preparePlan({ text: await text(unit), file: "acme.yaml" }, { set })).complete;

const explain = async (unit: string, set: string[] = []) =>
  printExplanation(explainPlan(await prepare(unit, set))).replaceAll(/\s+/g, " ");

const replace = ["architecture=replace", "because=few of them", "schedule.replace=1h"];

describe("flagged records", () => {
  it("leave with the delta, or with the walk where there is no delta", async () => {
    expect(guaranteeOf((await prepare("flag")).plan)).toMatchObject({
      deletesMs: 300_000,
      byFullRead: ["later"],
    });
    expect(guaranteeOf((await prepare("flag", replace)).plan).deletesMs).toBe(3_600_000);
    expect(await explain("flag")).toContain(
      "Acme still lists deleted or archived projects, with a flag. The delta removes their rows as soon as they change; a full read (every day) leaves them out and removes their rows",
    );
    expect(await explain("flag", replace)).toContain("with a flag. A full read (every hour) leaves them out");
  });

  it("are known by one test, of a record", async () => {
    const twice =
      "source.deletes=[{ kind: flag, when: { field: a, is: present } }, { kind: tombstone, when: { field: b, is: present } }]";
    expect(await saidProblems(() => prepare("flag", [twice]))).toEqual([
      "source.deletes[1] plan/marks-twice",
    ]);
    const flag = "source.deletes=[{ kind: flag, when: { field: a, is: present } }]";
    expect(await saidProblems(() => prepare("event", [flag]))).toEqual([
      "source.deletes[0].kind plan/flag-of-entries",
    ]);
  });
});

describe("a log of deletions", () => {
  const log = "source.deletes[1]";

  it("brings deletions with the delta, and says what it misses", async () => {
    const { plan } = await prepare("delete-log");
    const guarantee = guaranteeOf(plan);
    expect(guarantee).toMatchObject({ deletesMs: 300_000, byFullRead: ["later"] });
    expect(sayGuarantee(guarantee)).toContain(
      "A deletion that the log of Acme does not show arrives with the next backfill.",
    );
    expect(await explain("delete-log")).toContain(
      "Acme logs deleted orders: the delta reads that log after the changes, asks which of them exist again, and removes the rows of the others. Beside that, a full read (every day) removes",
    );
    expect(await explain("delete-log")).toContain(
      "In the log of deletions it has a place of its own, by at,",
    );
    expect(guaranteeOf((await prepare("delete-log", replace)).plan).exceptions).toEqual([]);
  });

  it("costs the request for it and the one that checks its newest entries, with each delta", async () => {
    const perDay = async (set: string[] = []) =>
      costOf((await prepare("delete-log", set)).plan).requestsPerDay;
    expect((await perDay()) - (await perDay(["source.deletes=[{ kind: sweep }]"]))).toBe(2 * 288);
  });

  // prettier-ignore
  it.each([
    ["a lag beyond the overlap", [`${log}.lag=11m`], "schedule.overlap plan/overlap-too-short", [`${log}.lag=10m`]],
    ["times coarser than the overlap", [`${log}.resolution=1h`], "schedule.overlap plan/overlap-too-short", [`${log}.resolution=10m`]],
    ["a check without ids", [`${log}.check.request.query={}`], `${log}.check.request plan/slot-missing`, [`${log}.check.request.query={ q: "id in ($ids)" }`]],
    ["ids in the log's own request", [`${log}.request.query={ ids: $ids }`], `${log}.request plan/slot-stray`, [`${log}.request.query={ ids: all }`]],
    ["a time that is sent nowhere", [`${log}.send=`], `${log}.request plan/slot-missing`, [`${log}.send=`, `${log}.request.query={ q: "at>$since" }`]],
    ["a query that the paging sets as well", [`${log}.request.query={ cursor: x }`], `${log}.request.query.cursor plan/query-taken`, [`${log}.request.query={ cursors: x }`]],
    ["a page above one batch", [`${log}.page.size.value=101`], `${log}.page.size.value plan/page-too-large`, [`${log}.page.size.value=100`]],
    ["a path that the records have", [`${log}.request.path=/orders`], `${log}.request.path plan/log-shares-path`, [`${log}.request.path=/orders/deleted`]],
    ["a body that a GET does not send", [`${log}.request.body={ a: 1 }`], `${log}.request.method plan/body-of-get`, [`${log}.request.body={ a: 1 }`, `${log}.request.method=POST`]],
    ["a pace too slow for a page and its check", ["source.rate=[{ requests: 80, per: 1h }]"], "source.rate plan/pace-too-slow", ["source.rate=[{ requests: 90, per: 1h }]"]],
    ["changes that tell of deletions by themselves", ["source.changes.kind=rolling-window", "source.changes.over=created_at", "source.changes.back=7d", "source.changes.bound="], `${log}.kind plan/log-misfit`, ["source.changes.kind=since-sorted", "source.changes.shifts="]],
  ])("refuses %s", async (_title, set, problem, nearMiss) => {
    const said = await saidProblems(() => prepare("delete-log", set));
    expect(said.map((line) => line.replace(/^\d+:\d+ /, ""))).toContain(problem);
    expect(await saidProblems(() => prepare("delete-log", nearMiss))).toEqual([]);
  });

  it("is one, and its request and check take the parameters of the plan", async () => {
    const { plan } = await prepare("delete-log");
    const entry = plan.source.deletes[1];
    const twice = `source.deletes=${JSON.stringify([entry, entry])}`;
    expect(await saidProblems(() => prepare("delete-log", [twice]))).toEqual([
      "source.deletes[1] plan/log-twice",
    ]);
    const set = [
      `${log}.request.path=/{tenant}/deleted`,
      `${log}.check.request.query={ ids: $ids, of: "{tenant}" }`,
    ];
    const filled = (await prepare("delete-log", ["source.params.tenant=blue", ...set])).plan.source
      .deletes[1];
    expect(filled).toMatchObject({
      request: { path: "/blue/deleted" },
      check: { request: { query: { ids: "$ids", of: "blue" } } },
    });
  });
});
