import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftSync } from "../src/add/draft.ts";
import { preparePlan } from "../src/plan/load.ts";
import { writeChanges } from "../src/write/write.ts";
import { linkPackages, readTree, repository, tempProject, type TempProject } from "./kit/temp-project.ts";

// Each folder of test/golden is a case: before/ is a user's project, plan.yaml what is added to it, after/ the result.
// UPDATE_GOLDEN=1 writes after/ anew; read the difference before you commit it.

const run = promisify(execFile);
const golden = join(repository, "test", "golden");
const cases = (await readdir(golden, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const projects = new Map<string, TempProject>();

async function add(root: string, name: string): Promise<string[]> {
  for (const plan of (await readdir(join(golden, name))).filter((file) => file.endsWith(".yaml")).sort()) {
    const text = await readFile(join(golden, name, plan), "utf8");
    const draft = await draftSync(root, await preparePlan({ text, file: plan }));
    const written = await writeChanges(root, draft.changes);
    if (plan === "plan.yaml") return written;
  }
  throw new Error(`test/golden/${name} has no plan.yaml`);
}

beforeAll(async () => {
  for (const name of cases) {
    const before = join(golden, name, "before");
    const project = await tempProject(existsSync(before) ? before : {});
    projects.set(name, project);
    await add(project.root, name);
    if (process.env["UPDATE_GOLDEN"] === "1") {
      await rm(join(golden, name, "after"), { recursive: true, force: true });
      await mkdir(join(golden, name, "after"), { recursive: true });
      await cp(project.root, join(golden, name, "after"), {
        recursive: true,
        filter: (path) => basename(path) !== ".env",
      });
    }
  }
});

afterAll(async () => {
  for (const project of projects.values()) await project.remove();
});

const rootOf = (name: string): string => projects.get(name)?.root ?? "";

describe.each(cases)("golden case %s", (name) => {
  it("gives the expected files, byte for byte", async () => {
    const after = await readTree(join(golden, name, "after"));
    expect(after.size).toBeGreaterThan(0);
    const made = await readTree(rootOf(name));
    // git would ignore it in after/, as it must; what stands in it has a test of its own.
    made.delete(".env");
    expect([...made.keys()]).toEqual([...after.keys()]);
    for (const [path, text] of made) expect(text, path).toBe(after.get(path));
  });

  it("keeps every line of the user's own code", async () => {
    const before = await readTree(join(golden, name, "before"));
    const made = await readTree(rootOf(name));
    for (const [path, text] of before) expect(isKept(text, made.get(path) ?? ""), path).toBe(true);
    expect(made.has("src/index.ts")).toBe(true);
  });

  it("changes nothing the second time", async () => {
    const before = await readTree(rootOf(name));
    expect(await add(rootOf(name), name)).toEqual([]);
    expect(await readTree(rootOf(name))).toEqual(before);
  });
});

/** Whether the old text is the new one with insertions: each of its characters is still there, in order. */
function isKept(before: string, after: string): boolean {
  let at = 0;
  for (const line of before.split(/(?<=\n)/)) {
    const found = line.trim() === "" ? at : after.indexOf(line.trimEnd().replace(/( \})? from .*$/, ""), at);
    if (found === -1) return false;
    at = found;
  }
  return true;
}

const strictest = {
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noImplicitOverride: true,
};

/**
 * Type-checks generated projects in one program, tests included, and gives the compiler's complaints. A CommonJS project
 * cannot be written with import statements under verbatimModuleSyntax (TS1295), so those go without that flag.
 */
async function typeCheck(
  compiler: string,
  sdk: "0.9.2" | "0.4.0",
  names: readonly string[],
): Promise<string> {
  const modules = names.filter((name) => !isCommonJs(name));
  const commonJs = names.filter(isCommonJs);
  const outputs = await Promise.all([
    checkTogether(compiler, sdk, { names: modules, flags: strictest }),
    commonJs.length === 0
      ? ""
      : checkTogether(compiler, sdk, {
          names: commonJs,
          flags: { ...strictest, verbatimModuleSyntax: false },
        }),
  ]);
  return outputs.join("");
}

const isCommonJs = (name: string): boolean =>
  !readFileSync(join(rootOf(name), "package.json"), "utf8").includes('"type": "module"');

async function checkTogether(
  compiler: string,
  sdk: "0.9.2" | "0.4.0",
  { names, flags }: { names: readonly string[]; flags: object },
): Promise<string> {
  const all = await tempProject({ "package.json": '{ "type": "module" }' });
  await linkPackages(all.root, sdk);
  for (const name of names)
    await cp(rootOf(name), join(all.root, name), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022", "DOM"],
    types: ["node"],
    module: "NodeNext",
    moduleResolution: "NodeNext",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    ...flags,
  };
  await writeFile(join(all.root, "tsconfig.json"), JSON.stringify({ compilerOptions, include: names }));
  const tsc = join(repository, "node_modules", compiler, "bin", "tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", all.root], { cwd: all.root }).catch(
    (error: { stdout: string }) => error,
  );
  await all.remove();
  return stdout;
}

describe("the generated code", () => {
  const brokered = (name: string) =>
    readFile(join(golden, name, "after", "src", "index.ts"), "utf8").then((text) =>
      text.includes(".credential("),
    );

  it("compiles under TypeScript 5.9 with the strictest flags", async () => {
    expect(await typeCheck("typescript", "0.9.2", cases)).toBe("");
  });

  it("compiles under TypeScript 7 with the strictest flags", async () => {
    expect(await typeCheck("typescript-7", "0.9.2", cases)).toBe("");
  });

  it("compiles on SDK 0.4.0 where it uses no credential", async () => {
    const old: string[] = [];
    for (const name of cases) if (!(await brokered(name))) old.push(name);
    expect(old.length).toBeGreaterThan(2);
    expect(await typeCheck("typescript", "0.4.0", old)).toBe("");
  });

  it.concurrent.each(cases)("passes its own generated test: %s", async (name) => {
    const root = rootOf(name);
    await linkPackages(root);
    const tests = (await readdir(join(root, "test")))
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => join("test", file));
    expect(tests.length).toBeGreaterThan(0);
    const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
    const { stdout } = await run(
      process.execPath,
      ["--import", "tsx", "--test", "--test-reporter=tap", ...tests],
      { cwd: root, env },
    ).catch((error: { stdout: string }) => error);
    expect(stdout).toContain("# fail 0");
    expect(stdout).not.toContain("# pass 0");
  });
});
