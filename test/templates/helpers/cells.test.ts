import { relationOf } from "../../../templates/helpers/relation-of.ts";
import { parted } from "../../../templates/helpers/parted.ts";
import { fractionOf } from "../../../templates/helpers/fraction-of.ts";
import { majorUnits } from "../../../templates/helpers/major-units.ts";
import { recordsAt } from "../../../templates/helpers/records-at.ts";
import { withHttps } from "../../../templates/helpers/with-https.ts";
import { within } from "../../../templates/helpers/within.ts";
import { describe, expect, it } from "vitest";
import { checkboxOf } from "../../../templates/helpers/checkbox-of.ts";
import { dateOf } from "../../../templates/helpers/date-of.ts";
import { dateTimeOf } from "../../../templates/helpers/date-time-of.ts";
import { each } from "../../../templates/helpers/each.ts";
import { emailOf } from "../../../templates/helpers/email-of.ts";
import { epochOf } from "../../../templates/helpers/epoch-of.ts";
import { multiSelectOf } from "../../../templates/helpers/multi-select-of.ts";
import { numberOf } from "../../../templates/helpers/number-of.ts";
import { phoneOf } from "../../../templates/helpers/phone-of.ts";
import { selectOf } from "../../../templates/helpers/select-of.ts";
import { textOf } from "../../../templates/helpers/text-of.ts";
import { titleOf } from "../../../templates/helpers/title-of.ts";
import { updatedStamp } from "../../../templates/helpers/updated-stamp.ts";
import { urlOf } from "../../../templates/helpers/url-of.ts";

const nothing = [undefined, null, "", "  ", {}, []];

describe("a missing value", () => {
  it.each([
    ["text", textOf],
    ["number", numberOf],
    ["date", dateOf],
    ["date and time", dateTimeOf],
    ["link", urlOf],
    ["e-mail", emailOf],
    ["phone", phoneOf],
    ["select", selectOf],
  ] as const)("clears a %s", (_name, cell) => {
    for (const value of nothing) expect(cell(value)).toEqual([]);
  });

  it("gives a title its stand-in, since a title cannot be empty", () => {
    for (const value of nothing) expect(titleOf(value, "(no name)")).toEqual([["(no name)"]]);
  });
});

describe("text", () => {
  it("is cut at 2,000 characters without breaking a sign in two", () => {
    expect(textOf("a".repeat(2001))).toEqual([[`${"a".repeat(1999)}…`]]);
    const cut = textOf(`${"a".repeat(1998)}😀😀`) as [[string]];
    expect(cut[0][0]).toBe(`${"a".repeat(1998)}…`);
  });

  it("takes numbers and booleans by their text", () => {
    expect(textOf(17)).toEqual([["17"]]);
    expect(textOf(false)).toEqual([["false"]]);
  });
});

describe("number", () => {
  it("takes numbers and numeric text, and nothing that is none", () => {
    expect(numberOf(0)).toEqual([["0"]]);
    expect(numberOf("12.5")).toEqual([["12.5"]]);
    for (const value of [Number.NaN, Infinity, "12 EUR", true]) expect(numberOf(value)).toEqual([]);
  });
});

describe("dates", () => {
  it("write an instant in UTC, whatever zone it came in", () => {
    const cell = dateTimeOf("2026-01-05T07:30:00-05:00");
    expect(cell).toEqual(dateTimeOf("2026-01-05T12:30:00Z"));
    expect(JSON.stringify(cell)).toContain('"start_time":"12:30","time_zone":"UTC"');
  });

  it("take a time without a zone as UTC, as this machine's zone is nobody's business", () => {
    expect(dateTimeOf("2026-01-05 12:30:00")).toEqual(dateTimeOf("2026-01-05T12:30:00Z"));
  });

  it("keep a calendar day as it is and refuse one that does not exist", () => {
    expect(JSON.stringify(dateOf("2024-02-29"))).toContain('"start_date":"2024-02-29"');
    expect(dateOf("2023-02-29")).toEqual([]);
    expect(JSON.stringify(dateOf("2026-01-05T23:30:00-05:00"))).toContain('"start_date":"2026-01-06"');
  });

  it.each(["yesterday", "12", 1_700_000_000, "0000-00-00", "+012026-01-01T00:00:00Z"])(
    "clear %s",
    (value) => {
      expect(dateTimeOf(value)).toEqual([]);
      expect(dateOf(value)).toEqual([]);
    },
  );

  it("come from epoch seconds through epochOf", () => {
    expect(epochOf(0)).toBe("1970-01-01T00:00:00.000Z");
    expect(epochOf("0")).toBeUndefined();
    expect(epochOf(Number.MAX_VALUE)).toBeUndefined();
  });
});

