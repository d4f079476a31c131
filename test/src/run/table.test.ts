import * as Builder from "@notionhq/workers/builder";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText } from "../../../src/run/cells.ts";
import { fitColumns } from "../../../src/run/columns.ts";
import { diffTable } from "../../../src/run/diff-table.ts";
import type { PropertyInfo } from "../../../src/run/manifest.ts";
import { renderTable, type TableRow } from "../../../src/run/table.ts";
import { displayWidth } from "../../../src/problems/text-width.ts";

const property = (name: string, type: string, format?: string): PropertyInfo => ({
  name,
  type,
  options: [],
  ...(format ? { format } : {}),
});
const schema = {
  properties: [
    property("Title", "title"),
    property("Price", "number", "dollar"),
    property("State", "select"),
    property("ID", "text"),
  ],
};

function book(
  key: string,
  {
    title = `Book ${key}`,
    price = 10,
    state = "in stock",
  }: { title?: string; price?: number | null; state?: string } = {},
): TableRow {
  return {
    key,
    properties: new Map<string, unknown>([
      ["Title", Builder.title(title)],
      ["Price", price === null ? [] : Builder.number(price)],
      ["State", Builder.select(state)],
      ["ID", Builder.richText(key)],
    ]),
  };
}

describe("a cell", () => {
  it.each([
    ["title", undefined, Builder.title("A"), "A"],
    ["text", undefined, [["see ", []], ...Builder.link("here", "https://a.example")], "see here"],
    ["url", undefined, Builder.url("https://a.example"), "https://a.example"],
    ["file", undefined, Builder.file("https://a.example/x.pdf", "x.pdf"), "x.pdf"],
    ["checkbox", undefined, Builder.checkbox(true), "✓"],
    ["checkbox", undefined, Builder.checkbox(false), ""],
    ["number", undefined, Builder.number(1234.5), "1234.5"],
    ["number", "number_with_commas", Builder.number(1234.5), "1,234.5"],
    ["number", "percent", Builder.number(0.125), "12.5%"],
    ["number", "dollar", Builder.number(1234.5), "$1,234.50"],
    ["number", "yen", Builder.number(1234), "¥1,234"],
    ["number", "dollar", Builder.number(Number.NaN), ""],
    ["number", "dollar", Builder.number(Infinity), "Infinity"],
    ["date", undefined, Builder.date("2026-03-04"), "2026-03-04"],
    ["date", undefined, Builder.dateTime("2026-03-04T10:00:00.000Z", "UTC"), "2026-03-04 10:00 UTC"],
    ["date", undefined, Builder.dateTime("2026-03-04T10:00"), "2026-03-04 10:00"],
    ["date", undefined, Builder.dateRange("2026-03-04", "2026-03-06"), "2026-03-04 → 2026-03-06"],
    [
      "date",
      undefined,
      Builder.dateTimeRange("2026-03-04T10:00", "2026-03-04T11:30", "UTC"),
      "2026-03-04 10:00 → 2026-03-04 11:30 UTC",
    ],
    ["multi_select", undefined, Builder.multiSelect("Crime", "Poetry"), "Crime, Poetry"],
    ["multi_select", undefined, Builder.multiSelect(), ""],
    ["people", undefined, Builder.people("a@x.example", "b@x.example"), "a@x.example, b@x.example"],
    ["relation", undefined, [Builder.relation("p1"), Builder.relation("p2")], "p1, p2"],
    ["place", undefined, Builder.place({ lat: 1.5, lon: 2 }), "1.5, 2"],
    ["place", undefined, Builder.place({ lat: 1, lon: 2, name: "Harbour" }), "Harbour"],
    ["text", undefined, [], ""],
    ["text", undefined, undefined, ""],
    ["text", undefined, "raw", '"raw"'],
    ["relation", undefined, "raw", '"raw"'],
    ["text", undefined, [[null]], "null"],
  ])("of type %s (%s) shows what the SDK's builder gives as Notion would", (type, format, value, text) => {
    expect(cellText(value, property("P", type, format))).toBe(text);
  });

  it("is bounded, whatever is in it", () => {
    expect(cellText([["x".repeat(100_000)]], property("P", "text"))).toHaveLength(2000);
  });

  it("shows an object, whatever its toString is", () => {
    const odd = { toString: "no function" };
    const values: [type: string, value: unknown][] = [
      ["text", [[odd]]],
      ["place", { name: odd }],
      ["place", { lat: odd, lon: 2 }],
      ["people", [{ email: odd }]],
      ["relation", [{ value: odd }]],
      ["date", [["‣", [["d", { type: "date", start_date: odd }]]]]],
    ];
    for (const [type, value] of values)
      expect(cellText(value, property("P", type))).toContain('{"toString":"no function"}');
  });
});

