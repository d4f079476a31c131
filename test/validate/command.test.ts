import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { main } from "../../src/cli.ts";
import { rules } from "../../src/validate/rules/index.ts";
import { fakeIo } from "../src/commands/fake-io.ts";
import { tempProject, type TempProject } from "../kit/temp-project.ts";
import { end, headerNumber, listTasks, start, workerText } from "./worker.ts";

const made: TempProject[] = [];

afterAll(async () => {
  await Promise.all(made.map((project) => project.remove()));
});

async function projectOf(files: Record<string, string>): Promise<string> {
  const project = await tempProject(files);
  made.push(project);
  return project.root;
}

type Ran = { exit: number; out: string; err: string };

async function run(cwd: string, ...args: string[]): Promise<Ran> {
  const io = fakeIo({ cwd });
  const exit = await main(args, io);
  return { exit, ...io.printed };
}

type Envelope = {
  ok: boolean;
  result: {
    findings: { rule: string; severity: string; file: string }[];
    files: string[];
    diff?: string;
    fixed?: unknown[];
  };
  error: { kind: string; hint: string; file?: string; line?: number; all?: unknown[] };
};

async function runJson(cwd: string, ...args: string[]): Promise<Envelope & { exit: number }> {
  const { exit, out } = await run(cwd, ...args, "--json");
  return { exit, ...(JSON.parse(out) as Envelope) };
}

const wrong = workerText({ wait: "", limit: headerNumber });

describe("create-sync validate", () => {
  test("is silent and 0 where nothing is wrong, and 5 with a frame where something is", async () => {
    const good = await run(await projectOf({ "src/index.ts": workerText() }), "validate");
    expect(good).toEqual({ exit: 0, out: `Nothing found: ${rules.length} rules over 1 file.\n`, err: "" });
    const bad = await run(await projectOf({ "src/index.ts": wrong }), "validate");
    expect(bad.exit).toBe(5);
    expect(bad.out).toContain("> 16 │   const response = await fetch(");
    expect(bad.out).not.toContain("\u001b");
  });

  test("--max-severity says what may pass", async () => {
    const cwd = await projectOf({ "src/index.ts": workerText({ wait: "" }) });
    const exitOf = async (most: string): Promise<number> =>
      (await run(cwd, "validate", "--max-severity", most)).exit;
    expect([await exitOf("info"), await exitOf("warn"), await exitOf("error")]).toEqual([5, 0, 0]);
    expect(await runJson(cwd, "validate", "--max-severity", "bad")).toMatchObject({
      exit: 2,
      error: { kind: "usage/invalid-value" },
    });
  });

  test("--rule and files narrow what it speaks about; what there is not is exit 2 with the nearest name", async () => {
    const cwd = await projectOf({
      "src/index.ts": `import { listTasks } from "./client.js";\n${start}export { api };\n${end}`,
      "src/client.ts": `import { RateLimitError } from "@notionhq/workers";\nexport ${listTasks({ wait: "", limit: headerNumber })}`,
    });
    const rulesOf = async (...args: string[]): Promise<string[]> =>
      (await runJson(cwd, "validate", ...args)).result.findings.map(({ rule, file }) => `${file} ${rule}`);
    expect(await rulesOf()).toEqual(["src/client.ts unpaced-request", "src/client.ts retry-after-number"]);
    expect(await rulesOf("./src/index.ts")).toEqual([]);
    expect(await rulesOf("src/client.ts", "--rule", "retry-after-number")).toEqual([
      "src/client.ts retry-after-number",
    ]);
    expect(await runJson(cwd, "validate", "--rule", "unpaced")).toMatchObject({ exit: 2 });
    expect((await runJson(cwd, "validate", "--rule", "unpaced-requests")).error).toMatchObject({
      kind: "validate/unknown-rule",
      hint: "Did you mean unpaced-request?",
    });
    expect((await runJson(cwd, "validate", "src/nowhere.ts")).error.kind).toBe("validate/unknown-file");
  });

  test("--fix writes, --dry-run shows the diff and writes nothing", async () => {
    const cwd = await projectOf({ "src/index.ts": wrong });
    const index = (): string => readFileSync(join(cwd, "src/index.ts"), "utf8");
    const shown = await run(cwd, "validate", "--fix", "--dry-run");
    expect(shown).toMatchObject({ exit: 5, err: "Would mend 1 finding in 1 file.\n" });
    expect(shown.out).toContain("+  if (response.status === 429)");
    expect(index()).toBe(wrong);
    const fixed = await runJson(cwd, "validate", "--fix");
    expect(fixed.result.findings.map(({ rule }) => rule)).toEqual(["unpaced-request"]);
    expect(fixed.result.fixed).toHaveLength(1);
    expect(index()).toContain('(Number(response.headers.get("retry-after")) || 60)');
    expect(await run(cwd, "validate", "--fix", "--max-severity", "warn")).toMatchObject({
      exit: 0,
      err: "Nothing to fix by itself.\n",
    });
  });

  test("--sarif prints one log, and says by the exit code what is in it", async () => {
    const { exit, out, err } = await run(await projectOf({ "src/index.ts": wrong }), "validate", "--sarif");
    expect([exit, err]).toEqual([5, ""]);
    expect(JSON.parse(out)).toMatchObject({ version: "2.1.0", runs: [{ results: [{}, {}] }] });
  });

  test("reads JavaScript, names of tsconfig's paths, and files in a circle", async () => {
    const cwd = await projectOf({
      "tsconfig.json":
        '{ // names\n "compilerOptions": { "baseUrl": "./src", "paths": { "@/*": ["lib/*"] } } }',
      "src/index.js": `import { listTasks } from "@/client";\n${start}export { api };\n${end.replace(" as const", "").replace("key: task.id", "key: String(task.id)")}`,
      "src/lib/client.js": `import { api } from "../index.js";\nimport { RateLimitError } from "@notionhq/workers";\nexport ${listTasks(
        { limit: headerNumber },
      ).replace(/: Promise<[^{]*\{[^}]*\}\[\]>/, "")}`,
      "src/index.test.ts": "this is ) not parsed",
    });
    const { result } = await runJson(cwd, "validate");
    expect(result.files).toEqual(["src/index.js", "src/lib/client.js"]);
    expect(result.findings.map(({ rule, file }) => `${file} ${rule}`)).toEqual([
      "src/lib/client.js retry-after-number",
    ]);
  });
});

