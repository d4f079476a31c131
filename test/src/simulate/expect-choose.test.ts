import * as Builder from "@notionhq/workers/builder";
import { describe, expect, it } from "vitest";
import type { PropertyInfo } from "../../../src/run/manifest.ts";
import { createCellTexts } from "../../../src/simulate/expect/cell-texts.ts";
import { chooseExpectation } from "../../../src/simulate/expect/choose.ts";
import { learnedRows, type LearnedUpsert } from "../../../src/simulate/expect/learned.ts";
import type { Expectation } from "../../../src/simulate/types.ts";
import { planOf } from "../../kit/plans.ts";
import { print, version } from "./expect-kit.ts";

const text = (name: string, type = "text"): PropertyInfo => ({ name, type, options: [] });
const properties = [text("Name", "title"), text("Notes")];
const upsert = (key: string, cells: Record<string, unknown>): LearnedUpsert => ({
  key,
  properties: new Map(Object.entries(cells)),
});

describe("cell texts", () => {
  it("come in the order of the database, formatted, with nothing for what is not there", () => {
    const texts = createCellTexts([{ ...text("Price", "number"), format: "dollar" }, ...properties]);
    const values = new Map<string, unknown>([
      ["Notes", Builder.richText("x")],
      ["Price", Builder.number(2)],
    ]);
    for (const _ of [1, 2]) expect(texts.ofValues(values)).toEqual(["$2.00", "", "x"]);
    expect(texts.ofValues(new Map([["Price", []]]))).toEqual(["", "", ""]);
    expect(texts.ofCells(new Map([["Name", "Emma"]]))).toEqual(["", "Emma", ""]);
  });
});

describe("learnedRows", () => {
  it("asks once per distinct record, one after the other, and shows what was written last", async () => {
    const asked: unknown[] = [];
    let isBusy = false;
    const { rowOf } = learnedRows({
      properties,
      print,
      async ask(record) {
        expect(isBusy).toBe(false);
        isBusy = true;
        await Promise.resolve();
        asked.push(record);
        isBusy = false;
        return [
          upsert("k", { Name: Builder.title("old"), Notes: Builder.richText("n") }),
          upsert("other", { Notes: Builder.richText("other") }),
          upsert("k", { Name: Builder.title(String(record.name)) }),
        ];
      },
    });
    const rows = await Promise.all(["A", "A", "B"].map((name) => rowOf(version({ name }))));
    expect(asked).toEqual([
      { id: "1001", name: "A" },
      { id: "1001", name: "B" },
    ]);
    expect(rows.map((row) => [row?.key, ...(row?.cells.values() ?? [])])).toEqual([
      ["k", "A", "n"],
      ["k", "A", "n"],
      ["k", "B", "n"],
    ]);
  });

  it("gives no row where the code writes none or fails, and goes on", async () => {
    const { rowOf } = learnedRows({
      properties,
      print,
      async ask({ name }) {
        await Promise.resolve();
        if (name === "odd") throw new TypeError("Cannot read properties of null");
        return name === "none" ? [] : [upsert("k", {})];
      },
    });
    expect(await rowOf(version({ name: "odd" }))).toBeUndefined();
    expect(await rowOf(version({ name: "none" }))).toBeUndefined();
    expect(await rowOf(version({ name: "fine" }))).toEqual({
      key: "k",
      cells: new Map([
        ["Name", ""],
        ["Notes", ""],
      ]),
    });
  });
});

describe("chooseExpectation", () => {
  const row = (key: string, cells: Record<string, string>) => ({
    key,
    cells: new Map(Object.entries(cells)),
  });
  const always = (one: ReturnType<typeof row> | undefined): Expectation => ({
    rowOf: () => Promise.resolve(one),
  });
  const choose = async (
    says: ReturnType<typeof row> | undefined,
    writes: ReturnType<typeof row> | undefined,
    more: { isGenerated?: boolean; properties?: PropertyInfo[] } = {},
  ) => {
    const plan = await planOf("demo.books", [
      "fields=[{name: Name, type: title, from: title}, {name: Notes, type: richText, from: notes}, {name: Book ID, type: richText, from: id}]",
    ]);
    const all = [...properties, text("Book ID")];
    return chooseExpectation({
      planned: always(says),
      learned: always(writes),
      versions: [version({}), version({}, "1002")],
      plan,
      properties: all,
      isGenerated: true,
      ...more,
    });
  };

  it("takes the plan where both agree", async () => {
    expect(await choose(row("1", { Name: "A" }), row("1", { Name: "A" }))).toMatchObject({
      kind: "planned",
      notes: [],
      findings: [],
    });
    expect(await choose(undefined, undefined)).toMatchObject({ kind: "planned" });
  });

  it("finds generated code wrong in each property that differs, once", async () => {
    const choice = await choose(
      row("1", { Name: "A", Notes: "n" }),
      row("1", { Name: "B\u001b[31m", Notes: "" }),
    );
    expect(choice).toMatchObject({ kind: "learned", notes: [] });
    expect(choice.findings).toEqual([
      {
        kind: "wrong",
        key: "1",
        properties: ["Name"],
        detail: '"Name" of "1" shows "B␛[31m"; by the plan it is "A".',
      },
      {
        kind: "wrong",
        key: "1",
        properties: ["Notes"],
        detail: '"Notes" of "1" shows nothing; by the plan it is "n".',
      },
    ]);
  });

  it("only notes what differs in code that people changed", async () => {
    const changed = { isGenerated: false };
    expect(await choose(row("1", {}), row("x-1", {}), changed)).toMatchObject({
      kind: "learned",
      findings: [],
      notes: ['The code gives the key "x-1", the plan "1".'],
    });
    expect((await choose(row("1", {}), undefined, changed)).notes).toEqual([
      'The code writes no row for the record "1001"; the plan does.',
    ]);
    expect((await choose(undefined, row("1", {}), changed)).notes).toEqual([
      'The code writes a row for the record "1001"; the plan does not.',
    ]);
  });

  it("learns where the database has other properties than the plan", async () => {
    const other = { isGenerated: false, properties: [text("Name", "title"), text("Extra"), text("Book ID")] };
    const choice = await choose(row("1", { Name: "A" }), row("1", { Name: "A" }), other);
    expect(choice.kind).toBe("learned");
    expect(choice.notes).toEqual([
      'The database has the property "Extra", which the plan does not know.',
      'The plan has the property "Notes", which the database does not have.',
    ]);
  });
});