describe("renderTable", () => {
  it("shows rows in the order of the schema, numbers to the right", () => {
    expect(
      renderTable(schema, [book("b1"), book("b2", { title: "A longer title", price: 1234.5, state: "out" })]),
    ).toBe(
      [
        "Title               Price  State     ID",
        "──────────────  ─────────  ────────  ──",
        "Book b1            $10.00  in stock  b1",
        "A longer title  $1,234.50  out       b2",
      ].join("\n"),
    );
  });

  it("cuts texts to the width, leaves out columns from the right and says which", () => {
    const rows = [book("b1", { title: "A title that is a good deal longer than what fits here" })];
    expect(renderTable(schema, rows, { width: 40 })).toBe(
      [
        "Title                    Price  State",
        "──────────────────────  ──────  ────────",
        "A title that is a goo…  $10.00  in stock",
        "(no room for the column ID)",
      ].join("\n"),
    );
  });

  it("shows at most the given number of rows and counts the others", () => {
    const rows = Array.from({ length: 96 }, (_, index) => book(`b${index}`));
    const lines = renderTable(schema, rows).split("\n");
    expect(lines).toHaveLength(23);
    expect(lines.at(-1)).toBe("… and 76 more");
  });

  it("says so when there is no row", () => {
    expect(renderTable(schema, [])).toBe("no rows");
  });

  it("keeps every line within the width and lets no control character through, whatever the rows hold", () => {
    const row = fc.record({
      title: fc.string({ unit: "binary" }),
      price: fc.double(),
      state: fc.string({ unit: "grapheme" }),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 10, max: 120 }),
        (rows, width) => {
          const table = renderTable(schema, rows.map((one, index) => book(`b${index}`, one)), { width }); // prettier-ignore
          const lines = table.split("\n").filter((line) => !line.startsWith("(no room"));
          expect(lines).toHaveLength(rows.length + 2);
          expect(lines.every((line) => displayWidth(line) <= width)).toBe(true);
          expect(table).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe("fitColumns", () => {
  it("never takes more than there is, keeps a column, and never goes below the least", () => {
    const wish = fc
      .record({ natural: fc.integer({ min: 1, max: 60 }), isKept: fc.boolean() })
      .map((one) => ({ ...one, least: Math.min(one.natural, 12) }));
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 20, max: 200 }),
        (columns, width) => {
          const shown = fitColumns(columns, width).flatMap((one, index) =>
            one === 0 ? [] : [{ width: one, ...columns[index] }],
          );
          expect(shown.length).toBeGreaterThan(0);
          expect(shown.reduce((total, one) => total + one.width + 2, -2)).toBeLessThanOrEqual(width);
          expect(shown.every((one) => one.width >= (one.least ?? 0) && one.width <= (one.natural ?? 0))).toBe(
            true,
          );
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it("gives up the kept columns last", () => {
    const column = { natural: 20, least: 12 };
    expect(fitColumns([{ ...column, isKept: false }, { ...column, isKept: true }], 20)).toEqual([0, 20]); // prettier-ignore
  });
});

describe("diffTable", () => {
  const before = [book("b1"), book("b2"), book("b3"), book("b4", { price: 12.5 })];
  const after = [
    book("b1", { state: "on order" }),
    book("b3"),
    book("b4", { price: null, title: "Renamed" }),
    book("b5", { title: "New" }),
  ];

  it("marks rows and cells so that they can be told apart without colour", () => {
    expect(diffTable(schema, { before, after })).toBe(
      [
        "  Title              Price             State                ID",
        "  ─────────────────  ────────────────  ───────────────────  ──",
        "~ Book b1            $10.00            in stock → on order  b1",
        "- Book b2            $10.00            in stock             b2",
        "~ Book b4 → Renamed  $12.50 → (empty)  in stock             b4",
        "+ New                $10.00            in stock             b5",
        "1 new · 2 changed · 1 deleted · 1 unchanged",
      ].join("\n"),
    );
  });

  it("colours marked rows and changed cells only when asked", () => {
    expect(diffTable(schema, { before, after })).not.toContain("\u001b");
    const lines = diffTable(schema, { before, after }, { colour: true }).split("\n");
    expect(lines[2]).toBe(
      "~ Book b1            $10.00            \u001b[33min stock → on order\u001b[39m  b1",
    );
    expect(lines[5]).toMatch(/^\+ \u001b\[32mNew {14}\u001b\[39m/);
  });

  it("shows both ends of a change that is too long for its cell", () => {
    const [old] = [book("b1", { title: "The Lantern at Low Tide, revised and enlarged" })];
    const table = diffTable(schema, { before: [old], after: [book("b1", { title: "Salt" })] }, { width: 60 });
    expect(table).toContain("… → Salt");
    expect(table).toContain("~ The Lantern at");
  });

  it("only counts when nothing changed", () => {
    expect(diffTable(schema, { before, after: before })).toBe("0 new · 0 changed · 0 deleted · 4 unchanged");
  });

  it("bounds what it shows and counts all", () => {
    const lines = diffTable(
      schema,
      { before: [], after: Array.from({ length: 96 }, (_, index) => book(`b${index}`)) },
      { limit: 5 },
    ).split("\n");
    expect(lines.slice(-2)).toEqual(["… and 91 more", "96 new · 0 changed · 0 deleted · 0 unchanged"]);
  });
});
