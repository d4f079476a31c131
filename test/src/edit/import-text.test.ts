import { expect, test } from "vitest";
import { declarationTexts } from "../../../src/edit/import-text.ts";
import { defaultStyle } from "../../../src/project/default-style.ts";
import type { ImportNeed } from "../../../src/render/snippet.ts";

function value(name: string, from = "./sync-helpers.js"): ImportNeed {
  return { from, name, typeOnly: false, local: name };
}

test("one declaration for each module and each namespace, in order of first need", () => {
  const needs = [
    value("a"),
    { ...value("*", "s"), local: "S" },
    value("b", "./sync-helpers"),
    { ...value("T", "t"), typeOnly: true },
  ];
  expect(declarationTexts(needs, defaultStyle)).toEqual([
    'import { a, b } from "./sync-helpers.js";',
    'import * as S from "s";',
    'import type { T } from "t";',
  ]);
});

test("types stand among values with their own word, aliases with `as`", () => {
  const needs = [value("a"), { ...value("T"), typeOnly: true, local: "T2" }];
  expect(declarationTexts(needs, defaultStyle)).toEqual([
    'import { a, type T as T2 } from "./sync-helpers.js";',
  ]);
});

test("a declaration longer than the file's lines is broken as the file breaks lists", () => {
  const needs = [value("firstLongName"), value("secondLongName")];
  const style = {
    ...defaultStyle,
    printWidth: 60,
    indent: 2,
    semicolons: false,
    trailingCommas: false,
    quote: "single" as const,
  };
  expect(declarationTexts(needs, style)).toEqual([
    "import {\n  firstLongName,\n  secondLongName\n} from './sync-helpers.js'",
  ]);
  expect(declarationTexts(needs, { ...defaultStyle, printWidth: 60 })).toEqual([
    'import {\n\tfirstLongName,\n\tsecondLongName,\n} from "./sync-helpers.js";',
  ]);
});

test.each([
  ["double", './it\'s-"odd"\\.js', `import { a } from "./it's-\\"odd\\"\\\\.js";`],
  ["single", './it\'s-"odd"\\.js', `import { a } from './it\\'s-"odd"\\\\.js';`],
] as const)("a module's name cannot leave its %s quotes", (quote, from, expected) => {
  expect(declarationTexts([value("a", from)], { ...defaultStyle, quote })).toEqual([expected]);
});
