import fc from "fast-check";

/** Strings that break careless code: quotes, templates, comment ends, line breaks, prototype names, right-to-left marks. */
export const hostileStrings: readonly string[] = [
  "",
  " ",
  "'",
  '"',
  "`${process.env.TOKEN}`",
  "*/ alert(1) /*",
  "// # comment",
  "a: b",
  "- item",
  "[flow, {seq: 1}]",
  "{ a: 1 }",
  "line\nbreak\r\nand\ttab",
  "\u2028\u2029",
  "\u202eright to left\u202c \u200f",
  "__proto__",
  "constructor",
  "null",
  "true",
  "0x1F",
  "1e3",
  "2024-01-01",
  "@handle",
  "!tag",
  "&anchor",
  "*alias",
  "<<",
  "%YAML 1.1",
  "---",
  "...",
  "\\",
  "\\u0041",
  "\u0000\u0007\u001b[31m",
  "\ufeffBOM",
  "\ud83d\ude00 emoji",
  "x".repeat(10_000),
];

/** Any of them, or any other string. */
export const anyString: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileStrings),
  fc.string({ unit: "binary" }),
  fc.string(),
);