describe("links and addresses", () => {
  it("let through what Notion can open and clear the rest", () => {
    expect(urlOf("https://a.example/b?c=d")).toEqual([["https://a.example/b?c=d"]]);
    for (const value of ["javascript:alert(1)", "example.com", "https://", "//x"])
      expect(urlOf(value)).toEqual([]);
    expect(emailOf("ada@example.com")).toEqual([["ada@example.com"]]);
    for (const value of ["ada", "a b@c", "a@b@c"]) expect(emailOf(value)).toEqual([]);
    expect(phoneOf("+1 555")).toEqual([["+1 555"]]);
  });
});

describe("options", () => {
  it("use the label of a raw value, and the raw value where there is none", () => {
    expect(selectOf("open", { open: "Open" })).toEqual([["Open"]]);
    expect(selectOf("new", { open: "Open" })).toEqual([["new"]]);
    expect(selectOf("constructor", {})).toEqual([["constructor"]]);
  });

  it("never hold a comma, at which Notion would split them", () => {
    expect(selectOf("Smith, John")).toEqual([["Smith; John"]]);
    expect(multiSelectOf(["Crime, Thriller", "Fiction"])).toEqual([["Crime; Thriller,Fiction"]]);
  });

  it("are unique, not blank and at most 100 characters long", () => {
    expect(multiSelectOf(["a", " a ", "", null, 7])).toEqual([["a,7"]]);
    expect(multiSelectOf([])).toEqual([]);
    expect((selectOf("x".repeat(140)) as [[string]])[0][0]).toHaveLength(100);
  });
});

describe("checkbox", () => {
  it("is ticked for true and the text true only", () => {
    expect(checkboxOf(true)).toEqual([["Yes"]]);
    expect(checkboxOf("true")).toEqual([["Yes"]]);
    for (const value of ["false", null, 1, undefined]) expect(checkboxOf(value)).toEqual([["No"]]);
  });
});

describe("each", () => {
  it("picks from every item of a list and from nothing else", () => {
    expect(each([{ n: 1 }, null, { n: 2 }], (item) => item.n)).toEqual([1, 2]);
    for (const value of [undefined, null, "abc" as never, { length: 3 } as never])
      expect(each(value, (item) => item)).toEqual([]);
  });
});

describe("updatedStamp", () => {
  it("is there for a time and missing for anything else", () => {
    expect(updatedStamp("2026-01-05T07:30:00-05:00")).toEqual({
      upstreamUpdatedAt: "2026-01-05T12:30:00.000Z",
    });
    for (const value of [null, "soon", 12]) expect(updatedStamp(value)).toEqual({});
  });
});

describe("a relation", () => {
  it("names a row by its key, or is empty", () => {
    expect(relationOf(17)).toEqual([{ type: "primaryKey", value: "17" }]);
    expect([relationOf(" "), relationOf(null), relationOf({})]).toEqual([[], [], []]);
  });
});

describe("addresses and money", () => {
  it("are made of a value, or are empty", () => {
    expect(within("https://a.example/", "x/1 ä", "/view")).toBe("https://a.example/x%2F1%20%C3%A4/view");
    expect(within("https://a.example/", "\uD800", "")).toBe("https://a.example/%EF%BF%BD");
    expect(within("https://a.example/", null, "")).toBeUndefined();
    expect(withHttps("www.a.example")).toBe("https://www.a.example");
    expect(withHttps("http://a.example")).toBe("http://a.example");
    expect(withHttps(" ")).toBeUndefined();
    expect(majorUnits(-2550)).toBe(-25.5);
    expect(majorUnits("2550")).toBeUndefined();
    expect(fractionOf(90)).toBe(0.9);
    expect(fractionOf("90")).toBeUndefined();
    expect(fractionOf(null)).toBeUndefined();
    expect(multiSelectOf(parted(" a;b, c ;;a"))).toEqual(multiSelectOf(["a", "b, c"]));
    expect(parted(null)).toEqual([]);
  });
});

describe("a list that an API leaves out where it is empty", () => {
  it("is an empty list only where what stands around it is there", () => {
    expect(recordsAt({ answer: {} }, ["answer", "rows"], true)).toEqual([]);
    expect(() => recordsAt({ answer: {} }, ["answer", "rows"])).toThrow("Expected a list");
    expect(() => recordsAt({ error: "no" }, ["answer", "rows"], true)).toThrow("Expected a list");
  });
});
