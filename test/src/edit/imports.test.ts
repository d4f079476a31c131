import { describe, expect, test } from "vitest";
import { isSameModule, missingImports, resolveImports } from "../../../src/edit/imports.ts";
import type { ImportFact } from "../../../src/project/types.ts";
import type { ImportNeed } from "../../../src/render/snippet.ts";

const rateLimit: ImportNeed = {
  from: "@notionhq/workers",
  name: "RateLimitError",
  typeOnly: false,
  local: "RateLimitError",
};
const rateLimitType: ImportNeed = { ...rateLimit, typeOnly: true };
const schema: ImportNeed = { from: "@notionhq/workers/schema", name: "*", typeOnly: false, local: "Schema" };

function fact(part: Partial<ImportFact>): ImportFact {
  return { from: "@notionhq/workers", typeOnly: false, names: [], line: 1, ...part };
}

function locals(imports: ImportFact[], wanted: ImportNeed[], taken: string[] = []): string[] {
  return resolveImports({ imports, taken }, wanted).map((need) => need.local);
}

describe("the local name of an import", () => {
  test("is the preferred one where nothing is in its way", () => {
    expect(locals([], [rateLimit, schema])).toEqual(["RateLimitError", "Schema"]);
  });

  test("is the alias the file has already", () => {
    const aliased = fact({ names: [{ name: "RateLimitError", local: "RLE", typeOnly: false }] });
    expect(locals([aliased], [rateLimit], ["RLE"])).toEqual(["RLE"]);
  });

  test("is the namespace the file has already", () => {
    expect(locals([fact({ from: "@notionhq/workers/schema", namespace: "S" })], [schema], ["S"])).toEqual([
      "S",
    ]);
  });

  test("is numbered until it is free", () => {
    expect(locals([], [schema], ["Schema", "Schema2"])).toEqual(["Schema3"]);
  });

  test("is never one that another wanted import has just got", () => {
    const other = { ...rateLimit, from: "./errors.js" };
    expect(locals([], [rateLimit, other])).toEqual(["RateLimitError", "RateLimitError2"]);
  });

  test("is the same for the same import wanted twice, and a value then serves as the type", () => {
    expect(resolveImports({ imports: [], taken: [] }, [rateLimitType, rateLimit])).toEqual([
      rateLimit,
      rateLimit,
    ]);
  });

  test("of a type may be that of a value import", () => {
    const value = fact({ names: [{ name: "RateLimitError", local: "Limit", typeOnly: false }] });
    expect(locals([value], [rateLimitType], ["Limit"])).toEqual(["Limit"]);
  });

  test.each([
    [
      "declaration",
      fact({ typeOnly: true, names: [{ name: "RateLimitError", local: "RateLimitError", typeOnly: false }] }),
    ],
    ["specifier", fact({ names: [{ name: "RateLimitError", local: "RateLimitError", typeOnly: true }] })],
  ])("of a value is never that of a type-only %s", (_, typeOnly) => {
    expect(locals([typeOnly], [rateLimit], ["RateLimitError"])).toEqual(["RateLimitError2"]);
    expect(locals([typeOnly], [rateLimitType], ["RateLimitError"])).toEqual(["RateLimitError"]);
  });

  test("of a namespace is never that of a type-only one", () => {
    const types = fact({ from: "@notionhq/workers/schema", typeOnly: true, namespace: "Schema" });
    expect(locals([types], [schema], ["Schema"])).toEqual(["Schema2"]);
  });

  test("of a default export is the file's default import", () => {
    const wanted = { from: "./client.js", name: "default", typeOnly: false, local: "client" };
    expect(locals([fact({ from: "./client", defaultName: "api" })], [wanted], ["api"])).toEqual(["api"]);
  });

  test("does not come from a module of another name", () => {
    const foreign = fact({
      from: "my-errors",
      names: [{ name: "RateLimitError", local: "RateLimitError", typeOnly: false }],
    });
    expect(locals([foreign], [rateLimit], ["RateLimitError"])).toEqual(["RateLimitError2"]);
  });
});

describe("what is missing", () => {
  test("is what the file does not have under the very name", () => {
    const aliased = fact({ names: [{ name: "RateLimitError", local: "RLE", typeOnly: false }] });
    expect(missingImports([aliased], [{ ...rateLimit, local: "RLE" }, schema])).toEqual([schema]);
    expect(missingImports([aliased], [rateLimit])).toEqual([rateLimit]);
  });

  test("is named once, as a value if any use is one", () => {
    expect(missingImports([], [rateLimitType, rateLimit, rateLimitType])).toEqual([rateLimit]);
  });
});

test.each([
  ["./sync-helpers", "./sync-helpers.js", true],
  ["./sync-helpers.ts", "./sync-helpers.js", true],
  ["././a/../sync-helpers.mjs", "./sync-helpers", true],
  ["../sync-helpers.js", "./sync-helpers.js", false],
  ["./sync-helpers.json", "./sync-helpers", false],
  ["sync-helpers", "./sync-helpers", false],
  ["lib.js", "lib", false],
])("%s and %s: the same module is %s", (a, b, same) => {
  expect(isSameModule(a, b)).toBe(same);
});
