import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { linkPackages, tempProject, type TempProject } from "../kit/temp-project.ts";
import { envelopeOf, runCli, type Ran } from "./run-cli.ts";

const baseUrl = "http://127.0.0.1:4010";
const secret = "live-secret-4711";
/** Simulations are real work. */
const hangsAfterMs = 170_000;

let generated: TempProject;
let edited: TempProject;
let byHand: TempProject;

beforeAll(async () => {
  [generated, edited, byHand] = await Promise.all([addBooks(), addBooks(), writeByHand()]);
  // The delta takes deletions for edits.
  const file = join(edited.root, "src/index.ts");
  const code = readFileSync(file, "utf8");
  writeFileSync(file, code.replace(/isDeletedDemoBook\(book\)\s*\?/, "false ?"));
});
afterAll(() => Promise.all([generated, edited, byHand].map((project) => project?.remove())));

async function addBooks(): Promise<TempProject> {
  const project = await tempProject();
  const ran = await runCli(["add", "demo.books", "--json", "--set", `source.baseUrl=${baseUrl}`], {
    cwd: project.root,
  });
  expect(ran.code).toBe(0);
  await linkPackages(project.root);
  writeFileSync(join(project.root, ".env"), `DEMO_TOKEN=${secret}\n`);
  return project;
}

/** A worker without a plan that reads the shop of an environment variable, and says in its errors what it was told. */
async function writeByHand(): Promise<TempProject> {
  const project = await tempProject({
    "package.json": '{ "type": "module" }',
    ".env": `SHOP_TOKEN=${secret}\n`,
    "src/index.ts": `import { Worker } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
const worker = new Worker();
export default worker;
const books = worker.database("books", {
  type: "managed", initialTitle: "Books", primaryKeyProperty: "ID",
  schema: { properties: { Title: Schema.title(), ID: Schema.richText() } },
});
const base = process.env.SHOP_URL;
worker.sync("shopBooks", { database: books, mode: "replace", schedule: "1h", execute: async (state: any) => {
  const response = await fetch(base + "/v1/books?limit=100&cursor=" + (state?.cursor ?? ""), {
    headers: { Authorization: "Bearer " + process.env.SHOP_TOKEN },
  });
  if (!response.ok) throw new Error("HTTP " + response.status + " with " + process.env.SHOP_TOKEN);
  const page: any = await response.json();
  const changes = page.books.map((book: any) => ({
    type: "upsert" as const, key: String(book.id),
    properties: { Title: Builder.title(book.title ?? ""), ID: Builder.richText(String(book.id)) },
  }));
  if (page.books.length < 100) return { changes, hasMore: false };
  return { changes, hasMore: true, nextState: { cursor: page.next_cursor } };
} });
worker.sync("elsewhere", { database: books, mode: "incremental", schedule: "5m", execute: async () => {
  await fetch("https://other.example/v1");
  return { changes: [], hasMore: false };
} });
`,
  });
  await linkPackages(project.root);
  return project;
}

type Result = {
  ok: boolean;
  subjects: {
    syncs: string[];
    promises: { name: string; state: string }[];
    scenarios: {
      name: string;
      ok: boolean;
      runs: number;
      failures: { findings: { kind: string; detail: string }[] }[];
    }[];
  }[];
};

const resultOf = (ran: Ran): Result => envelopeOf(ran).result as Result;
const kindsOf = (ran: Ran): string[] =>
  resultOf(ran).subjects.flatMap(({ scenarios }) =>
    scenarios.flatMap(({ failures }) => failures.flatMap(({ findings }) => findings.map(({ kind }) => kind))),
  );

