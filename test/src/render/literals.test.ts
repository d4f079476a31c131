import fc from "fast-check";
import { Project, SyntaxKind } from "ts-morph";
import { describe, expect, it } from "vitest";
import {
  asIdentifier,
  dataLiteral,
  docComment,
  lineComment,
  literal,
  member,
  milliseconds,
  propertyKey,
} from "../../../src/render/literals.ts";

/** Texts that have broken generators: quotes, template parts, comment ends, prototype names, direction marks, size. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "*/ alert(1) /*",
    "`${process.env}`",
    "\\",
    '"',
    "'",
    "\u2028",
    "\u2029",
    "\r\n// x",
    "__proto__",
    "constructor",
    "\u202e\u2066evil",
    "\ud800",
    "</script>",
    "{{x}}",
    "${",
    "\0",
    "a,b",
    "x".repeat(10_000),
    "😀",
    "-->",
    "<!--",
  ),
);
const options = { seed: 20261121, numRuns: 400 };

/** The statements of a text, or a failed expectation if it does not parse. */
function parse(text: string) {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const source = project.createSourceFile("a.ts", text);
  expect(project.getProgram().getSyntacticDiagnostics(source)).toEqual([]);
  return source;
}

const evaluate = (expression: string): unknown => new Function(`return (${expression});`)();

describe("literal", () => {
  it("is one expression whose value is the text, whatever the text", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const code = literal(text);
        expect(evaluate(code)).toBe(text);
        expect(parse(`x(${code});`).getStatements()).toHaveLength(1);
        expect(code).not.toMatch(/[\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
      }),
      options,
    );
  });

  it("writes numbers and booleans as they are", () => {
    expect(literal(12.5)).toBe("12.5");
    expect(literal(false)).toBe("false");
  });
});

describe("propertyKey", () => {
  it("makes a member of that very name, and never touches the prototype", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const value = evaluate(`{ ${propertyKey(name)}: 1 }`) as Record<string, unknown>;
        expect(Object.keys(value)).toEqual([name]);
        expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      }),
      options,
    );
  });

  it("leaves an identifier bare and quotes the rest", () => {
    expect(propertyKey("Title")).toBe("Title");
    expect(propertyKey("Issue ID")).toBe('"Issue ID"');
    expect(propertyKey("__proto__")).toBe('["__proto__"]');
  });
});

describe("dataLiteral", () => {
  it("is an expression whose value is the JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const clean: unknown = JSON.parse(JSON.stringify(value));
        expect(evaluate(dataLiteral(clean))).toEqual(clean);
      }),
      options,
    );
  });

  it("takes what JSON cannot hold as null", () => {
    expect(dataLiteral({ a: undefined, b: [Symbol("x")] })).toBe("{ a: null, b: [null] }");
  });
});

describe("comments", () => {
  it("stay comments and never become code", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const comment of [lineComment(text), docComment(text)]) {
          const source = parse(`${comment}\nlet after = 1;`);
          expect(source.getStatements()).toHaveLength(1);
          expect(source.getFirstDescendantByKindOrThrow(SyntaxKind.Identifier).getText()).toBe("after");
        }
      }),
      options,
    );
  });

  it("break long sentences at words", () => {
    expect(
      lineComment("one two ".repeat(20))
        .split("\n")
        .every((line) => line.length <= 100),
    ).toBe(true);
    expect(docComment("short")).toBe("/** short */");
    expect(docComment("word ".repeat(30)).split("\n").at(-1)).toBe(" */");
  });
});

describe("member", () => {
  it("reads names, and optional ones with a question mark", () => {
    expect(member("login", false)).toBe(".login");
    expect(member("login", true)).toBe("?.login");
    expect(member("a.b", true)).toBe('?.["a.b"]');
    expect(member("a.b", false)).toBe('["a.b"]');
  });
});

describe("milliseconds", () => {
  it("reads like a person wrote it", () => {
    expect(milliseconds(1000)).toBe("1_000");
    expect(milliseconds(600_000)).toBe("10 * 60_000");
    expect(milliseconds("86400000")).toBe("24 * 60 * 60_000");
    expect(milliseconds(60_000)).toBe("60_000");
    expect(evaluate(milliseconds(3_600_000))).toBe(3_600_000);
  });
});

describe("asIdentifier", () => {
  it("lets identifiers and numbers through and nothing else", () => {
    expect(asIdentifier("githubApi")).toBe("githubApi");
    expect(asIdentifier(4500)).toBe("4500");
    for (const bad of ["a b", "a;b", "", "1a", "a.b", undefined, null, {}])
      expect(() => asIdentifier(bad)).toThrow("Not an identifier");
  });
});
