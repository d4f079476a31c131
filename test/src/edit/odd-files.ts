import fc from "fast-check";

// Pieces of files as people (and other tools) leave them; any order, any separators.

const heads = [
  "",
  "\uFEFF",
  "#!/usr/bin/env node\n",
  "/*! licence */\n",
  "// @ts-check\n",
  '"use strict";\n',
  "'use client'\r\n",
  "\r\n\r\n",
  "   ",
];

const imports = [
  'import { Worker } from "@notionhq/workers";',
  "import {Worker} from '@notionhq/workers'",
  'import { Worker as W, } from "@notionhq/workers";',
  'import {\n\tWorker, // one\n\tRateLimitError as RLE\n} from "@notionhq/workers"; /* tail */',
  'import {\r\n  Worker,\r\n  type SyncChange,\r\n} from "@notionhq/workers";',
  'import type { SyncExecutionResult } from "@notionhq/workers";',
  'import type Only from "@notionhq/workers";',
  'import Default from "@notionhq/workers"',
  'import Both, { type Infer } from "@notionhq/workers";',
  'import * as sdk from "@notionhq/workers";',
  'import type * as S from "@notionhq/workers/schema"',
  'import * as Schema from "@notionhq/workers/schema";',
  'import "@notionhq/workers";',
  'import {} from "./sync-helpers.ts";',
  'import { a, b,\n  fetchJson } from "./sync-helpers";',
  'import data from "./data.json" with { type: "json" };',
  'import legacy = require("./legacy");',
] as const;

const statements = [
  "const worker = new Worker();",
  "const Schema2 = 1",
  "export const fetchJson2 = `a\nb${1}\r\n`;",
  "function RateLimitError() {}",
  "/** Doc. */\nexport type Row = { a: string }",
  "// only a comment",
  "/* a\n comment */",
  "if (true) {\n\tcall()\n}",
  "label: for (;;) break label",
  "export * from './other.js'",
  "namespace N { export const x = 1 }",
  "let x = 1, y = '\\'';",
  ";[1, 2].forEach(String)",
  "class A { 'b' = 1 }",
  "export {};",
  "declare global { var z: string }",
  "/regexp[/]\"/.test('')",
] as const;

const tails = [
  "",
  "export default worker;",
  "// last words\nexport default worker",
  "export { worker as default };",
  "// end",
  "\t ",
  "\n\n\n",
];

const separator = fc.constantFrom(
  "\n",
  "\n\n",
  "\r\n",
  "\r\n\r\n",
  "\n \t\n",
  "; ",
  " /* between */ ",
  "\n\n\n",
);

/** A file of odd pieces in odd order. Many do not parse: a missing separator or two names alike are part of the game. */
export const oddFile: fc.Arbitrary<string> = fc
  .record({
    head: fc.constantFrom(...heads),
    imports: fc.array(fc.tuple(fc.constantFrom(...imports), separator), { maxLength: 4 }),
    statements: fc.array(fc.tuple(fc.constantFrom(...statements, ...imports), separator), { maxLength: 5 }),
    tail: fc.constantFrom(...tails),
    end: fc.constantFrom("", "\n", "\r\n", "  ", "\n\n"),
  })
  .map((file) => file.head + [...file.imports, ...file.statements].flat().join("") + file.tail + file.end);

/** The same with a few characters cut out or put in. */
export const mutilatedFile: fc.Arbitrary<string> = fc
  .tuple(
    oddFile,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom("", "{", "}", "`", '"', "\r", "\u2028", "é", "\0", "/*"),
      ),
      { maxLength: 2 },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce((rest, [at, length, put]) => {
      const from = at % (rest.length + 1);
      return rest.slice(0, from) + put + rest.slice(from + length);
    }, text),
  );
