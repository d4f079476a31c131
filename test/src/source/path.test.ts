import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerPath, parsePath, pathNames } from "../../../src/source/path.ts";
import { anyString } from "../../kit/hostile.ts";

describe("parsePath", () => {
  it.each([
    ["", []],
    ["id", [{ name: "id" }]],
    ["user.login", [{ name: "user" }, { name: "login" }]],
    ["labels[].name", [{ name: "labels" }, { each: true }, { name: "name" }]],
    ["[]", [{ each: true }]],
    ["a[0].b", [{ name: "a" }, { each: true, first: true }, { name: "b" }]],
    ['["a.b"].c', [{ name: "a.b" }, { name: "c" }]],
    ['a["b c"]', [{ name: "a" }, { name: "b c" }]],
    ["$ref.@type.x-y", [{ name: "$ref" }, { name: "@type" }, { name: "x-y" }]],
  ])("reads %j", (text, steps) => {
    expect(parsePath(text)).toEqual(steps);
  });

  it.each([
    ".",
    ".a",
    "a.",
    "a..b",
    "a b",
    "1a",
    "a[1]",
    "a[00]",
    "a[",
    '["a',
    "a.__proto__",
    '["constructor"]',
    "prototype.x",
    "a.b.c.d.e.f.g.h.i",
  ])("refuses %j", (text) => {
    expect(parsePath(text)).toBeUndefined();
  });

  it("either refuses a text or gives names that no prototype has", () => {
    fc.assert(
      fc.property(anyString, (text) => {
        for (const step of parsePath(text) ?? []) {
          if ("name" in step) expect(["__proto__", "prototype", "constructor"]).not.toContain(step.name);
          else expect([{ each: true }, { each: true, first: true }]).toContainEqual(step);
        }
        expect(parsePath(text)?.length ?? 0).toBeLessThanOrEqual(8);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("reads back every path of quoted names", () => {
    const name = fc
      .string({ minLength: 1, maxLength: 100 })
      .filter((text) => !/["\\]/.test(text) && !["__proto__", "prototype", "constructor"].includes(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 8 }), (names) => {
        expect(pathNames(names.map((each) => `["${each}"]`).join(""))).toEqual(names);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe("pathNames", () => {
  it("gives the names of a path into an answer, and nothing for one that maps over a list", () => {
    expect(pathNames("data.items")).toEqual(["data", "items"]);
    expect(pathNames("")).toEqual([]);
    expect(pathNames("data[].id")).toBeUndefined();
  });
});

describe("answerPath", () => {
  it.each([
    ["", []],
    ["data.items", ["data", "items"]],
    ["CDCResponse[0].QueryResponse[9].Customer", ["CDCResponse", 0, "QueryResponse", 9, "Customer"]],
    ["[1]", [1]],
    ['responses["0"].items', ["responses", "0", "items"]],
  ])("reads %j, with places in lists", (text, path) => {
    expect(answerPath(text)).toEqual(path);
  });

  it.each(["a[]", "a[10]", "a[-1]", "a[0x1]", "a[00]", "a[ 0]", "a[0", "a.0", "a[0]b", "a[0].__proto__"])(
    "refuses %j",
    (text) => {
      expect(answerPath(text)).toBeUndefined();
    },
  );

  it("is bounded like any other path", () => {
    expect(answerPath("[0]".repeat(8))).toHaveLength(8);
    expect(answerPath("[0]".repeat(9))).toBeUndefined();
  });

  it("is the only kind of path that names any place: a field of a record names the first", () => {
    expect(parsePath("emails[1].value")).toBeUndefined();
    expect(pathNames("emails[0]")).toBeUndefined();
  });
});
