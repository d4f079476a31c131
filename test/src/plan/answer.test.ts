import { describe, expect, it } from "vitest";
import { parseParam, parseSet } from "../../../src/plan/answer.ts";
import { saidProblems } from "../../kit/problems.ts";

describe("parseSet", () => {
  it.each<[string, unknown]>([
    ["a=15m", "15m"],
    ["a=7", 7],
    ["a=-0.5", -0.5],
    ["a=007", "007"],
    ["a=1e3", "1e3"],
    ["a=true", true],
    ["a=yes", "yes"],
    ['a="7"', "7"],
    ["a=[Open, 'In progress']", ["Open", "In progress"]],
    ["a={ kind: bearer, env: ACME_TOKEN }", { kind: "bearer", env: "ACME_TOKEN" }],
    ["a=Issues #1: all of them", "Issues #1: all of them"],
    ["a=(no title)", "(no title)"],
    ["a=x=y", "x=y"],
    ["a=*/ `${x}`", "*/ `${x}`"],
    ["a=line\nbreak", "line\nbreak"],
    ["a=", undefined],
    ["a=null", undefined],
  ])("reads the value of %j", (text, value) => {
    expect(parseSet(text)).toEqual({ path: ["a"], value });
  });

  it("reads names that hold an equals sign or a dot in quotes", () => {
    expect(parseSet('fields["a=b.c"].type=url')).toEqual({ path: ["fields", "a=b.c", "type"], value: "url" });
  });

  it.each([
    "a",
    "=1",
    "a..b=1",
    "__proto__.x=1",
    "a=[open",
    "a={x: *y}",
    "a=[!!str 5]",
    "a={ __proto__: 1 }",
  ])("refuses %j", async (text) => {
    expect(await saidProblems(() => parseSet(text))).toEqual(["plan/set-syntax"]);
  });
});

describe("parseParam", () => {
  it("takes the value as text, whatever it looks like", () => {
    expect(parseParam("tenant=007")).toEqual({ path: ["source", "params", "tenant"], value: "007" });
    expect(parseParam("q=[a=b]")).toEqual({ path: ["source", "params", "q"], value: "[a=b]" });
  });

  it.each(["tenant", "tenant=", "=x", "a.b=c", "__proto__=x"])("refuses %j", async (text) => {
    expect(await saidProblems(() => parseParam(text))).toEqual(["plan/param-syntax"]);
  });
});
