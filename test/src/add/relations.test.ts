import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { draftSync } from "../../../src/add/draft.ts";
import { explainPlan } from "../../../src/plan/explain.ts";
import { typeCheck } from "../../../src/run/check.ts";
import { saidProblems } from "../../kit/problems.ts";
import { findingsOf, prepare, simulatedWorker, simulateWorker } from "../../kit/simulated.ts";
import { tempProject } from "../../kit/temp-project.ts";

const params = ["domain=acme"];
const accounts = { id: "salesforce.account", params };
const contacts = {
  id: "salesforce.contact",
  params,
  set: [
    "fields.Account ID.type=relation",
    "fields.Account ID.to=salesforceAccount",
    "fields.Reports To ID.type=relation",
    "fields.Reports To ID.to=salesforceContact",
  ],
};

test("a relation leads to a database of the same worker or to its own, and is what people see", async () => {
  const worker = await simulatedWorker([accounts, contacts]);
  try {
    const code = await readFile(join(worker.root, "src/index.ts"), "utf8");
    expect(code).toContain('"Account ID": Schema.relation("salesforceAccount"),');
    expect(code).toContain('"Account ID": relationOf(contact.AccountId),');
    expect(code).toContain('"Reports To ID": Schema.relation("salesforceContact"),');
    const { ok, output } = await typeCheck(worker.root);
    expect({ ok, output }).toEqual({ ok: true, output: [] });
    const outcomes = await simulateWorker(worker, {
      names: ["ordinary-days", "cleared-to-null"],
      keys: ["salesforceContactBackfill", "salesforceContactDelta"],
      platform: "spoils",
    });
    expect(outcomes.flatMap(({ verdicts }) => verdicts).length).toBeGreaterThan(0);
    expect(findingsOf(outcomes)).toEqual([]);
  } finally {
    await worker.remove();
  }
}, 120_000);

test("a relation to a database that is not there is refused", async () => {
  const { root, remove } = await tempProject();
  const prepared = await prepare(contacts);
  expect(await saidProblems(() => draftSync(root, prepared))).toEqual(["add/no-database"]);
  await remove();
});

test("the plan says what a relation needs", async () => {
  const { complete } = await prepare(contacts);
  const { sections } = explainPlan(complete);
  expect(sections.find(({ heading }) => heading === "Relations")?.paragraphs.join(" ")).toMatch(
    /^Account ID leads to the row of salesforceAccount .* fill that database first\..*\(every day\) at the latest\.$/,
  );
});
