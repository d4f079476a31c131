import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkPackages, tempProject, type TempProject } from "../kit/temp-project.ts";
import { envelopeOf, runCli, type Ran } from "./run-cli.ts";

const hangsAfterMs = 120_000;
const secret = "ghp_canary4711canary4711";

let worker: TempProject;
let loses: TempProject;
let empty: TempProject;

beforeAll(async () => {
  [worker, loses, empty] = await Promise.all([addBooks(), addBooks(), tempProject()]);
  // A walk that ends wherever the list does, however short it came.
  const file = join(loses.root, "src/index.ts");
  const code = readFileSync(file, "utf8");
  const broken = code.replace(
    /return finishWalk\([^;]*;/,
    "return { changes, hasMore: false, nextState: { v: 1 } };",
  );
  expect(broken).not.toBe(code);
  writeFileSync(file, broken);
});
afterAll(() => Promise.all([worker, loses, empty].map((project) => project?.remove())));

async function addBooks(): Promise<TempProject> {
  const project = await tempProject();
  const ran = await runCli(["add", "demo.books", "--json", "--set", "source.baseUrl=http://127.0.0.1:4010"], {
    cwd: project.root,
  });
  expect(ran.code).toBe(0);
  await linkPackages(project.root);
  writeFileSync(join(project.root, ".env"), `DEMO_TOKEN=${secret}\n`);
  return project;
}

const debug = (words: readonly string[], options: Parameters<typeof runCli>[1] = {}): Promise<Ran> =>
  runCli(["debug", ...words], { cwd: worker.root, hangsAfterMs, ...options });

type Cause = { id: string; certainty: string; place?: { file: string }; proof: string[] };
type Result = {
  sync: string | null;
  causes: Cause[];
  tellApart: { command: string } | null;
  rows: { played: { scenario: string; finding?: { detail: string } }[]; because: string | null } | null;
};
const resultOf = (ran: Ran): Result => envelopeOf(ran).result as Result;

/** A log as the SDK writes it: a page, and then a refusal with the secret in it. */
const page =
  '{"_tag":"success","value":{"changes":[],"hasMore":true,"nextUserContext":{"v":1,"at":{}},"nextPacerStates":{}}}';
const stack = `HttpError: GET /v1/books: HTTP 401\\n    at fetchJson (/app/src/sync-helpers.ts:20:9)\\n    at async Object.execute (/app/src/index.ts:30:2)`;
const rotated = `
<__notion_output__>${page}</__notion_output__>
sent Authorization: Bearer ${secret}

<__notion_error__>{"name":"HttpError","message":"GET /v1/books: HTTP 401","stacktrace":"${stack}"}</__notion_error__>

<__notion_output__>{"_tag":"error","error":{"_tag":"generic","name":"ExecutionError","message":"Error during worker execution: HttpError: GET /v1/books: HTTP 401"}}</__notion_output__>
`;

describe("a log", () => {
  test("of a rotated credential is told in words, without the secret", async () => {
    const { code, out, err } = await debug(["demoBooksBackfill", "--log", "-"], { stdin: rotated });
    expect(code).toBe(5);
    const [what, why, sure] = out.split("\n");
    expect(what).toBe("demoBooksBackfill: The API does not accept the credential.");
    expect(why).toContain("HTTP 401");
    expect(sure).toContain("likely");
    expect(out).toContain("Where  src/sync-helpers.ts:20:9, in fetchJson");
    expect(out).toContain("called from src/index.ts:30");
    expect(out).toContain("Prove  create-sync run demoBooksBackfill");
    expect(out).toContain("To tell the first two apart:");
    expect(out + err).not.toContain(secret);
  });

  test("is data with --json, and exit 5", async () => {
    const ran = await debug(["--log", "-", "--json"], { stdin: rotated });
    expect(ran.code).toBe(5);
    const { causes, tellApart } = resultOf(ran);
    expect(causes[0]).toMatchObject({ id: "credential-rejected", certainty: "likely" });
    expect(tellApart?.command).toMatch(/^create-sync run /);
    expect(envelopeOf(ran).next[0]).toMatch(/^create-sync run /);
    expect(ran.out).not.toContain(secret);
  });

  test("in which all went well is exit 0", async () => {
    const good = rotated.split("\n").slice(0, 2).join("\n").replace('"hasMore":true', '"hasMore":true');
    const changes =
      '"changes":[{"type":"upsert","key":"a","properties":{"Title":[["A"]],"Book ID":[["a"]]},"targetDatabaseKey":"demoBooks"}]';
    const ran = await debug(["demoBooksBackfill", "--log", "-", "--json"], {
      stdin: good.replace('"changes":[]', changes),
    });
    expect(resultOf(ran).causes).toEqual([]);
    expect(ran.code).toBe(0);
  });

  test("is read where there is no worker, too", async () => {
    const ran = await debug(["--log", "-"], { stdin: rotated, cwd: empty.root });
    expect(ran.code).toBe(5);
    expect(ran.out).toContain("The API does not accept the credential.");
    expect(ran.out).toContain("no worker could be read here");
  });

  test("that is empty leads to what fails without a word", async () => {
    const ran = await debug(["demoBooksDelta", "--log", "-", "--json"], { stdin: "" });
    expect(ran.code).toBe(5);
    expect(resultOf(ran).causes[0]).toMatchObject({ id: "schema-migration", certainty: "possible" });
  });

  test("with a line of 100 MB takes neither for ever nor all memory", async () => {
    const file = join(empty.root, "long.log");
    writeFileSync(file, `${"x".repeat(100_000_000)}\nError: HTTP 404\n    at a (/app/src/index.ts:1:1)\n`);
    const ran = await debug(["--log", file, "--json"], { node: ["--max-old-space-size=150"] });
    expect(ran.code).toBe(5);
    expect(resultOf(ran).causes[0]).toMatchObject({ id: "not-found" });
  });
});

describe("rows that vanish", () => {
  test("are made to vanish here, by the scenario and at the line that does it", async () => {
    const ran = await debug(["demoBooksBackfill", "--rows", "vanished", "--json"], { cwd: loses.root });
    expect(ran.code).toBe(5);
    const { rows, causes } = resultOf(ran);
    const failed = rows?.played.find(({ finding }) => finding);
    expect(failed?.finding?.detail).toMatch(/row was swept/);
    expect(causes[0]).toMatchObject({ place: { file: "src/index.ts" } });
    expect(envelopeOf(ran).next[0]).toBe(
      `create-sync simulate demoBooksBackfill demoBooksDelta --scenario ${failed?.scenario}`,
    );
  });

  test("and do not where the code is right: then it says what else to look at", async () => {
    const ran = await debug(["demoBooksBackfill", "--rows", "vanished"]);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("nothing was found that explains it");
    expect(ran.out).toMatch(/survived: .*delete-while-walking/s);
    expect(ran.out).toMatch(/what the credential\s+may\s+see/);
  });

  test("cannot be played without a plan, which is said", async () => {
    const ran = await debug(["--rows", "stale", "--json"], { cwd: empty.root });
    expect(resultOf(ran).rows).toMatchObject({ played: [] });
    expect(resultOf(ran).rows?.because).toMatch(/worker|plan/);
  });
});

describe("wrong input", () => {
  test.each([
    ["a missing file", ["--log", "none.log"], 2, "there is no log at none.log"],
    ["a folder", ["--log", "src"], 2, "is a folder"],
    ["a binary file", ["--log", process.execPath], 2, "is no text"],
    ["an unknown sync", ["demoBookDelta", "--log", "-"], 2, 'Did you mean "demoBooksDelta"?'],
    ["an unknown symptom", ["--rows", "gone"], 2, "missing, stale, duplicated, vanished, not-cleared"],
    ["nothing to go on", [], 3, "--log -"],
    ["nothing to go on but a key", ["demoBooksDelta"], 3, "create-sync debug demoBooksDelta --rows"],
  ])("%s", async (_, words, code, said) => {
    const ran = await debug(words);
    expect(ran.err).toContain(said);
    expect(ran.code).toBe(code);
    expect(ran.out).toBe("");
  });
});
