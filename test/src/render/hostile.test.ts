import fc from "fast-check";
import { Project, SyntaxKind } from "ts-morph";
import { beforeAll, describe, expect, it } from "vitest";
import { buildModel } from "../../../src/model/build.ts";
import { chooseNames } from "../../../src/model/names.ts";
import { testNode } from "../../../src/model/test-file.ts";
import type { Plan } from "../../../src/plan/schema.ts";
import { renderModel } from "../../../src/render/render.ts";
import { loadTemplates, type Render } from "../../../src/render/template.ts";
import { planOf } from "../../kit/plans.ts";

// Whatever stands in a plan's texts, the generated file parses, has the same statements as with harmless texts, and its
// strings are exactly the plan's. The gate would refuse most of these texts; the code must not need the gate.

const text = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    "*/ evil() /*",
    "`${evil()}`",
    '"; evil(); "',
    "'); evil(); ('",
    "\u2028evil()",
    "\\",
    "{{evil}}",
    "__proto__",
    "\u202eevil",
    "x".repeat(10_000),
  ),
);
const texts = fc.record({
  product: text,
  one: text,
  many: text,
  title: text,
  name: text,
  label: text,
  raw: text,
  header: text,
  query: text,
  empty: text,
});
type Texts = typeof texts extends fc.Arbitrary<infer Value> ? Value : never;

let base: Plan;
let render: Render;
beforeAll(async () => {
  base = await planOf("demo.books");
  render = await loadTemplates();
});

function planWith(values: Texts): Plan {
  const plan = structuredClone(base);
  plan.source.product = values.product;
  plan.source.record = { one: values.one, many: values.many };
  plan.source.headers = { "X-Odd": values.header };
  plan.source.list.request.query = { filter: values.query };
  plan.database.title = values.title;
  plan.fields = [
    { name: `${values.name} title`, type: "title", from: "title", empty: values.empty },
    { name: values.name, type: "select", from: "status", labels: { [values.raw]: values.label } },
    { name: plan.database.primaryKey, type: "richText", from: "id" },
  ];
  return plan;
}

function codeOf(plan: Plan): string {
  const model = buildModel(plan, chooseNames(plan, { worker: "worker", ownProperties: true }), {
    canBroker: true,
  });
  return renderModel(model, render, (wanted) => [...wanted])
    .snippets.map((snippet) => snippet.text)
    .join("\n");
}

function testOf(plan: Plan): string {
  const names = chooseNames(plan, { worker: "worker", ownProperties: true });
  return render("files/sync.test", testNode(plan, names, undefined), (name) => name);
}

/** Parses a text; gives its statements by kind and the values of its strings. */
function read(code: string): { kinds: string[]; strings: Set<string>; calls: Set<string> } {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const source = project.createSourceFile("a.ts", code);
  expect(
    project
      .getProgram()
      .getSyntacticDiagnostics(source)
      .map((fault) => fault.getMessageText()),
  ).toEqual([]);
  const literals = source
    .getDescendantsOfKind(SyntaxKind.StringLiteral)
    .map((literal) => literal.getLiteralValue());
  const calls = source
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .map((call) => call.getExpression().getText());
  return {
    kinds: source.getStatements().map((statement) => statement.getKindName()),
    strings: new Set(literals),
    calls: new Set(calls),
  };
}

describe("generated code", () => {
  it("holds a plan's texts as strings and as nothing else", () => {
    const harmless = read(
      codeOf(
        planWith({
          product: "P",
          one: "thing",
          many: "things",
          title: "T",
          name: "N",
          label: "L",
          raw: "r",
          header: "h",
          query: "q",
          empty: "e",
        }),
      ),
    );
    fc.assert(
      fc.property(texts, (values) => {
        const found = read(codeOf(planWith(values)));
        expect(found.kinds).toEqual(harmless.kinds);
        expect(found.calls.has("evil")).toBe(false);
        for (const value of [values.title, values.header, values.query, values.empty, values.label])
          expect(found.strings).toContain(value);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it("keeps its test file a test file", () => {
    const harmless = read(
      testOf(
        planWith({
          product: "P",
          one: "thing",
          many: "things",
          title: "T",
          name: "N",
          label: "L",
          raw: "r",
          header: "h",
          query: "q",
          empty: "e",
        }),
      ),
    );
    fc.assert(
      fc.property(texts, (values) => {
        const found = read(testOf(planWith(values)));
        expect(found.kinds).toEqual(harmless.kinds);
        expect(found.calls.has("evil")).toBe(false);
      }),
      { seed: 8, numRuns: 100 },
    );
  });
});
