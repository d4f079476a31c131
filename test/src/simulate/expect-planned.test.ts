import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText } from "../../../src/run/cells.ts";
import { plannedRows } from "../../../src/simulate/expect/planned.ts";
import { plannedCell } from "../../../src/simulate/expect/planned-cell.ts";
import type { Field, PropertyType } from "../../../src/source/field-schema.ts";
import { checkboxOf } from "../../../templates/helpers/checkbox-of.ts";
import { dateOf } from "../../../templates/helpers/date-of.ts";
import { dateTimeOf } from "../../../templates/helpers/date-time-of.ts";
import { emailOf } from "../../../templates/helpers/email-of.ts";
import { epochOf } from "../../../templates/helpers/epoch-of.ts";
import { multiSelectOf } from "../../../templates/helpers/multi-select-of.ts";
import { numberOf } from "../../../templates/helpers/number-of.ts";
import { selectOf } from "../../../templates/helpers/select-of.ts";
import { textOf } from "../../../templates/helpers/text-of.ts";
import { titleOf } from "../../../templates/helpers/title-of.ts";
import { urlOf } from "../../../templates/helpers/url-of.ts";
import { planOf } from "../../kit/plans.ts";
import { print, version } from "./expect-kit.ts";

const cell = (type: PropertyType, value: unknown, more: Partial<Field> = {}): string =>
  plannedCell({ name: "X", type, from: "x", ...more })({ x: value });

describe("a planned cell of several values", () => {
  const shown = (from: Field["from"], record: object, type: PropertyType = "title"): string =>
    plannedCell({ name: "X", type, from })(record);

  it("joins what there is, and falls back where there is nothing", () => {
    const from = [["first", "last"], "mail", "id"];
    expect(shown(from, { first: " Ada ", last: "King", mail: "a@b.example" })).toBe("Ada King");
    expect(shown(from, { first: null, last: "King" })).toBe("King");
    expect(shown(from, { first: "", last: " ", mail: "a@b.example", id: 7 })).toBe("a@b.example");
    expect(shown(from, { id: 7 })).toBe("7");
  });

  it("shows what an id is called, and the id where nobody knows", () => {
    const named = (lookup: string, id: string) => (lookup === "people" && id === "7" ? "Ada" : undefined);
    const one = plannedCell({ name: "X", type: "richText", from: "owner", lookup: "people" });
    expect([one({ owner: 7 }, named), one({ owner: "8" }, named), one({}, named)]).toEqual(["Ada", "8", ""]);
    const many = plannedCell({ name: "X", type: "multiSelect", from: "ids[]", lookup: "people" });
    expect(many({ ids: [7, "8", null] }, named)).toBe("Ada, 8");
    const text = plannedCell({ name: "X", type: "richText", from: "ids[]", lookup: "people" });
    expect(text({ ids: ["8", 7] }, named)).toBe("8, Ada");
  });
});

