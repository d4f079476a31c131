import fc from "fast-check";
import { expect, test } from "vitest";
import { editModule, findInsertions } from "../../../src/edit/edit.ts";
import { resolveImports } from "../../../src/edit/imports.ts";
import type { Insertion } from "../../../src/edit/insertions.ts";
import { Problem } from "../../../src/problems/problem.ts";
import { readModuleFile } from "../../../src/project/module-file.ts";
import { parseSource } from "../../../src/project/syntax.ts";
import type { ModuleFile } from "../../../src/project/types.ts";
import type { ImportNeed, Snippet } from "../../../src/render/snippet.ts";
import { mutilatedFile, oddFile } from "./odd-files.ts";

const wanted: ImportNeed[] = [
  { from: "@notionhq/workers", name: "RateLimitError", typeOnly: false, local: "RateLimitError" },
  { from: "@notionhq/workers", name: "SyncExecutionResult", typeOnly: true, local: "SyncExecutionResult" },
  { from: "@notionhq/workers/schema", name: "*", typeOnly: false, local: "Schema" },
  { from: "./sync-helpers.js", name: "fetchJson", typeOnly: false, local: "fetchJson" },
  { from: "./sync-helpers.js", name: "textOf", typeOnly: false, local: "textOf" },
];

const snippets: Snippet[] = [
  { role: "sync", declares: [], registers: [], text: "generated.sync(`\n`, {});\n" },
  {
    role: "type",
    declares: ["Generated"],
    registers: [],
    text: "/** Ours. */\ntype Generated = { v: 1 };\n",
  },
];

const settings = { seed: 20_251, numRuns: 300 };

test("taking the inserted texts out again gives the file byte for byte, whatever the file", async () => {
  let edited = 0;
  await fc.assert(
    fc.asyncProperty(mutilatedFile, async (text) => {
      const file = await parsed(text);
      if (!file) return;
      edited++;
      const request = { imports: needsOf(file), snippets };
      const insertions = findInsertions(file, request);
      expect(insertions.length).toBeGreaterThan(0);
      expect(takenOut(await editModule(text, request), insertions)).toBe(text);
    }),
    settings,
  );
  expect(edited).toBeGreaterThan(80);
});

test("every statement of the user stays a statement with the same text, and the new ones join it", async () => {
  await fc.assert(
    fc.asyncProperty(oddFile, async (text) => {
      const file = await parsed(text);
      if (!file) return;
      const after = await editModule(text, { imports: needsOf(file), snippets });
      const own = statementsOf(text);
      const all = statementsOf(after);
      expect(all.filter((statement) => own.includes(statement))).toEqual(own);
      const [sync, type] = [
        all.indexOf("generated.sync(`_`, {});"),
        all.indexOf("type Generated = { v: 1 };"),
      ];
      expect(type).toBeGreaterThan(-1);
      expect(sync).toBe(type + 1);
    }),
    settings,
  );
});

test("an edited file parses, has every import under the name that was answered, and needs none the second time", async () => {
  await fc.assert(
    fc.asyncProperty(oddFile, async (text) => {
      const file = await parsed(text);
      if (!file) return;
      const imports = needsOf(file);
      const after = await editModule(text, { imports, snippets });
      const again = await readModuleFile("again.ts", after);
      const locals = again.imports.flatMap((fact) => [
        fact.namespace,
        ...fact.names.map((each) => each.local),
      ]);
      expect(locals).toEqual(expect.arrayContaining(imports.map((need) => need.local)));
      expect(await editModule(after, { imports, snippets: [] })).toBe(after);
    }),
    settings,
  );
});

test("inserted lines end as most lines of the file do", async () => {
  await fc.assert(
    fc.asyncProperty(oddFile, async (text) => {
      const file = await parsed(text.replace(/\r?\n/g, "\r\n"));
      if (!file?.text.includes("\r\n")) return;
      const inserted = findInsertions(file, { imports: needsOf(file), snippets }).map((each) => each.text);
      expect(inserted.join("").replaceAll("\r\n", "")).not.toContain("\n");
    }),
    settings,
  );
});

/** A file that does not parse is refused with its place: that is the only other way to end. */
async function parsed(text: string): Promise<ModuleFile | undefined> {
  return readModuleFile("odd.ts", text).catch((error: unknown) => {
    if (error instanceof Problem && error.code === "project/syntax-error") return undefined;
    throw error;
  });
}

function needsOf(file: ModuleFile): ImportNeed[] {
  return resolveImports({ imports: file.imports, taken: file.names.map((each) => each.name) }, wanted);
}

/** Removes what was inserted, by the places in the old text, the byte order mark before them. */
function takenOut(after: string, insertions: readonly Insertion[]): string {
  const mark = /^\uFEFF*/.exec(after)?.[0].length ?? 0;
  const sorted = [...insertions].sort((a, b) => a.at - b.at);
  return sorted.reduce((rest, { at, text }) => {
    expect(rest.slice(mark + at, mark + at + text.length)).toBe(text);
    return rest.slice(0, mark + at) + rest.slice(mark + at + text.length);
  }, after);
}

/** Top-level statements but imports, which may grow, and lone semicolons, which may end one; line breaks inside a template are one sign, whatever their kind. */
function statementsOf(text: string): string[] {
  return parseSource("file.ts", text)
    .getStatements()
    .filter((statement) => !/^(Import|EmptyStatement)/.test(statement.getKindName()))
    .map((statement) =>
      statement.getText().replace(/`[^`]*`/g, (template) => template.replace(/\r\n|\n/g, "_")),
    );
}
