import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import { openProgram, type SourceText } from "../../src/validate/code/program.ts";
import { makeMistakes, readBases, tryAll } from "./recalled.ts";
import { operators } from "./static-mutants.ts";

// Mistakes by which rules are measured: each must be one that can be made, and leave code that parses.

const mistakes = makeMistakes(readBases());

describe("mistakes made by hand", () => {
  test("are forty and more, each with a name of its own", () => {
    expect(operators.length).toBeGreaterThanOrEqual(40);
    expect(new Set(operators.map(({ name }) => name)).size).toBe(operators.length);
  });

  test("have a place somewhere, most of them in many workers", () => {
    const made = new Set(mistakes.map(({ operator }) => operator));
    expect(operators.filter(({ name }) => !made.has(name)).map(({ name }) => name)).toEqual([]);
    expect(mistakes.length).toBeGreaterThan(500);
  });

  test("leave code that parses", () => {
    const broken = mistakes.filter(({ base, files }) => {
      const edited = files.filter(({ text }, index) => text !== base.files[index]?.text);
      return edited.some((file) => !parses(file));
    });
    expect(broken.map(({ operator, base }) => `${operator}: ${base.name}`)).toEqual([]);
  });

  // One of them in a few workers; all of them are tried in `npm run matrix`.
  test("are found by the rule that claims them", () => {
    const own = mistakes.filter(({ operator }) => operator === "no wait before a request");
    const trials = tryAll(own.filter((_, index) => index % 4 === 0));
    expect(trials.filter(({ found }) => !found.includes("unpaced-request"))).toEqual([]);
    expect(trials.length).toBeGreaterThan(2);
  });
});

/** In JavaScript, what only TypeScript has is an error, too, and only a program tells of it. */
function parses({ path, text }: SourceText): boolean {
  if (path.endsWith(".js")) return openProgram([{ path, text }]).syntaxErrors.length === 0;
  const source: ts.SourceFile & { parseDiagnostics?: readonly unknown[] } = ts.createSourceFile(
    path,
    text.replace(/^\uFEFF/, ""),
    ts.ScriptTarget.ESNext,
  );
  return source.parseDiagnostics?.length === 0;
}
