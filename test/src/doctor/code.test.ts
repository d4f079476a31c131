import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../../kit/temp-project.ts";
import { lookBy, packages, worker } from "./kit.ts";

const withCode = (index: string, more: Record<string, string> = {}) => ({
  files: { ...worker, "src/index.ts": index, ...more },
  packages,
});
const head = 'import { Worker } from "@notionhq/workers";\nconst worker = new Worker();\n';
const commonJs = { "package.json": (worker["package.json"] ?? "").replace('"module"', '"commonjs"') };

describe("worker-file", () => {
  test("found and exported", async () => {
    expect(await lookBy("worker-file", {})).toEqual(["ok: src/index.ts: 1 sync"]);
    expect(await lookBy("worker-file", withCode(`${head}export { worker as default };`))).toEqual([
      "ok: src/index.ts: 0 syncs",
    ]);
  });

  test("missing, not exported, computed, not TypeScript", async () => {
    expect(await lookBy("worker-file", { files: { "workers.json": "{}", "package.json": "{}" } })).toEqual([
      expect.stringMatching(/^problem: src\/index\.ts is missing/),
    ]);
    expect(await lookBy("worker-file", withCode(head))).toEqual([
      "problem: src/index.ts has no default export: Notion does not find the worker. → Add to src/index.ts: export default worker;",
    ]);
    expect(await lookBy("worker-file", withCode("const x = ;"))).toEqual([
      expect.stringMatching(/^problem: .*src\/index\.ts.* → /),
    ]);
    expect(await lookBy("worker-file", withCode("export const a = 1;"))).toEqual([
      expect.stringMatching(/^problem: /),
    ]);
  });
});

describe("imports", () => {
  test("all there: files under their later names, folders, built-ins, subpaths, aliases, types", async () => {
    const code = `${head}import "./a.js"; import "./b/index.js"; import fs from "node:fs"; import "path";
import * as Schema from "@notionhq/workers/schema"; import type { X } from "nowhere"; import "@/c";
import "#internal"; import tsx from "tsx";`;
    const more = {
      "src/a.ts": "",
      "src/b/index.tsx": "",
      "tsconfig.json": JSON.stringify({
        compilerOptions: { paths: { "@/*": ["./src/*"] } },
        include: ["src"],
      }),
    };
    expect(await lookBy("imports", withCode(code, more))).toEqual([
      "ok: Every import of src/ leads somewhere",
    ]);
  });

  test("a lost file, a package that is not installed, and one that nobody asked for", async () => {
    const code = `${head}import "./lost.js"; import "left-pad/x"; import "@types/node"; import "prettier";`;
    const given = withCode(code, { "src/b.ts": 'import "left-pad";' });
    expect(await lookBy("imports", { ...given, packages: { ...packages, prettier: "3.0.0" } })).toEqual([
      expect.stringMatching(
        /^problem: src\/b\.ts imports left-pad, which is not installed.* → npm install left-pad$/,
      ),
      expect.stringMatching(/^problem: src\/index\.ts imports \.\/src\/lost\.js, which is not there/),
      expect.stringMatching(/^problem: src\/index\.ts imports left-pad, /),
      expect.stringMatching(
        /^problem: src\/index\.ts imports prettier, which package\.json does not ask for.* → npm install prettier$/,
      ),
    ]);
    const asked = await lookBy("imports", { ...withCode('import "tsx";'), packages: {} });
    expect(asked).toEqual([expect.stringMatching(/imports tsx, which is not installed.* → npm install$/)]);
  });
});

