import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { defaultStyle } from "../../../src/project/default-style.ts";
import { readStyle } from "../../../src/project/style.ts";

const sample = `import { Worker, RateLimitError } from "@notionhq/workers";
import { fetchJson } from "./sync-helpers.js";
const worker = new Worker();
/**
 * Doc comments are indented by one space.
 */
const list = [fetchJson("https://example.com/a-rather-long-address"), fetchJson("https://example.com/another-long-address")];
worker.sync("books", { mode: "replace", execute: async (state) => { if (!state) { throw new RateLimitError(); } return { changes: list, note: "it's" }; } });
const text = \`
 one
   two
     three
\`;
export default worker;
`;

describe("what prettier wrote is recognised", () => {
  const options = [2, 3, 4, 8, "tab" as const].flatMap((indent) =>
    [true, false].flatMap((semi) =>
      [true, false].flatMap((single) => [true, false].map((commas) => ({ indent, semi, single, commas }))),
    ),
  );

  test.each(options)(
    "indent $indent, semicolons $semi, single quotes $single, trailing commas $commas",
    async (option) => {
      const text = await format(sample, {
        parser: "typescript",
        useTabs: option.indent === "tab",
        tabWidth: option.indent === "tab" ? 4 : option.indent,
        semi: option.semi,
        singleQuote: option.single,
        trailingComma: option.commas ? "all" : "none",
      });
      expect(readStyle(text)).toEqual({
        ...defaultStyle,
        indent: option.indent,
        semicolons: option.semi,
        quote: option.single ? "single" : "double",
        trailingCommas: option.commas,
      });
    },
  );
});

describe("a file that says nothing gets Notion's template style", () => {
  test.each(["", "\n", "// only a comment", "\uFEFF"])("%j", (text) => {
    expect(readStyle(text)).toEqual({ ...defaultStyle, bom: text === "\uFEFF" });
  });

  test("ties go to it as well", () => {
    expect(readStyle("a('x');\nb(\"y\")\n")).toEqual(defaultStyle);
  });
});

test("line ends and byte order mark are read off the bytes", () => {
  expect(readStyle("\uFEFFa();\r\nb();\r\nc();\n")).toMatchObject({ newline: "\r\n", bom: true });
  expect(readStyle("a();\r\nb();\nc();\n")).toMatchObject({ newline: "\n", bom: false });
});

test("a string that needs the other quote is no vote", () => {
  expect(readStyle(`a("it's");\nb("isn't");\nc('x');\n`).quote).toBe("single");
});

test("text that does not parse still has a style", () => {
  expect(readStyle("const a = 'x'\nconst b = {\n  c: 'y'\n}\nif (")).toMatchObject({
    indent: 2,
    quote: "single",
    semicolons: false,
    trailingCommas: false,
  });
});

test("lines may be longer than 100 only where the file makes a habit of it", () => {
  const line = (length: number): string => `call(${"x".repeat(length - 7)});\n`;
  expect(readStyle(line(90).repeat(50) + line(130).repeat(2)).printWidth).toBe(100);
  expect(readStyle(line(90).repeat(50) + line(108).repeat(20)).printWidth).toBe(110);
  expect(readStyle(line(90).repeat(50) + line(118).repeat(20) + line(200)).printWidth).toBe(120);
  expect(readStyle(line(250).repeat(20)).printWidth).toBe(160);
  expect(readStyle(`// ${"x".repeat(200)}\n`.repeat(20)).printWidth).toBe(100);
});
