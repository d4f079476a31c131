import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findConflicts } from "../../../src/edit/conflicts.ts";
import { editModule, editWorkerFile } from "../../../src/edit/edit.ts";
import { Problem } from "../../../src/problems/problem.ts";
import { readWorkerFile } from "../../../src/project/worker-file.ts";
import { editCase, editCases, isWorkerFile, prepare, readText } from "./edit-case.ts";

const cases = editCases();
const refused = cases.filter((each) => each.files.includes("problem.json"));
const edited = cases.filter((each) => !each.files.includes("problem.json"));

test("every case has the files of its kind and no others", () => {
  expect(cases.length).toBeGreaterThan(20);
  for (const { name, files } of cases) {
    const kind = files.filter((file) => file !== "before.ts" && file !== "request.json");
    expect({ name, kind }).toEqual({
      name,
      kind: [refused.some((each) => each.name === name) ? "problem.json" : "after.ts"],
    });
  }
});

describe.each(edited)("$name", (editCaseOf) => {
  test("gives exactly the expected bytes", async () => {
    expect(await editCase(editCaseOf)).toBe(readText(`${editCaseOf.name}/after.ts`));
  });

  test("has nothing to import and refuses the same snippets the second time", async () => {
    const { request } = await prepare(editCaseOf);
    const after = readText(`${editCaseOf.name}/after.ts`);
    expect(await editModule(after, { imports: request.imports, snippets: [] })).toBe(after);
    const { file } = await prepare(editCaseOf);
    if (!isWorkerFile(file)) return;
    const again = await readWorkerFile("src/index.ts", after);
    expect(findConflicts(again, again.items, request.snippets).map((problem) => problem.code)).toEqual([
      "edit/key-taken",
      "edit/name-taken",
      "edit/key-taken",
      "edit/name-taken",
      "edit/name-taken",
      "edit/key-taken",
      "edit/name-taken",
    ]);
  });
});

test("a copy of a worker file with another text is edited by that text", async () => {
  const file = await readWorkerFile("src/index.ts", readText("tabs/before.ts"));
  const text = `// One line more.\n${file.text}`;
  const request = {
    imports: [],
    snippets: [{ role: "type" as const, declares: ["A"], registers: [], text: "type A = 1;\n" }],
  };
  expect(await editWorkerFile({ ...file, text }, request)).toBe(`${text}\ntype A = 1;\n`);
});

describe.each(refused)("$name", ({ name, before }) => {
  test("is refused with its place and what to do by hand", async () => {
    const expected: unknown = JSON.parse(readText(`${name}/problem.json`));
    const problem = await readWorkerFile("src/index.ts", before).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Problem);
    if (!(problem instanceof Problem)) return;
    const { line } = problem.place;
    expect({ code: problem.code, ...(line === undefined ? {} : { line }) }).toEqual(expected);
    expect(problem.place.file).toBe("src/index.ts");
    expect(problem.exit).toBe(4);
    expect(problem.message).toContain("src/index.ts");
    expect(problem.fix).toMatch(/^(Write|Move|Keep|Mend) .*, then run the command again\.$/);
  });
});

test("the cases hold the bytes they are named for", () => {
  const bytes = (name: string): Buffer =>
    readFileSync(new URL(`../../edit/${name}/before.ts`, import.meta.url));
  expect([...bytes("bom").subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes("crlf").toString().split("\r\n").length).toBe(14);
  expect(bytes("no-final-newline").at(-1)).not.toBe(0x0a);
  expect(bytes("empty-file").length).toBe(0);
});
