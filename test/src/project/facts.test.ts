import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEnvNames } from "../../../src/project/env.ts";
import { matchesIgnoreFile } from "../../../src/project/git-ignore.ts";
import { findJsonFault } from "../../../src/problems/json-fault.ts";
import { lowestVersion, readSdk } from "../../../src/project/sdk.ts";
import { readSkillVersion } from "../../../src/project/skills.ts";

describe("the SDK", () => {
  test.each([
    ["0.3.0", { credential: false, imageCover: false, rateLimitError: false }],
    ["0.4.0", { credential: false, imageCover: false, rateLimitError: true }],
    ["0.8.10", { credential: false, imageCover: false, rateLimitError: true }],
    ["0.8.11", { credential: true, imageCover: true, rateLimitError: true }],
    ["0.10.0-beta.1", { credential: true, imageCover: true, rateLimitError: true }],
    ["1.0.0", { credential: true, imageCover: true, rateLimitError: true }],
    ["nonsense", { credential: false, imageCover: false, rateLimitError: false }],
  ])("%s has the features of its version", (version, features) => {
    expect(readSdk(version, "^0.4.0")).toEqual({ version, installed: true, features });
  });

  test("not installed is taken for the lowest version of its range, and is unknown without one", () => {
    expect(readSdk(undefined, "^0.8.11")).toMatchObject({ version: "0.8.11", installed: false });
    expect(readSdk(undefined, undefined)).toBeUndefined();
  });

  test.each([
    ["^0.4.0", "0.4.0"],
    ["~0.8.11", "0.8.11"],
    ["0.9.2", "0.9.2"],
    ["=v0.9.2", "0.9.2"],
    ["0.9", "0.9.0"],
    ["0.9.x", "0.9.0"],
    ["x", "0.0.0"],
    ["*", "0.0.0"],
    ["", "0.0.0"],
    [">=0.0.0", "0.0.0"],
    [">= 0.4.0 <0.9.0", "0.4.0"],
    ["<0.9.0", "0.0.0"],
    ["<=0.9.0 >=0.8.11", "0.8.11"],
    ["0.4.0 - 0.9.0", "0.4.0"],
    ["^0.9.0 || ^0.4.0", "0.4.0"],
    ["npm:@notionhq/workers@^0.4.0", "0.4.0"],
    ["latest", "0.9.2"],
    ["workspace:*", "0.0.0"],
    ["file:../workers", "0.0.0"],
  ])("the lowest version of %j is %s", (range, lowest) => {
    expect(lowestVersion(range)).toBe(lowest);
  });
});

describe("an env file", () => {
  test("gives its names in order, each once, with or without export, quotes and spaces", () => {
    const text =
      "\uFEFFA=1\r\n  export B_2 = two\r\n# C=3\r\nA=again\r\n\r\nempty=\r\nD='q'\r\nno name here\r\n9=nine";
    expect(readEnvNames(text)).toEqual(["A", "B_2", "empty", "D"]);
  });

  test("never gives a line of a value for a name", () => {
    const text = `KEY="-----BEGIN PRIVATE KEY-----
MIIabc=
inner=1
-----END PRIVATE KEY-----"
PASTED=-----BEGIN RSA PRIVATE KEY-----
MIIdef=
-----END RSA PRIVATE KEY-----
JSON='{
secret=2
}'
OPEN="a"b
LAST=1
`;
    expect(readEnvNames(text)).toEqual(["KEY", "PASTED", "JSON", "OPEN", "LAST"]);
  });

  test("with a quote that never closes gives no more names", () => {
    expect(readEnvNames('A="open\nB=secret\n')).toEqual(["A"]);
  });
});

describe("a .gitignore", () => {
  test.each([
    [".env", true],
    ["/.env", true],
    ["**/.env", true],
    [".env*", true],
    ["*.env", true],
    [".en?", true],
    [".e[n]v", true],
    ["node_modules\n.env\r\n", true],
    [".env   ", true],
    ["*", true],
    [".env.*", false],
    ["env", false],
    [".env/", false],
    ["config/.env", false],
    ["#.env", false],
    [".env\n!.env", false],
    ["!.env\n.env", true],
    ["xenv", false],
    [".env.[", false],
    ["", false],
  ])("of %j ignores .env: %s", (text, ignored) => {
    expect(matchesIgnoreFile(text, ".env")).toBe(ignored);
  });
});

describe("JSON", () => {
  test.each([
    ['{\n  "a": 1,\n}', 3],
    ['{\n  "a": 1\n  "b": 2\n}', 3],
    ["{\n  // note\n}", 2],
    ["{\n  a: 1\n}", 2],
    ['{"a": [1,\n2,\n]}', 3],
    ['{"a":\n"\t"}', 2],
    ['{"a": 1}\n}', 2],
    ['{\n"a": 1\n', 3],
    ["", 1],
    ["{'a': 1}", 1],
    ["[01]", 1],
  ])("%j is faulty in line %i", (text, line) => {
    const fault = findJsonFault(text)?.position;
    expect(text.slice(0, fault).split("\n").length).toBe(line);
    expect(() => void JSON.parse(text)).toThrow();
  });

  test("has a fault exactly where Node finds one", () => {
    const mutilated = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.nat({ max: 2 }),
        fc.constantFrom("", ",", "]", "}", '"', "\\", "1", " ", "\n", "e", "-", ":"),
      )
      .map(
        ([text, at, cut, put]) =>
          text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + cut),
      );
    fc.assert(
      fc.property(mutilated, (text) => {
        expect(findJsonFault(text) === undefined).toBe(isJson(text));
      }),
      { seed: 7, numRuns: 3_000 },
    );
  });

  test("nested deeper than the call stack, or with a string of a megabyte, is read and not crashed on", () => {
    expect(findJsonFault(`["${"\\\\n".repeat(300_000)}${"x".repeat(400_000)}"]`)).toBeUndefined();
    expect(findJsonFault("[".repeat(100_000))?.position).toBe(100_000);
  });
});

test.each([
  ['---\nname: sync\nmetadata:\n  author: x\n  version: "0.1.0"\n---\n', "0.1.0"],
  ["---\r\nmetadata:\r\n    version: 1.2.3-beta\r\nname: a\r\n---\r\n", "1.2.3-beta"],
  ["---\nmetadata: { author: x, version: '2.0.0' }\n---\n", "2.0.0"],
  ["---\nversion: 9.9.9\nmetadata:\n  author: x\n---\n", undefined],
  ["---\nmetadata:\n  author: x\nother:\n  version: 3.0.0\n---\n", undefined],
  ["metadata:\n  version: 1.0.0\n", undefined],
  ["", undefined],
])("the version in the front matter of %j is %s", (text, version) => {
  expect(readSkillVersion(text)).toBe(version);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
