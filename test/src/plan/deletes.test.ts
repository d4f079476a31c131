import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explainPlan, printExplanation } from "../../../src/plan/explain.ts";
import { guaranteeOf } from "../../../src/plan/guarantee.ts";
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
