import { execFile } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { preparePlan } from "../../src/plan/load.ts";
import { planFromSamples } from "../../src/sample/plan.ts";
import { readSample } from "../../src/sample/read.ts";
import { saidProblems } from "../kit/problems.ts";
import { findingsOf, simulatedWorker, simulateWorker, type SimulatedWorker } from "../kit/simulated.ts";
import { repository } from "../kit/temp-project.ts";
import { oddAnswers, oddPage } from "./odd-api.ts";

const { plan } = planFromSamples([
  readSample(oddPage(0, "b3BhcXVlOjEy"), "page1.json"),
  readSample(oddPage(12, null), "page2.json"),
]);
const file = "widgets.plan.yaml";

describe("from two saved answers of an API that nobody knows", { timeout: 240_000 }, () => {
  let worker: SimulatedWorker;
  beforeAll(async () => {
    worker = await simulatedWorker([{ text: plan, file, set: oddAnswers }]);
  });
  afterAll(() => worker.remove());

  test("plan check asks for what no answer can know, and for nothing else", async () => {
    const said = await saidProblems(() => preparePlan({ text: plan, file }));
    expect(said.map((each) => each.replace(/^\d+:\d+ /, ""))).toEqual([
      "source.product plan/blank-left",
      "source.baseUrl plan/blank-left",
      "source.list.request.path plan/blank-left",
      "source.list.page.send plan/blank-left",
      "source.auth.env plan/blank-left",
    ]);
  });

  test("with these answers it is a plan, which reads everything as long as nobody says more", async () => {
    const { complete } = await preparePlan({ text: plan, file }, { set: oddAnswers });
    const { source, architecture, fields, database } = complete.plan;
    expect([architecture, database.primaryKey]).toEqual(["replace", "ID"]);
    expect(source.list).toMatchObject({
      records: "payload.widgets.list",
      id: "nr",
      order: "moving",
      page: { kind: "cursor", send: "next", read: "payload.paging.next" },
    });
    expect([source.changes, source.deletes]).toEqual([{ kind: "none" }, [{ kind: "sweep" }]]);
    expect(
      fields.map(({ name, type, from, transform = "" }) =>
        `${name} ${type} ${String(from)} ${transform}`.trim(),
      ),
    ).toEqual([
      "Name title label",
      "State select state",
      "Price currency select price.currency",
      "Tags multiSelect tags[]",
      "Changed ms dateTime changed_ms epoch-ms",
      "Created ms dateTime created_ms epoch-ms",
      "Price amount number price.amount minor-units",
      "Gone checkbox gone",
      "Mail email mail",
      "Page url page",
      "Owner richText owner.name",
      "ID richText nr",
    ]);
  });

  test("the worker made of it compiles", async () => {
    const tsc = join(repository, "node_modules/typescript/bin/tsc");
    const said = await new Promise<string>((resolve) => {
      execFile(process.execPath, [tsc, "-p", worker.root, "--noEmit", "--pretty", "false"], (_, stdout) =>
        resolve(stdout),
      );
    });
    expect(said).toBe("");
  });

  test("and survives pages that are odd", async () => {
    const outcomes = await simulateWorker(worker, {
      names: ["short-page", "empty-page", "expired-page-token"],
    });
    const played = outcomes.flatMap(({ verdicts }) => verdicts);
    expect(new Set(played.map(({ scenario }) => scenario)).size).toBeGreaterThanOrEqual(2);
    expect(findingsOf(outcomes)).toEqual([]);
  });
});
