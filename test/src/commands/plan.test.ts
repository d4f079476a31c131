import { execFileSync } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planCheck, planExplain, planSchema, planTemplate } from "../../../src/commands/plan.ts";
import { readPlanFile } from "../../../src/commands/plan-source.ts";
import type { Context } from "../../../src/commands/types.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import { saidProblems } from "../../kit/problems.ts";

let cwd = "";
const none = { param: [], set: [] };
const context = (stdin = ""): Context => ({
  cwd,
  json: false,
  dryRun: false,
  yes: false,
  force: false,
  interactive: false,
  say: () => undefined,
  readStdin: async () => stdin,
  env: {},
});

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "plan commands ü "));
  await mkdir(join(cwd, "syncs"));
  await writeFile(join(cwd, "syncs/acme.plan.yaml"), acmePlan);
  await writeFile(join(cwd, "latin1.yaml"), Uint8Array.of(0x70, 0xfc));
  await writeFile(join(cwd, "large.yaml"), "#".repeat(1_000_001));
});

afterAll(() => rm(cwd, { recursive: true, force: true }));

describe("plan template", () => {
  it("prints a plan of the catalogue, and one for an API of one's own", async () => {
    const { text, result } = await planTemplate(context(), { source: "demo.books", ...none });
    expect(text).toMatch(/^# Demo bookshop – books: /);
    expect(result).toEqual({ source: "demo.books", plan: text });
    expect((await planTemplate(context(), { source: "custom", ...none })).text).toContain(
      "baseUrl: <fill in the address",
    );
  });

  it("puts answers into the skeleton as well", async () => {
    const { text } = await planTemplate(context(), {
      source: "custom",
      param: ["tenant=a"],
      set: ["source.product=Acme"],
    });
    expect(text).toContain("  # What is the product called?\n  product: Acme\n");
    expect(text).toContain("  params: { tenant: a }\n");
  });

  it("refuses a source that is not in the catalogue", async () => {
    expect(await saidProblems(() => planTemplate(context(), { source: "acme.orders", ...none }))).toEqual([
      "source/unknown",
    ]);
  });
});

describe("plan check", () => {
  it("says that a file is good and which command comes next, answers included", async () => {
    const outcome = await planCheck(context(), {
      file: "syncs/acme.plan.yaml",
      param: [],
      set: ["database.title=It's ours"],
    });
    expect(outcome.text).toBe('acmeOrders: backfill-delta, 6 properties in "It\'s ours". Nothing to mend.');
    expect(outcome.result).toMatchObject({
      plan: "acmeOrders",
      source: null,
      syncs: ["acmeOrdersBackfill", "acmeOrdersDelta"],
      fields: 6,
    });
    const [first = ""] = outcome.next ?? [];
    const words = execFileSync("sh", ["-c", `printf '%s\\n' ${first.replace("create-sync ", "")}`], {
      encoding: "utf8",
    }).split("\n");
    expect(words.slice(0, 5)).toEqual([
      "plan",
      "explain",
      "syncs/acme.plan.yaml",
      "--set",
      "database.title=It's ours",
    ]);
  });

  it("takes a catalogue id and standard input as well", async () => {
    expect((await planCheck(context(), { file: "demo.books", ...none })).result).toMatchObject({
      source: "demo.books",
    });
    expect((await planCheck(context(acmePlan), { file: "-", ...none })).next).toContain(
      "create-sync add <file>",
    );
  });

  it("throws every problem of a bad plan with its place", async () => {
    const bad = acmePlan.replace("delta: 5m", "delta: 9d").replace("primaryKey: ID", "primaryKey: Key");
    expect(await saidProblems(() => planCheck(context(bad), { file: "-", ...none }))).toEqual([
      "30:20 schedule.delta plan/schedule-range",
      "31:57 database.primaryKey plan/key-unknown",
    ]);
  });
});

describe("plan explain", () => {
  it("explains for a number of rows, in words and as values", async () => {
    const { text, result } = await planExplain(context(), {
      file: "syncs/acme.plan.yaml",
      rows: "250",
      ...none,
    });
    expect(text).toContain("For 250 orders: ");
    expect(result).toMatchObject({
      plan: "acmeOrders",
      cost: { rows: 250 },
      guarantee: { changesMs: 300_000 },
    });
    expect(JSON.parse(JSON.stringify(result)).reasons.allowEmpty).toContain("lost permission");
  });

  it.each(["many", "-1", "1.5", "", "9999999999"])("refuses %j rows", async (rows) => {
    expect(await saidProblems(() => planExplain(context(), { file: "demo.books", rows, ...none }))).toEqual([
      "usage/invalid-value",
    ]);
  });
});

describe("plan schema", () => {
  it("prints the schema as JSON", async () => {
    const { text, result } = await planSchema(context());
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(result)));
  });
});

describe("readPlanFile", () => {
  it("reads relative to the folder of the command", async () => {
    expect(await readPlanFile({ cwd })("syncs/acme.plan.yaml")).toBe(acmePlan);
  });

  it.each([
    ["a folder", "syncs", "plan/file-unreadable"],
    ["a device that never ends", "/dev/zero", "plan/file-unreadable"],
    ["another encoding", "latin1.yaml", "plan/file-unreadable"],
    ["a file larger than any plan", "large.yaml", "plan/too-large"],
    ["a file that is not there", "no.yaml", "plan/file-missing"],
  ])("refuses %s", async (_title, file, code) => {
    expect(
      (await saidProblems(() => planCheck(context(), { file, ...none }))).map((each) =>
        each.split(" ").at(-1),
      ),
    ).toEqual([code]);
  });
});