describe("what is no worker", () => {
  test("every file that does not parse is named with its line", async () => {
    const cwd = await projectOf({ "src/index.ts": `${start}const = 1;\n`, "src/b.ts": "\nexport {{;" });
    const { exit, error } = await runJson(cwd, "validate");
    expect(exit).toBe(4);
    expect(error).toMatchObject({ kind: "validate/syntax-error", file: "src/b.ts", line: 2 });
    expect(error.all?.length).toBeGreaterThan(1);
  });

  test.each([
    ["no file", { "package.json": "{}" }],
    ["no worker", { "src/index.ts": 'import { Worker } from "@notionhq/workers";\nnew Map();\n' }],
  ])("%s is a Problem", async (_, files) => {
    expect(await runJson(await projectOf(files), "validate")).toMatchObject({
      exit: 4,
      error: { kind: "validate/no-worker" },
    });
  });

  test("a file over 1 MB and code nested beyond reading are Problems", async () => {
    const large = await projectOf({
      "src/index.ts": workerText(),
      "src/data.ts": `// ${"x".repeat(1_000_000)}`,
    });
    expect((await runJson(large, "validate")).error.kind).toBe("project/file-too-large");
    const deep = await projectOf({
      "src/index.ts": `${workerText()}const deep = ${"[".repeat(50_000)}${"]".repeat(50_000)};`,
    });
    expect((await runJson(deep, "validate")).error.kind).toBe("project/file-too-deep");
  });

  test("links are not followed, and a circle of them ends", async () => {
    const cwd = await projectOf({ "src/index.ts": workerText() });
    mkdirSync(join(cwd, "elsewhere"));
    writeFileSync(join(cwd, "elsewhere/broken.ts"), "const = ;");
    symlinkSync("..", join(cwd, "src/loop"), "junction");
    symlinkSync("../elsewhere", join(cwd, "src/link"), "junction");
    expect((await runJson(cwd, "validate")).result.files).toEqual(["src/index.ts"]);
  });
});

describe("create-sync explain", () => {
  test("prints the page of every rule", async () => {
    for (const { id, title } of rules) {
      const { exit, out } = await run("/", "explain", id);
      expect([exit, out.split("\n")[0]]).toEqual([0, `# ${id}`]);
      expect(out).toContain(title);
    }
  });

  test.each(["unpaced-requests", "../SKILL", "__proto__", ""])("%j is no rule", async (id) => {
    expect(await runJson("/", "explain", id)).toMatchObject({
      exit: 2,
      error: { kind: "validate/unknown-rule" },
    });
  });

  test("and a name like none is answered with a dozen rules, not with all", async () => {
    expect(await runJson("/", "explain", "zzzzzzzz")).toMatchObject({
      error: {
        hint: expect.stringMatching(/^The rules: ([a-z-]+, ){11}[a-z-]+ and \d\d more, all of them in /),
      },
    });
  });
});