describe("a planned cell", () => {
  it.each<[PropertyType, unknown, string, Partial<Field>?]>([
    ["title", "  Wren ", "Wren"],
    ["title", null, "(no name)", { empty: "(no name)" }],
    ["title", "   ", "Untitled"],
    ["title", 17, "17"],
    ["richText", undefined, ""],
    ["richText", { a: 1 }, ""],
    ["richText", false, "false"],
    ["richText", "x".repeat(2001), `${"x".repeat(1999)}…`],
    ["richText", `${"x".repeat(1998)}😀yz`, `${"x".repeat(1998)}…`],
    ["phoneNumber", "+1 555 0100", "+1 555 0100"],
    ["url", "https://a.example/x", "https://a.example/x"],
    ["url", "mailto:ada@a.example", "mailto:ada@a.example"],
    ["url", "javascript:alert(1)", ""],
    ["url", "https://", ""],
    ["email", "ada@a.example", "ada@a.example"],
    ["email", "ada at a.example", ""],
    ["checkbox", true, "✓"],
    ["checkbox", "true", "✓"],
    ["checkbox", 1, ""],
    ["checkbox", "false", ""],
    ["number", 0, "0"],
    ["number", "12.50", "12.5"],
    ["number", "12,5", ""],
    ["number", true, ""],
    ["number", 1234.5, "$1,234.50", { format: "dollar" }],
    ["number", 0.125, "12.5%", { format: "percent" }],
    ["date", "2026-03-04", "2026-03-04"],
    ["date", "2026-02-30", ""],
    ["date", "2026-03-04T23:30:00-05:00", "2026-03-05"],
    ["dateTime", "2026-03-04T23:30:00-05:00", "2026-03-05 04:30 UTC"],
    ["dateTime", "2026-03-04T23:30:59.123456", "2026-03-04 23:30 UTC"],
    ["dateTime", "2026-03-04 23:30:00+0530", "2026-03-04 18:00 UTC"],
    ["dateTime", "2024-02-29", "2024-02-29 00:00 UTC"],
    ["dateTime", "2023-02-29", ""],
    ["dateTime", "yesterday", ""],
    ["dateTime", 1_767_322_845, "2026-01-02 03:00 UTC", { transform: "epoch-s" }],
    ["dateTime", "1767322845", "", { transform: "epoch-s" }],
    ["dateTime", 1e15, "", { transform: "epoch-s" }],
    ["dateTime", 1_767_322_845, ""],
    ["date", 1_767_322_845_999, "2026-01-02", { transform: "epoch-ms" }],
    ["number", 1050, "$10.50", { transform: "minor-units", format: "dollar" }],
    ["number", "1050", "", { transform: "minor-units" }],
    ["number", 90, "90%", { transform: "percent", format: "percent" }],
    ["url", "a.example/x", "https://a.example/x", { transform: "https" }],
    ["url", "http://a.example", "http://a.example", { transform: "https" }],
    ["url", null, "", { transform: "https" }],
    ["url", "a/b c", "https://a.example/a%2Fb%20c", { template: "https://a.example/$value" }],
    ["url", "", "", { template: "https://a.example/$value" }],
    ["richText", 17, "No. 17", { template: "No. $value" }],
    ["select", "red , blue", "red; blue"],
    ["select", "o", "Open", { labels: { o: "Open" } }],
    ["select", "toString", "toString", { labels: { o: "Open" } }],
    ["select", "x".repeat(101), `${"x".repeat(99)}…`],
    ["select", null, ""],
    ["multiSelect", " a;b, c ;;a", "a, b; c", { transform: "split" }],
    ["multiSelect", null, "", { transform: "split" }],
    ["relation", 17, "17", { to: "orders" }],
    ["relation", " ", "", { to: "orders" }],
  ])("%s of %j shows %j", (type, value, shown, more = {}) => {
    expect(cell(type, value, more)).toBe(shown);
  });

  it.each<[PropertyType, unknown, string, Partial<Field>]>([
    ["multiSelect", [{ name: "a" }, { name: "b, c" }, null, { name: "a" }, {}], "a, b; c", {}],
    ["multiSelect", null, "", {}],
    ["multiSelect", "a", "", {}],
    ["richText", [{ name: "Ada" }, { name: null }, { name: "Bo" }], "Ada, Bo", {}],
    ["title", [], "(none)", { empty: "(none)" }],
    ["number", [{}, {}, {}], "3", { transform: "count" }],
    ["number", null, "", { transform: "count" }],
  ])("%s of the list %j shows %j", (type, value, shown, more) => {
    expect(cell(type, value, { from: "x[].name", ...more })).toBe(shown);
  });

  it("takes the first path that has a value", () => {
    const first = plannedCell({ name: "X", type: "richText", from: ["a.b", "c"] });
    expect(first({ a: { b: "" }, c: "second" })).toBe("second");
    expect(first({ a: { b: "first" }, c: "second" })).toBe("first");
    expect(first({ a: [], c: null })).toBe("");
  });

  it("takes the first item of a list, and nothing if that has none", () => {
    const first = plannedCell({ name: "X", type: "number", from: "items[0].size" });
    expect(first({ items: [{ size: 3 }, { size: 4 }] })).toBe("3");
    expect(first({ items: [{ size: null }, { size: 4 }] })).toBe("");
    expect(
      [{}, { items: [] }, { items: "abc" }, { items: { 0: { size: 5 } } }].map((one) => first(one)),
    ).toEqual(["", "", "", ""]);
  });

  it("reads no property that the record does not have itself", () => {
    expect(plannedCell({ name: "X", type: "richText", from: "x.length" })({ x: "abc" })).toBe("");
  });
});

