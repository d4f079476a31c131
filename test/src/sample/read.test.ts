import { describe, expect, it } from "vitest";
import { findDanger } from "../../../src/sample/danger.ts";
import { readSample } from "../../../src/sample/read.ts";
import { problemsOf, saidProblems } from "../../kit/problems.ts";

const read = (text: string) => readSample(text, "a.json");

describe("readSample", () => {
  it("gives the JSON of an answer, with or without a byte order mark", () => {
    expect(read('\uFEFF[{"id":1}]')).toEqual({ name: "a.json", body: [{ id: 1 }] });
  });

  it.each([
    ["", "sample/empty"],
    [" \n", "sample/empty"],
    ['{"id":1}\n{"id":2}\n', "sample/json-lines"],
    ["id,name\n1,Ada\n", "sample/csv"],
    ["id\tname\n1\tAda\n", "sample/csv"],
    ["<!doctype html><html></html>", "sample/markup"],
    ["HTTP/2 200\ncontent-type: application/json\n\n[]", "sample/headers"],
    ['{"a":1,\n "b":}', "2:6 sample/not-json"],
    ["[".repeat(100_000), "sample/too-deep"],
    [`${"[".repeat(65)}${"]".repeat(65)}`, "sample/too-deep"],
    ['[{"id":1,"id":2}]', "sample/duplicate-name"],
    ['[{"id":1,"\\u0069d":2}]', "sample/duplicate-name"],
    ['[{"__proto__":{"x":1}}]', "sample/prototype-name"],
    ['[{"a":{"constructor":1}}]', "sample/prototype-name"],
  ])("refuses %j with %s", async (text, said) => {
    expect(await saidProblems(() => read(text))).toEqual([said]);
  });

  it("says in which file and what to do", async () => {
    const [problem] = await problemsOf(() => read("id;name\n1;Ada\n"));
    expect(problem?.place).toEqual({ file: "a.json" });
    expect([problem?.message, problem?.fix].join(" ")).toMatch(/CSV.*Accept: application\/json/);
  });
});

describe("findDanger", () => {
  it("lets a name stand in several objects, and any text be a value", () => {
    expect(findDanger('[{"id":1,"a":["id","__proto__"]},{"id":"constructor"}]')).toBeUndefined();
    expect(findDanger('{"a":"}{\\"a\\":","b":{"a":1}}')).toBeUndefined();
  });

  it("takes time in the length of the text, whatever it holds", () => {
    const began = performance.now();
    expect(findDanger(`["${"\\\\".repeat(2_000_000)}"]`)).toBeUndefined();
    expect(findDanger('"'.repeat(2_000_001))).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
