import fc from "fast-check";
import { expect, test } from "vitest";
import {
  printable,
  printableInColour,
  printableJson,
  withoutColour,
} from "../../../src/problems/printable.ts";

test.each([
  ["a colour", "a\u001b[31mb\u001b[0mc", "abc"],
  ["a cursor movement", "a\u001b[2J\u001b[1;1Hb", "ab"],
  ["a link", "\u001b]8;;http://x\u0007a\u001b]8;;\u0007", "a"],
  ["a window title", "\u001b]0;owned\u0007a", "a"],
  ["an escape that never ends", "a\u001b", "a"],
  ["an eight-bit escape", "a\u009b31mb", "ab"],
  ["a return that writes over the line", "safe\rowned", "safeowned"],
  ["a bell and a backspace", "a\u0007\b", "a"],
  ["a right-to-left override", "a\u202egpj.exe", "agpj.exe"],
  ["an isolate", "\u2067a\u2069", "a"],
  ["a line separator", "a\u2028b", "ab"],
])("removes %s", (_, text, clean) => {
  expect(printable(text)).toBe(clean);
});

test("keeps line ends, tabs, letters of every script and emoji", () => {
  const text = "a\n\tb — ö שלום 日本 👩‍👩‍👧";
  expect(printable(text)).toBe(text);
});

test("whatever the text, nothing is left that a terminal obeys", () => {
  const hostile = fc.string({ unit: "binary" }).map((text) => `\u001b[${text}\u202e`);
  fc.assert(
    fc.property(hostile, (text) => {
      expect(printable(text)).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
      );
    }),
    { seed: 7 },
  );
});

test("colours of ours stay where they are wanted, and nothing else does", () => {
  const text = "\u001b[31mred\u001b[39m \u001b[2Jrest\u202e";
  expect(printableInColour(text, true)).toBe("\u001b[31mred\u001b[39m rest");
  expect(printableInColour(text, false)).toBe("red rest");
});

test("without colours a text is otherwise exact", () => {
  expect(withoutColour("\u001b[1ma\u001b[22m\r\n\u202eb\u0007")).toBe("a\r\n\u202eb\u0007");
});

test("JSON keeps its value and shows no character that hides", () => {
  const value = { text: "a\u202eb\u009bc\u2028d\u007f\ufeff\n" };
  const json = printableJson(value);
  expect(json).toBe('{"text":"a\\u202eb\\u009bc\\u2028d\\u007f\\ufeff\\n"}');
  expect(JSON.parse(json)).toEqual(value);
});