describe("planned and generated cells", () => {
  const odd = fc.oneof(
    fc.string({ maxLength: 130 }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(
      null,
      undefined,
      "",
      " ",
      "a,b",
      "2026-03-04",
      "2026-03-04T05:06:07Z",
      "17",
      "https://a.example",
    ),
    fc
      .date({ min: new Date("1900-01-01"), max: new Date("2199-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString()),
  );
  const both: [PropertyType, string, (value: unknown) => unknown][] = [
    ["title", "title", (value) => titleOf(value, "Untitled")],
    ["richText", "text", textOf],
    ["url", "url", urlOf],
    ["email", "email", emailOf],
    ["checkbox", "checkbox", checkboxOf],
    ["number", "number", numberOf],
    ["date", "date", dateOf],
    ["dateTime", "date", dateTimeOf],
    ["select", "select", (value) => selectOf(value)],
  ];

  it.each(both)("show the same of any value: %s", (type, shownAs, generated) => {
    fc.assert(
      fc.property(odd, (value) => {
        expect(cell(type, value)).toBe(cellText(generated(value), { type: shownAs }));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("show the same of any list and any seconds", () => {
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 5 }), fc.double(), (list, seconds) => {
        const items = list.filter((item) => item !== null && item !== undefined);
        expect(cell("multiSelect", list, { from: "x[]" })).toBe(
          cellText(multiSelectOf(items), { type: "multi_select" }),
        );
        expect(cell("dateTime", seconds, { transform: "epoch-s" })).toBe(
          cellText(dateTimeOf(epochOf(seconds)), { type: "date" }),
        );
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

/** These sources are read in one. */
const partitionOf = (): undefined => undefined;

describe("plannedRows", () => {
  it("gives the key and a cell for every field of the plan", async () => {
    const plan = await planOf("demo.books");
    const { rowOf } = plannedRows({ plan, print, partitionOf });
    const row = await rowOf(
      version({ title: "Emma", status: "in stock", genres: ["a, b"], price: 3 }, "bk_1"),
    );
    expect(row?.key).toBe("bk_1");
    expect([...(row?.cells ?? [])]).toEqual([
      ["Title", "Emma"],
      ["Author", ""],
      ["Status", "In stock"],
      ["Genres", "a; b"],
      ["Price", "$3.00"],
      ["Rating", ""],
      ["Published", ""],
      ["Pages", ""],
      ["Notes", ""],
      ["Link", ""],
      ["Added", ""],
      ["Updated", ""],
      ["Book ID", "bk_1"],
    ]);
  });

  it("gives no row to a record without an id or of another kind", async () => {
    const plan = await planOf("github.issues");
    const { rowOf } = plannedRows({ plan, partitionOf, print: ({ values }) => ({ ...values }) });
    const keyOf = async (values: Record<string, unknown>) => (await rowOf(version(values)))?.key;
    const { id } = plan.source.list;
    expect(await keyOf({ [id]: 0 })).toBe("0");
    expect(await keyOf({ [id]: null })).toBeUndefined();
    expect(await keyOf({ [id]: "" })).toBeUndefined();
    expect(await keyOf({})).toBeUndefined();
    expect(await keyOf({ [id]: 5, pull_request: {} })).toBeUndefined();
    expect(await keyOf({ [id]: 5, pull_request: null })).toBe("5");
  });

  it("works a version out once", async () => {
    const plan = await planOf("demo.books");
    let prints = 0;
    const { rowOf } = plannedRows({
      plan,
      partitionOf,
      print: (one) => ({ ...print(one), n: (prints += 1) }),
    });
    const one = version({ title: "Emma" });
    expect(await rowOf(one)).toBe(await rowOf(one));
    expect(prints).toBe(1);
  });
});