describe("exec-local", () => {
  const bin = async (root: string): Promise<void> => {
    await mkdir(join(root, "node_modules/.bin"), { recursive: true });
    await writeFile(join(root, "node_modules/.bin/tsx"), "");
  };

  test("a CommonJS package with tsx of its own, and the wrapped export", async () => {
    const plain = withCode(`${head}export default worker;\nasync function f() { await 1; }`, commonJs);
    expect(await lookBy("exec-local", { ...plain, before: bin })).toEqual([
      "ok: `ntn workers exec --local` can load this worker",
    ]);
    const wrapped = withCode(`${head}export default Object.assign(worker, { default: worker });`);
    expect(await lookBy("exec-local", wrapped)).toEqual([
      "ok: `ntn workers exec --local` can load this worker",
    ]);
  });

  test("ES modules, tsx elsewhere, an await at the top", async () => {
    expect(await lookBy("exec-local", {})).toEqual([
      "note: `ntn workers exec --local` (0.4.0) fails for ES modules, which this package is. → npx create-sync run booksSync does the same here",
    ]);
    const elsewhere = withCode(`${head}export default worker;`, commonJs);
    expect(await lookBy("exec-local", elsewhere)).toEqual([
      expect.stringMatching(/^note: .*node_modules\/\.bin\/tsx/),
    ]);
    for (const code of ["await ready();", "for await (const one of all()) use(one);"])
      expect(await lookBy("exec-local", { ...withCode(`${head}${code}`, commonJs), before: bin })).toEqual([
        expect.stringMatching(/^problem: src\/index\.ts has an await outside of any function/),
      ]);
  });
});

describe("plans", () => {
  const golden = join(repository, "test/golden");
  const after = (name: string, change?: (root: string) => Promise<void>) => ({
    files: {},
    before: async (root: string) => {
      await cp(join(golden, name, "after"), root, { recursive: true });
      await change?.(root);
    },
  });
  const plan = "syncs/demoBooks.plan.yaml";
  const edit = (path: string, from: string | RegExp, to: string) => async (root: string) => {
    const before = await readFile(join(root, path), "utf8");
    const text = before.replace(from, to);
    if (text === before) throw new Error(`${path} has no ${from}`);
    await writeFile(join(root, path), text);
  };

  const cases = readdirSync(golden, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name);
  test.each(cases)("the code of %s fits its plan", async (name) => {
    expect(await lookBy("plans", after(name))).toEqual([
      expect.stringMatching(/^ok: The (\d+ )?plans? fits? the code$/),
    ]);
  });

  test("a plan that was changed, broken, or whose code is gone", async () => {
    expect(await lookBy("plans", after("new-demo", edit(plan, /$/, "schedule: { delta: 30m }\n")))).toEqual([
      expect.stringMatching(
        /^problem: syncs\/demoBooks\.plan\.yaml was changed after its code was made.*--force --dry-run/,
      ),
    ]);
    expect(await lookBy("plans", after("new-demo", edit(plan, /^plan: 1/m, "plan: one")))).toEqual([
      expect.stringMatching(
        /^problem: syncs\/demoBooks\.plan\.yaml: .* → npx create-sync plan check syncs\/demoBooks/,
      ),
    ]);
    const gone = after("new-demo", edit("src/index.ts", /demoBooks(Delta|Backfill)"/g, 'other$1"'));
    expect(await lookBy("plans", gone)).toEqual([
      expect.stringMatching(/^note: syncs\/demoBooks\.plan\.yaml: none of its syncs is in the code/),
    ]);
    const half = after("new-demo", edit("src/index.ts", '"demoBooksDelta"', '"otherDelta"'));
    expect(await lookBy("plans", half)).toEqual([
      expect.stringMatching(
        /^problem: syncs\/demoBooks\.plan\.yaml makes demoBooksDelta, which is not in the code/,
      ),
    ]);
  });

  test("a column that somebody changed in the code", async () => {
    const other = after("new-demo", edit("src/index.ts", "Price: Schema.number(", "Cost: Schema.number("));
    expect(await lookBy("plans", other)).toEqual([
      expect.stringMatching(
        /^note: syncs\/demoBooks\.plan\.yaml and src\/index\.ts:\d+ differ in Price, Cost: /,
      ),
    ]);
  });

  test("no plans", async () => {
    expect(await lookBy("plans", {})).toEqual([]);
  });
});