describe("simulate", { timeout: 180_000 }, () => {
  test("plays the syncs of the kept plans under both settings, and passes generated code", async () => {
    const ran = await runCli(
      ["simulate", "--scenario", "short-page", "--scenario", "hard-delete", "--json"],
      {
        cwd: generated.root,
      },
    );
    expect(ran.code).toBe(0);
    expect(envelopeOf(ran)).toMatchObject({ ok: true, command: "simulate", next: [] });
    const { subjects } = resultOf(ran);
    expect(subjects.map(({ syncs }) => syncs)).toEqual([["demoBooksBackfill", "demoBooksDelta"]]);
    expect(subjects[0]?.scenarios.map(({ name, runs, ok }) => [name, runs, ok])).toEqual([
      ["short-page", 2, true],
      ["hard-delete", 2, true],
    ]);
    expect(subjects[0]?.promises[0]).toMatchObject({ name: "nothing lost", state: "kept" });
  });

  test("finds what an edit broke: exit 5, what happened, and the command that shows it again", async () => {
    const ran = await runCli(["simulate", "demoBooksDelta", "--scenario", "hard-delete"], {
      cwd: edited.root,
      hangsAfterMs,
    });
    expect(ran.code).toBe(5);
    expect(ran.out).toMatch(/FAILED {2}hard-delete/);
    expect(ran.out).toMatch(/late: Book \d+.*deleted/);
    expect(ran.out).toMatch(/it takes no more than \d+ records? at the start and \d+ of 15 changes/);
    const [, again = ""] = /again: create-sync (.*)$/m.exec(ran.out) ?? [];
    expect(again).toBe("simulate demoBooksBackfill demoBooksDelta --scenario hard-delete --seed 1");
    const repeated = await runCli([...again.split(" "), "--json"], { cwd: edited.root, hangsAfterMs });
    expect(repeated.code).toBe(5);
    expect(kindsOf(repeated)).toContain("late");
    expect(envelopeOf(repeated).next).toEqual([`create-sync ${again}`]);
  });

  test("judges hand-written code by a source, and shows no secret", async () => {
    const source = ["--source", "demo.books", "--set", `source.baseUrl=${baseUrl}`];
    const ran = await runCli(["simulate", "shopBooks", ...source, "--scenario", "short-page", "--json"], {
      cwd: byHand.root,
      env: { SHOP_TOKEN: secret },
      hangsAfterMs,
    });
    expect(ran.code).toBe(5);
    expect(kindsOf(ran).length).toBeGreaterThan(0);
    expect(envelopeOf(ran).next[0]).toContain("--source demo.books --set source.baseUrl=");

    const elsewhere = await runCli(["simulate", "elsewhere", ...source, "--scenario", "hard-delete"], {
      cwd: byHand.root,
      env: { SHOP_TOKEN: secret },
      hangsAfterMs,
    });
    expect(elsewhere.code).toBe(5);
    expect(elsewhere.out).toContain("The code asked other.example, which is not the source");
    for (const { out, err } of [ran, elsewhere]) expect(out + err).not.toContain(secret);
  });
});

describe("simulate refuses with exit 2", () => {
  test.each([
    [
      ["--scenario", "short-pages"],
      'Unknown scenario "short-pages". Did you mean "short-page"?',
      "--scenario short-page",
    ],
    [["--seed", "x"], "Expected a whole number from 0 to 2147483647 for --seed", "--seed"],
    [["--settings", "some"], "Expected default or all for --settings", "default or all"],
    [["--param", "a=b"], "--param and --set belong to --source", "--help"],
    [["--source", "demo.boks"], 'Unknown source "demo.boks"', "create-sync sources"],
    [
      ["demoBookDelta"],
      'Unknown sync "demoBookDelta". Did you mean "demoBooksDelta"?',
      "simulate demoBooksDelta",
    ],
  ])("%j", async (args, message, fix) => {
    const { code, out, err } = await runCli(["simulate", ...args], { cwd: generated.root });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expect(err.slice(err.indexOf("→"))).toContain(fix);
  });

  test("a sync that no plan made", async () => {
    const { code, err } = await runCli(["simulate", "shopBooks"], { cwd: byHand.root });
    expect(code).toBe(2);
    expect(err).toContain("syncs/ has none that made shopBooks");
    expect(err).toContain("create-sync simulate shopBooks --source");
  });

  test("a folder without a worker", async () => {
    const { root, remove } = await tempProject();
    onTestFinished(remove);
    const { code, err } = await runCli(["simulate"], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain("this directory holds no worker");
  });
});

describe("add", { timeout: 180_000 }, () => {
  test("plays the quick scenarios after the other checks", async () => {
    const { root, remove } = await tempProject();
    onTestFinished(remove);
    await linkPackages(root);
    const ran = await runCli(["add", "demo.books", "--json"], { cwd: root, hangsAfterMs });
    expect(ran.code).toBe(0);
    const { checks } = envelopeOf(ran).result as { checks: { name: string; ok: boolean; label?: string }[] };
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["types", true],
      ["manifest", true],
      ["rules", true],
      ["simulation", true],
    ]);
    expect(checks[2]?.label).toBe("no rule of validate finds anything in them");
    expect(checks[3]?.label).toMatch(/^\d+ hazards survived \(create-sync simulate plays all \d{2,3}\)$/);
  });
});
