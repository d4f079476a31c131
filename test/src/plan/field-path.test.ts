import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFieldPath, prototypeNames, sayPath } from "../../../src/plan/field-path.ts";
import { anyString } from "../../kit/hostile.ts";

describe("parseFieldPath", () => {
  it.each([
    ["name", ["name"]],
    ["schedule.delta", ["schedule", "delta"]],
    ["fields[2].name", ["fields", 2, "name"]],
    ["fields.Issue Link.type", ["fields", "Issue Link", "type"]],
    ['fields["v1.0"].type', ["fields", "v1.0", "type"]],
    ["source.headers.X-Api", ["source", "headers", "X-Api"]],
  ])("reads %s", (text, path) => {
    expect(parseFieldPath(text)).toEqual(path);
  });

  it.each([
    "",
    ".",
    ".a",
    "a.",
    "a..b",
    "a[",
    "a[x]",
    "a[-1]",
    "a[9999]",
    'a["',
    "__proto__.x",
    "a.constructor",
    'a["prototype"]',
    "a.".repeat(13) + "a",
  ])("refuses %j", (text) => {
    expect(parseFieldPath(text)).toBeUndefined();
  });

  it("reads back every path that is said, whatever the names", () => {
    const name = anyString.filter(
      (text) => text !== "" && JSON.stringify(text).length < 200 && !prototypeNames.has(text),
    );
    const step = fc.oneof(name, fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (path) => {
        expect(parseFieldPath(sayPath(path))).toEqual(path);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
