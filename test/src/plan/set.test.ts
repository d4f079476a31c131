import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlan } from "../../../src/plan/document.ts";
import type { FieldPath } from "../../../src/plan/field-path.ts";
import { setIn } from "../../../src/plan/set.ts";
import { Problem } from "../../../src/problems/problem.ts";
import { anyString } from "../../kit/hostile.ts";
import { saidProblems } from "../../kit/problems.ts";

const text = `# A plan of mine
plan:   1      # the version
name: acmeOrders

source: {from: acme.orders,   params: { tenant: a }}   # flow, oddly spaced
schedule:
    delta: 5m      # four blanks of indent
    overlap: 10m


database:
fields:
  # the title
  - {name: Name, type: title, from: name}
  - name: Status
    type: select
    options: [Open, Closed]   # as in Acme
  - { name: ID, type: richText, from: id }
# the end
`;

function set(path: FieldPath, value: unknown, before = text): string {
  return setIn(parsePlan(before, "x.yaml"), { path, value }).text;
}

describe("setIn keeps every other byte", () => {
  it.each<[string, FieldPath, unknown, string, string]>([
    ["replaces a scalar", ["schedule", "delta"], "15m", "delta: 5m  ", "delta: 15m  "],
    [
      "replaces a scalar in brackets",
      ["source", "params", "tenant"],
      "b, c",
      "{ tenant: a }",
      '{ tenant: "b, c" }',
    ],
    ["replaces a list in brackets", ["fields", 1, "options"], ["A"], "[Open, Closed]", "[A]"],
    ["finds list items by name", ["fields", "Status", "type"], "richText", "type: select", "type: richText"],
    ["adds to a block", ["schedule", "lookback"], "2d", "overlap: 10m\n", "overlap: 10m\n    lookback: 2d\n"],
    [
      "adds to brackets",
      ["source", "auth"],
      { kind: "none" },
      "{ tenant: a }}",
      "{ tenant: a }, auth: { kind: none }}",
    ],
    [
      "adds to an item of its own lines",
      ["fields", 1, "open"],
      true,
      "   # as in Acme\n",
      "   # as in Acme\n    open: true\n",
    ],
    ["fills what is empty", ["database", "title"], "Orders", "database:\n", "database: { title: Orders }\n"],
    [
      "adds at the end of the top",
      ["because"],
      "it is so",
      "from: id }\n",
      "from: id }\nbecause: it is so\n",
    ],
    ["adds the next item", ["fields", 3], { name: "X" }, "from: id }\n", "from: id }\n  - { name: X }\n"],
    ["cuts a line", ["schedule", "overlap"], undefined, "    overlap: 10m\n", ""],
    [
      "cuts an item",
      ["fields", "Status"],
      undefined,
      "  - name: Status\n    type: select\n    options: [Open, Closed]   # as in Acme\n",
      "",
    ],
    ["cuts out of brackets", ["source", "from"], undefined, "from: acme.orders,   params", "params"],
    ["cuts the last out of brackets", ["source", "params"], undefined, ",   params: { tenant: a }", ""],
  ])("%s", (_title, path, value, before, after) => {
    expect(text.split(before)).toHaveLength(2);
    expect(set(path, value)).toBe(text.replace(before, after));
  });

  it("replaces a list of fields line by line", () => {
    const fields = [
      { name: "A", type: "title", from: "a" },
      { name: "B", type: "richText", from: "b" },
    ];
    expect(set(["fields"], fields)).toBe(
      `${text.slice(0, text.indexOf("  - {name: Name"))}  - { name: A, type: title, from: a }\n  - { name: B, type: richText, from: b }\n# the end\n`,
    );
  });

  it("keeps Windows line ends", () => {
    const windows = text.replaceAll("\n", "\r\n");
    expect(set(["schedule", "lookback"], "2d", windows)).toBe(
      windows.replace("overlap: 10m\r\n", "overlap: 10m\r\n    lookback: 2d\r\n"),
    );
    expect(set(["schedule", "overlap"], undefined, windows)).toBe(
      windows.replace("    overlap: 10m\r\n", ""),
    );
  });

  it("keeps a text without a last line end", () => {
    expect(set(["because"], "so", "plan: 1\nname: a")).toBe("plan: 1\nname: a\nbecause: so");
  });
});

describe("setIn falls back to the parser's own layout", () => {
  it("when a block is replaced by something else, with comments kept", () => {
    const result = set(["schedule"], { delta: "1h" });
    expect(parsePlan(result).value).toMatchObject({ schedule: { delta: "1h" }, name: "acmeOrders" });
    expect(result).toContain("# as in Acme");
  });

  it("when the only entry of a block is taken out", () => {
    expect(parsePlan(set(["a", "b"], undefined, "a:\n  b: 1\nc: 2\n")).value).toEqual({ a: {}, c: 2 });
  });

  it("when an empty plan gets its first value", () => {
    expect(set(["name"], "a", "# nothing yet\n")).toContain("name: a");
  });
});

describe("setIn", () => {
  it("changes nothing when the value is there already or is not there to be taken out", () => {
    expect(set(["schedule", "delta"], "5m")).toBe(text);
    expect(set(["schedule", "replace"], undefined)).toBe(text);
  });

  it.each<[FieldPath]>([
    [["fields", 9, "name"]],
    [["fields", "Nobody", "type"]],
    [["name", "inner"]],
    [["schedule", 0]],
  ])("refuses %j, where nothing can stand", (path) => {
    expect(() => set(path, "x")).toThrow(Problem);
  });

  it("refuses what makes the plan too large or too deep, as a problem", async () => {
    const deep = JSON.parse("[".repeat(60) + "]".repeat(60));
    expect(await saidProblems(() => set(["because"], "x".repeat(300_000)))).toEqual(["plan/too-large"]);
    expect(await saidProblems(() => set(["because"], deep))).toEqual(["plan/too-deep"]);
  });

  it("reads back as the value that was set, whatever the strings", () => {
    const places: FieldPath[] = [
      ["name"],
      ["because"],
      ["schedule", "delta"],
      ["database", "title"],
      ["source", "params", "tenant"],
      ["fields", 1, "options"],
      ["fields", 1, "name"],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(anyString, fc.array(anyString, { maxLength: 3 })),
        (path, value) => {
          const after = setIn(parsePlan(text), { path, value });
          const read = path.reduce<unknown>(
            (inner, step) => (inner as Record<string | number, unknown>)[step],
            after.value,
          );
          expect(read).toEqual(value);
          expect(after.text).toContain("# four blanks of indent");
          expect(after.text).toContain("# as in Acme");
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });
});
