import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inlineYaml } from "../../../src/plan/inline.ts";
import { anyString } from "../../kit/hostile.ts";

describe("inlineYaml", () => {
  it.each([
    ["5m", "5m"],
    ["octo-org/app", "octo-org/app"],
    ["(no title)", "(no title)"],
    ["\u{1f419}", "\u{1f419}"],
    ["Zürich – Nord", "Zürich – Nord"],
    ["labels[].name", '"labels[].name"'],
    ["a: b", '"a: b"'],
    ["true", '"true"'],
    ["12", '"12"'],
    ["ends with blank ", '"ends with blank "'],
    ["line\nbreak", '"line\\nbreak"'],
    ["\u202eevil", '"\\u202eevil"'],
  ])("writes %j as %s", (value, text) => {
    expect(inlineYaml(value)).toBe(text);
  });

  it("writes lists and mappings in one line and leaves out what is undefined", () => {
    const field = {
      name: "State",
      options: ["Open", "a, b"],
      open: true,
      count: 3,
      empty: undefined,
      labels: {},
    };
    expect(inlineYaml(field)).toBe(
      '{ name: State, options: [Open, "a, b"], open: true, count: 3, labels: {} }',
    );
  });

  it("reads back as the same value, whatever the strings, also inside of brackets", () => {
    const keys = anyString.filter((key) => key.length <= 500 && key !== "__proto__");
    const values = fc.oneof(
      anyString,
      fc.boolean(),
      fc.integer(),
      fc.array(anyString, { maxLength: 3 }),
      fc.dictionary(keys, anyString, { maxKeys: 3, noNullPrototype: true }),
    );
    fc.assert(
      fc.property(values, (value) => {
        expect(parse(`x: { y: ${inlineYaml(value)} }`, { stringKeys: true })).toEqual({ x: { y: value } });
        expect(inlineYaml(value)).not.toMatch(/[\n\r]/);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
