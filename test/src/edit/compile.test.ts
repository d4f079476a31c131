import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { editCases, readText } from "./edit-case.ts";

const modules = fileURLToPath(new URL("../../../node_modules/", import.meta.url));
const helpers =
  "export function fetchJson(url: string): Promise<{ status: number }> { throw new Error(url); }\nexport default 1;\n";
const folders: string[] = [];

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

test("every edited file compiles against the real SDK, with unused imports forbidden", async () => {
  const root = await mkdtemp(join(tmpdir(), "edit-cases-"));
  folders.push(root);
  await symlink(modules, join(root, "node_modules"), "dir");
  await writeFile(join(root, "package.json"), '{ "type": "module" }');
  await writeFile(join(root, "tsconfig.json"), JSON.stringify({ compilerOptions: compilerOptions() }));
  const edited = editCases().filter((each) => each.files.includes("after.ts"));
  for (const { name } of edited) {
    await mkdir(join(root, name));
    await writeFile(join(root, name, "index.ts"), readText(`${name}/after.ts`));
    await writeFile(join(root, name, "sync-helpers.ts"), helpers);
  }
  expect(await compile(root)).toBe("");
});

function compilerOptions(): object {
  return {
    target: "ES2022",
    lib: ["ES2023"],
    types: ["node"],
    // The case without extensions in its imports is a CommonJS habit.
    module: "ESNext",
    moduleResolution: "Bundler",
    strict: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noUnusedLocals: true,
    noEmit: true,
    skipLibCheck: true,
  };
}

function compile(root: string): Promise<string> {
  return new Promise((resolve) => {
    const tsc = join(modules, "typescript/bin/tsc");
    execFile(process.execPath, [tsc, "-p", root, "--pretty", "false"], { cwd: root }, (_, stdout) =>
      resolve(stdout),
    );
  });
}
