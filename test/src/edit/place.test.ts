import { expect, test } from "vitest";
import { editModule } from "../../../src/edit/edit.ts";
import { defaultStyle } from "../../../src/project/default-style.ts";
import type { ImportNeed, Snippet } from "../../../src/render/snippet.ts";

const imports: ImportNeed[] = [{ from: "x", name: "x", typeOnly: false, local: "x" }];
const snippets: Snippet[] = [{ role: "type", declares: ["A"], registers: [], text: "type A = 1;" }];

test.each([
  [
    "below imports, not below code that follows on the same line",
    'import a from "a"; const b = {\n\tc: 1,\n};\n',
    'import a from "a";\nimport { x } from "x";\n const b = {\n\tc: 1,\n};\n',
  ],
  [
    "below a comment that ends the last import's line",
    'import a from "a"; // why\nlet b = 1;\n',
    'import a from "a"; // why\nimport { x } from "x";\nlet b = 1;\n',
  ],
  [
    "below the imports that lead, not those further down",
    'import a from "a";\nlet b = 1;\nimport c from "c";\n',
    'import a from "a";\nimport { x } from "x";\nlet b = 1;\nimport c from "c";\n',
  ],
  [
    "below the only import, wherever it is",
    'let b = 1;\nimport c from "c";\nb++;\n',
    'let b = 1;\nimport c from "c";\nimport { x } from "x";\nb++;\n',
  ],
  [
    "above the first statement and its comment",
    "// What b is.\nlet b = 1;\n",
    'import { x } from "x";\n\n// What b is.\nlet b = 1;\n',
  ],
  [
    "below comments that speak of the file",
    "// @ts-check\nlet b = 1;\n",
    '// @ts-check\n\nimport { x } from "x";\n\nlet b = 1;\n',
  ],
  [
    "above a comment that speaks of the next line",
    "// eslint-disable-next-line no-var\nvar b = 1;\n",
    'import { x } from "x";\n\n// eslint-disable-next-line no-var\nvar b = 1;\n',
  ],
  [
    "below a comment parted by a blank line",
    "// The file.\n\nlet b = 1;\n",
    '// The file.\n\nimport { x } from "x";\n\nlet b = 1;\n',
  ],
  [
    "below a shebang and directives",
    '#!/usr/bin/env node\n"use strict";\nlet b = 1;\n',
    '#!/usr/bin/env node\n"use strict";\n\nimport { x } from "x";\n\nlet b = 1;\n',
  ],
])("a new import goes %s", async (_, before, after) => {
  expect(await editModule(before, { imports, snippets: [] })).toBe(after);
});

test.each([
  ["at the end, after one blank line", "let b = 1;\n", "let b = 1;\n\ntype A = 1;\n"],
  ["after the blank lines that are there", "let b = 1;\n\n\n", "let b = 1;\n\n\ntype A = 1;\n"],
  ["after a last comment without a line end", "let b = 1;\n// end", "let b = 1;\n// end\n\ntype A = 1;\n"],
  [
    "above a closing default export",
    "let b = 1;\nexport default b;\n",
    "let b = 1;\n\ntype A = 1;\n\nexport default b;\n",
  ],
  [
    "above the comment of a closing export",
    "let b = 1;\n\n/* b */\nexport { b };\n",
    "let b = 1;\n\ntype A = 1;\n\n/* b */\nexport { b };\n",
  ],
  [
    "above all closing exports",
    "let b = 1;\n\nexport { b };\nexport default b;\n",
    "let b = 1;\n\ntype A = 1;\n\nexport { b };\nexport default b;\n",
  ],
  [
    "between statements of one line",
    "let b = 1; export default b\n",
    "let b = 1; \n\ntype A = 1;\n\nexport default b\n",
  ],
  [
    "below an export that is not the last statement",
    "let b = 1;\nexport default b;\nb++;\n",
    "let b = 1;\nexport default b;\nb++;\n\ntype A = 1;\n",
  ],
  ["below what another module exports", 'export * from "b";\n', 'export * from "b";\n\ntype A = 1;\n'],
  ["first in an empty file", "", "type A = 1;\n"],
])("new code goes %s", async (_, before, after) => {
  expect(await editModule(before, { imports: [], snippets })).toBe(after);
});

test("a style that is given wins over the one that is read off the text", async () => {
  const style = {
    ...defaultStyle,
    quote: "single",
    semicolons: false,
    newline: "\r\n",
  } as const;
  const expected = "import { x } from 'x'\r\n\r\ntype A = 1;\r\n";
  expect(await editModule("", { imports, snippets }, { style })).toBe(expected);
  const header = "// New file.\r\n";
  expect(await editModule(header, { imports, snippets }, { style })).toBe(`${header}\r\n${expected}`);
});

test("nothing to insert leaves the text as it is", async () => {
  expect(await editModule("let b = 1", { imports: [], snippets: [] })).toBe("let b = 1");
});

test("a module that does not parse is refused under its own name", async () => {
  await expect(editModule("let = ;", { imports, snippets }, { path: "src/util.ts" })).rejects.toThrow(
    /^Invalid TypeScript in src\/util\.ts:1:/,
  );
});
