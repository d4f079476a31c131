import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readManifest, typeCheck } from "../../../src/run/check.ts";
import { makeProject, syncSource, workerSource } from "./kit.ts";

const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const tsconfig = JSON.stringify({
  compilerOptions: {
    target: "ES2022",
    module: "NodeNext",
    moduleResolution: "NodeNext",
    strict: true,
    skipLibCheck: true,
    types: ["node"],
    noEmit: true,
  },
  include: ["src"],
});
const good = workerSource(syncSource("s", "return { changes: [row('a')], hasMore: false };"));
const bad = `export const a: string = 1;\nexport const b: number = "x";\n`;

describe("typeCheck", () => {
  it("is content with a worker that the project's own compiler accepts", async () => {
    const root = await makeProject(good, { files: { "tsconfig.json": tsconfig } });
    expect(await typeCheck(root)).toEqual({ ok: true, output: [], errors: [] });
  });

  it("gives the place, code and words of each error", async () => {
    const root = await makeProject(bad, { files: { "tsconfig.json": tsconfig } });
    const check = await typeCheck(root);
    expect(check).toMatchObject({
      ok: false,
      errors: [
        {
          file: "src/index.ts",
          line: 1,
          column: 14,
          code: "TS2322",
          message: "Type 'number' is not assignable to type 'string'.",
        },
        {
          file: "src/index.ts",
          line: 2,
          column: 14,
          code: "TS2322",
          message: "Type 'string' is not assignable to type 'number'.",
        },
      ],
    });
    expect(check.output).toHaveLength(2);
  });

  it("works with TypeScript 7, which has no JavaScript compiler", async () => {
    const root = await makeProject(bad, {
      install: "none",
      files: {
        "tsconfig.json": JSON.stringify({ compilerOptions: { noEmit: true, types: [] }, include: ["src"] }),
      },
    });
    await mkdir(join(root, "node_modules"));
    await symlink(join(modules, "typescript-7"), join(root, "node_modules/typescript"));
    expect((await typeCheck(root)).errors.map(({ line, code }) => [line, code])).toEqual([[1, "TS2322"], [2, "TS2322"]]); // prettier-ignore
  });

  it("shows at most twenty lines of what the compiler says, and all of its errors", async () => {
    const many = Array.from({ length: 50 }, (_, index) => `export const v${index}: string = ${index};`).join(
      "\n",
    );
    const check = await typeCheck(await makeProject(many, { files: { "tsconfig.json": tsconfig } }));
    expect([check.output.length, check.errors.length]).toEqual([20, 50]);
  });

  it("reports a broken tsconfig.json although it names no line of code", async () => {
    const check = await typeCheck(
      await makeProject(good, { files: { "tsconfig.json": `{ "extends": "./not-there.json" }` } }),
    );
    expect(check.ok).toBe(false);
    expect(check.output.join("\n")).toContain("not-there.json");
  });

  it("is skipped, with the reason, without a tsconfig.json or a compiler", async () => {
    expect(await typeCheck(await makeProject(good))).toMatchObject({
      ok: true,
      skipped: "the project has no tsconfig.json",
    });
    const bare = await makeProject(good, { install: "none", files: { "tsconfig.json": tsconfig } });
    expect(await typeCheck(bare)).toMatchObject({
      ok: true,
      skipped: "TypeScript is not installed in this project (npm install)",
    });
  });

  it("gives up on a compiler that takes too long", async () => {
    const root = await makeProject(good, { files: { "tsconfig.json": tsconfig } });
    expect(await typeCheck(root, { timeoutMs: 50 })).toMatchObject({
      ok: true,
      skipped: "tsc did not end within 1 s",
    });
  });
});

describe("readManifest", () => {
  const strict = `const id = process.env.SHOP_CLIENT_ID;\nif (!id) throw new Error("SHOP_CLIENT_ID is not set");\n${good}`;

  it("reads what a worker declares although the names it needs at load are not set", async () => {
    const root = await makeProject(strict);
    await expect(readManifest(root)).rejects.toMatchObject({
      code: "run/import-failed",
      fix: expect.stringContaining("SHOP_CLIENT_ID") as string,
    });
    const manifest = await readManifest(root, { placeholders: ["SHOP_CLIENT_ID"] });
    expect(manifest.syncs).toEqual([
      {
        key: "s",
        databaseKey: "books",
        mode: "replace",
        schedule: { type: "interval", intervalMs: 86_400_000 },
      },
    ]);
  });
});
