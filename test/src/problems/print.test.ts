import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { catalogue } from "../../../src/problems/catalogue.ts";
import { printProblem, problemFacts } from "../../../src/problems/print.ts";
import { Problem, throwAll } from "../../../src/problems/problem.ts";

const place = { file: "syncs/a.plan.yaml", line: 4, column: 7, path: "source.list" };
const unknown = new Problem("usage/unknown-command", { command: "ad", nearest: "add" }, place);
const changed = new Problem("write/changed", { path: "src/index.ts", how: "changed" });

test("people read what is wrong, where it is and what mends it", () => {
  expect(stripVTControlCharacters(printProblem(unknown))).toBe(
    [
      '✖ Unknown command "ad".',
      "  at syncs/a.plan.yaml:4:7 (source.list)",
      "  → Did you mean create-sync add? For a folder of that name: create-sync ./ad",
      "",
    ].join("\n"),
  );
});

test.each([
  [{ path: "schedule.delta" }, "  at schedule.delta\n"],
  [{ file: "a.yaml" }, "  at a.yaml\n"],
  [{ file: "a.yaml", line: 3 }, "  at a.yaml:3\n"],
])("a place may be known in part: %j", (known, line) => {
  expect(stripVTControlCharacters(printProblem(new Problem("usage/stdin-empty", {}, known)))).toContain(line);
});

test("several problems of one pass are all printed, and counted", () => {
  const text = stripVTControlCharacters(
    printProblem(new Problem(unknown.code, unknown.args, place, [unknown, changed])),
  );
  expect(text).toContain('Unknown command "ad"');
  expect(text).toContain('"src/index.ts" changed');
  expect(text).toMatch(/\n2 problems\.\n$/);
});

test("what a hostile value does to a terminal, it does not do here, however long it is", () => {
  const command = `\u001b[2J\u202e${"x".repeat(10_000)}\r`;
  const text = printProblem(new Problem("usage/unknown-command", { command }));
  expect(text).not.toMatch(/\u001b\[2J|\u202e|\r/);
  expect(text.length).toBeLessThan(1_200);
});

test("--json gets the same sentences and places, and all of several", () => {
  const facts = { kind: "usage/unknown-command", message: unknown.message, ...place, hint: unknown.fix };
  expect(problemFacts(unknown)).toEqual(facts);
  const both = problemFacts(new Problem(unknown.code, unknown.args, place, [unknown, changed]));
  expect(both).toEqual({ ...facts, all: [facts, problemFacts(changed)] });
});

test("throwing several problems throws the first with all of them, and none for none", () => {
  expect(() => throwAll([changed, unknown])).toThrow(
    expect.objectContaining({ code: "write/changed", all: [changed, unknown] }),
  );
  expect(() => throwAll([])).not.toThrow();
});

test("every code of the catalogue says its room and exits as the contract says", () => {
  const codes = Object.entries(catalogue);
  expect(codes.length).toBeGreaterThan(20);
  for (const [code, { exit }] of codes) {
    expect(code).toMatch(/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect([0, 2, 3, 4, 5], code).toContain(exit);
  }
});
