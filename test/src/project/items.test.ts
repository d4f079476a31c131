import { describe, expect, test } from "vitest";
import { readWorkerFile } from "../../../src/project/worker-file.ts";
import type { WorkerItem } from "../../../src/project/types.ts";

const head = 'import { Worker } from "@notionhq/workers";\nconst worker = new Worker();\n';

async function itemsOf(code: string): Promise<WorkerItem[]> {
  return (await readWorkerFile("src/index.ts", head + code)).items;
}

async function propertiesOf(code: string): Promise<[string, string][]> {
  const [item] = await itemsOf(code);
  return Object.entries(item?.properties ?? {});
}

describe("what is registered", () => {
  test("is known by kind, key, handle and line", async () => {
    const items =
      await itemsOf(`export const api = worker.pacer("api", { allowedRequests: 1, intervalMs: 1 });
worker
	.sync<"ID">("issues", {});
worker.credential("TOKEN", {});
const auth = worker.oauth("auth", {} as never) as never;
worker.tool("tool", {});
worker.webhook("hook", {});
worker.workflow("flow", {});
`);
    expect(items).toEqual([
      { kind: "pacer", key: "api", variable: "api", file: "src/index.ts", line: 3 },
      { kind: "sync", key: "issues", file: "src/index.ts", line: 4 },
      { kind: "credential", key: "TOKEN", file: "src/index.ts", line: 6 },
      { kind: "oauth", key: "auth", variable: "auth", file: "src/index.ts", line: 7 },
      { kind: "tool", key: "tool", file: "src/index.ts", line: 8 },
      { kind: "webhook", key: "hook", file: "src/index.ts", line: 9 },
      { kind: "other", key: "flow", file: "src/index.ts", line: 10 },
    ]);
  });

  test("has its key in a literal, a template without holes or a constant of the file", async () => {
    const items = await itemsOf(`const A = "a" as const;
const KEYS = { b: "b", c: { d: "d" } } as const;
worker.sync(A, {});
worker.sync(KEYS.b, {});
worker.sync(KEYS.c.d, {});
worker.sync(\`e\`, {});
worker.sync(("f" satisfies string), {});
if (A) worker.sync("g", {});
`);
    expect(items.map((item) => item.key)).toEqual(["a", "b", "d", "e", "f", "g"]);
  });

  test("is left out when its key is computed, or when nothing is registered", async () => {
    const items = await itemsOf(`import { K } from "./keys.js";
let L = "l";
const [M] = ["m"];
const N = N2, N2 = N;
worker.sync(K, {}); worker.sync(L, {}); worker.sync(M, {}); worker.sync(N, {});
worker.sync(\`x\${L}\`, {}); worker.sync(); worker.run("o", {}); other.sync("p", {}); worker.sync;
`);
    expect(items).toEqual([]);
  });
});

describe("a database", () => {
  test("is known by its primary key and the schema call of each property", async () => {
    const [item] = await itemsOf(`import * as S from "@notionhq/workers/schema";
const books = worker.database("books", {
	type: "managed", initialTitle: "Books", primaryKeyProperty: "Book ID",
	schema: { databaseIcon: S.x(), properties: { Name: S.title(), "Book ID": S.richText(), 7: S.number("percent"), Odd: 3 } },
});
`);
    expect(item).toEqual({
      kind: "database",
      key: "books",
      variable: "books",
      file: "src/index.ts",
      line: 4,
      primaryKey: "Book ID",
      properties: { "7": "number", Name: "title", "Book ID": "richText" },
    });
  });

  test("may have its options, key and properties in constants", async () => {
    const [item] = await itemsOf(`const PK = "ID";
const common = { [PK]: S.richText() };
const title = S.title();
const properties = { ...common, Name: title, url: S.url() } satisfies Props;
const schema = { properties } as const;
const options = { type: "managed", primaryKeyProperty: PK, schema };
worker.database("d", options);
`);
    expect(item?.primaryKey).toBe("ID");
    expect(item?.properties).toEqual({ ID: "richText", Name: "title", url: "url" });
  });

  test("may take its schema calls from named imports, whatever they are called", async () => {
    const code = `import { title, richText as text } from "@notionhq/workers/schema";
worker.database("d", { schema: { properties: { Name: title(), ID: text() } } });`;
    expect(await propertiesOf(code)).toEqual([
      ["Name", "title"],
      ["ID", "richText"],
    ]);
  });

  test("has no properties where they are computed, and keeps the last of two", async () => {
    const [first, second] = await itemsOf(`worker.database("a", { schema: { properties: make() } });
worker.database("b", { schema: { properties: { A: S.url(), ...{ A: S.email() } } } });`);
    expect(first).toEqual({ kind: "database", key: "a", file: "src/index.ts", line: 3 });
    expect(second?.properties).toEqual({ A: "email" });
  });

  test("may have a property called __proto__ or constructor", async () => {
    const code =
      'worker.database("a", { schema: { properties: { ["__proto__"]: S.url(), constructor: S.email() } } });';
    expect(await propertiesOf(code)).toEqual([
      ["__proto__", "url"],
      ["constructor", "email"],
    ]);
  });

  test("with properties that spread themselves, or each other a thousandfold, is read in no time", async () => {
    const wide = Array.from(
      { length: 30 },
      (_, i) => `const p${i} = { K${i}: S.url(), ${`...p${i + 1}, `.repeat(40)} };`,
    ).join("\n");
    const code = `const self = { A: S.url(), ...self };\n${wide}\nworker.database("a", { schema: { properties: { ...self, ...p0 } } });`;
    expect((await propertiesOf(code)).length).toBe(31);
  });
});
