import { describe, expect, it } from "vitest";
import { parseYaml } from "../../../src/plan/parse.ts";
import { problemsOf, saidProblems } from "../../kit/problems.ts";

const refused = (text: string) => saidProblems(() => parseYaml(text, "x.yaml"));

describe("parseYaml", () => {
  it("reads scalars as YAML 1.2 does, and every key as text", () => {
    const { value } = parseYaml("a: yes\nb: 5m\nc: true\nd: 2024-01-01\n1: x\ntrue: y\n");
    expect(value).toEqual({ a: "yes", b: "5m", c: true, d: "2024-01-01", "1": "x", true: "y" });
  });

  it("takes an empty text and one of comments for an empty plan", () => {
    expect(parseYaml("").value).toEqual({});
    expect(parseYaml("# soon\n").value).toEqual({});
  });

  it("reads behind a byte order mark and over Windows line ends", async () => {
    expect(parseYaml("\ufeffplan: 1\r\nname: a\r\n").value).toEqual({ plan: 1, name: "a" });
    expect(await refused("\ufeffplan: 1\r\nplan: 2\r\n")).toEqual(["2:1 plan/duplicate-key"]);
  });

  it.each([
    ["a tab as indent", "a:\n\tb: 1\n", "2:1 plan/tab"],
    ["a key twice", "a: 1\nb: 2\na: 3\n", "3:1 plan/duplicate-key"],
    ["an open quote, where it begins", 'a: "x\nb: 1\n', "1:4 plan/syntax"],
    ["a mapping in a line", "a: b: c\n", "1:4 plan/syntax"],
    ["several documents", "a: 1\n---\nb: 2\n", "2:1 plan/syntax"],
    ["a key that is a list", "? [a]\n: 1\n", "1:3 plan/syntax"],
    ["an anchor", "a: &x 1\n", "1:7 plan/forbidden-yaml"],
    ["a tag", "a: !!js/function 'x'\n", "1:18 plan/forbidden-yaml"],
    ["a standard tag", "a: !!str 5\n", "1:10 plan/forbidden-yaml"],
    ["a prototype key", "a:\n  __proto__: { x: 1 }\n", "2:3 plan/forbidden-yaml"],
    ["a constructor", "constructor: 1\n", "1:1 plan/forbidden-yaml"],
    ["an older YAML", "%YAML 1.1\n---\na: yes\n", "3:1 plan/forbidden-yaml"],
  ])("refuses %s with its place", async (_title, text, problem) => {
    expect(await refused(text)).toEqual([problem]);
  });

  it("refuses anchor, alias and merge key together, each at its place", async () => {
    const problems = await problemsOf(() => parseYaml("a: &x { b: 1 }\nc:\n  <<: *x\n", "x.yaml"));
    expect(problems.map(({ args, place }) => [place.line, args])).toEqual([
      [1, { what: "the anchor &x" }],
      [3, { what: "the merge key <<" }],
      [3, { what: "the alias *x" }],
    ]);
  });

  it.each([
    ["brackets that never close", "[".repeat(250_000), "plan/too-deep"],
    ["brackets that close", "[".repeat(2_000) + "]".repeat(2_000), "plan/too-deep"],
    ["nested items", "- ".repeat(120_000), "plan/too-deep"],
    [
      "nested keys",
      Array.from({ length: 600 }, (_, index) => `${" ".repeat(index)}a:`).join("\n"),
      "plan/too-deep",
    ],
    ["nested mappings", "{a: ".repeat(60_000), "plan/too-deep"],
    ["a megabyte", "a".repeat(1_000_000), "plan/too-large"],
    [
      "too many keys",
      Array.from({ length: 30_000 }, (_, index) => `k${index}:`).join("\n"),
      "plan/too-large",
    ],
    ["quotes without end", '"'.repeat(250_000), "plan/too-large"],
  ])("survives %s", async (_title, text, code) => {
    expect(await refused(text)).toEqual([code]);
  });

  it("reports at most twenty faults of one text", async () => {
    expect(await refused("a: 1\n".repeat(100))).toHaveLength(20);
  });

  it("keeps places to itself for a text that is no file", async () => {
    expect(await saidProblems(() => parseYaml("a: 1\na: 2\n"))).toEqual(["plan/duplicate-key"]);
  });
});
