import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldSettings } from "../../../src/ask/fields/settings.ts";
import { fieldsQuestion } from "../../../src/ask/questions/fields.ts";
import { retype, sensibleTypes } from "../../../src/ask/fields/types.ts";
import type { Field, PropertyType } from "../../../src/source/field-schema.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import type { Plan } from "../../../src/plan/schema.ts";
import { askOne } from "./ask-one.ts";
import { take, type Script } from "./scripted.ts";

/** Runs the steps at the properties of the demo's books and gives what they make of the plan. */
const edit = (steps: Script) => askOne(fieldsQuestion, [...steps, ["These properties", "Looks good"]]);

const names = ({ fields }: Plan): string[] => fields.map(({ name }) => name);

const all = [
  "Title",
  "Author",
  "Status",
  "Genres",
  "Price",
  "Rating",
  "Published",
  "Pages",
  "Notes",
  "Link",
  "Added",
  "Updated",
  "Book ID",
];

describe("the properties", () => {
  test("are proposed in people's order, as a table that fits the screen", async () => {
    const { asker, plan } = await edit([]);
    expect(names(plan)).toEqual(all);
    const table = asker.said.find((text) => text.includes("Example")) ?? "";
    expect(table.split("\n").map((line) => line.trim().split(/ {2,}/)[0])).toEqual(["Property", ...all, ""]);
    expect(table).toContain("Text · key");
    expect(table).toContain("In stock");
    expect(Math.max(...table.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("can be chosen; title and key cannot be left out", async () => {
    const ran = await edit([
      ["These properties", "Choose which"],
      ["Which properties", ["Author", "Status"]],
    ]);
    expect(names(ran.plan)).toEqual(["Title", "Author", "Status", "Book ID"]);
    const offered = ran.asker.asked.find(({ message }) => message.startsWith("Which properties"))?.choices;
    expect(offered).toContain("Title (Title) (the title)");
    expect(offered).toContain("Book ID (Text) (the key)");
  });

  test("that were left out can come back to their place", async () => {
    const { plan } = await edit([
      ["These properties", "Choose which"],
      ["Which properties", ["Author", "Link"]],
      ["These properties", "Choose which"],
      ["Which properties", ["Author", "Status", "Link"]],
    ]);
    expect(names(plan)).toEqual(["Title", "Author", "Status", "Link", "Book ID"]);
  });

  test("can be renamed, but not to a name that is there", async () => {
    const ran = await edit([
      ["These properties", "Rename"],
      ["Rename which", "Pages"],
      ["New name", { refused: "author", saying: "of that name already" }],
      ["New name", { refused: "", saying: "not empty" }],
      ["New name", "Number of pages"],
    ]);
    expect(names(ran.plan)).toContain("Number of pages");
    expect(ran.set).toEqual(["fields.Pages.name=Number of pages"]);
  });

  test("a renamed key stays the key, and two renamings in a row are one", async () => {
    const ran = await edit([
      ["These properties", "Rename"],
      ["Rename which", "Book ID"],
      ["New name", "Key"],
      ["These properties", "Rename"],
      ["Rename which", "Key"],
      ["New name", "Shop ID"],
    ]);
    expect(ran.plan.database.primaryKey).toBe("Shop ID");
    expect(ran.set).toEqual(['fields["Book ID"].name=Shop ID']);
  });

  test("take only types that make sense, and keep their options on the way back", async () => {
    const ran = await edit([
      ["These properties", "Change the type"],
      ["Change the type of which", "Status"],
      ["Type of Status", "Text"],
      ["These properties", "Change the type"],
      ["Change the type of which", "Genres"],
      ["Type of Genres", "Number"],
      ["These properties", "Change the type"],
      ["Change the type of which", "Status"],
      ["Type of Status", "Select"],
    ]);
    const offered = (field: string) =>
      ran.asker.asked.find(({ message }) => message === `Type of ${field}:`)?.choices;
    expect(offered("Status")).toEqual(["Select", "Text"]);
    expect(offered("Genres")).toEqual(["Multi-select", "Text", "Number"]);
    expect(ran.plan.fields.find(({ name }) => name === "Status")).toMatchObject({
      type: "select",
      labels: { "in stock": "In stock" },
    });
    expect(ran.plan.fields.find(({ name }) => name === "Genres")).toEqual({
      name: "Genres",
      type: "number",
      from: "genres[]",
      transform: "count",
    });
  });

  test("can be moved", async () => {
    const { plan } = await edit([
      ["These properties", "Move one"],
      ["Move which", "Price"],
      ["Where should Price", "First"],
      ["These properties", "Move one"],
      ["Move which", "Added"],
      ["Where should Added", "After Author"],
    ]);
    expect(names(plan).slice(0, 4)).toEqual(["Price", "Title", "Author", "Added"]);
  });

  test("another title comes first, and the old one becomes text", async () => {
    const { plan } = await edit([
      ["These properties", "Choose the title"],
      ["recognise a row", "Author"],
    ]);
    expect(plan.fields.slice(0, 2)).toMatchObject([
      { name: "Author", type: "title" },
      { name: "Title", type: "richText" },
    ]);
    expect(plan.fields.filter(({ type }) => type === "title")).toHaveLength(1);
  });

  test("another key holds the id too", async () => {
    const ran = await edit([
      ["These properties", "Choose the key"],
      ["Which property is the key", "A new one"],
      ["Name of the new key", { refused: "Author", saying: "of that name already" }],
      ["Name of the new key", "Shop key"],
      ["These properties", "Choose the key"],
      ["Which property is the key", "Book ID"],
      ["These properties", "Choose the key"],
      ["Which property is the key", "Shop key"],
    ]);
    expect(ran.plan.database.primaryKey).toBe("Shop key");
    expect(ran.plan.fields.at(-1)).toEqual({ name: "Shop key", type: "richText", from: "id" });
    expect(names(ran.plan)).toContain("Book ID");
  });

  test("every change can be left again, and all of them undone", async () => {
    const ran = await edit([
      ["These properties", "Rename"],
      ["Rename which", "Back"],
      ["These properties", "Move one"],
      ["Move which", "Back"],
      ["These properties", "Change the type"],
      ["Change the type of which", "Back"],
      ["These properties", "Choose the key"],
      ["Which property is the key", "Back"],
      ["These properties", "Choose the title"],
      ["recognise a row", take],
      ["These properties", "Move one"],
      ["Move which", "Price"],
      ["Where should Price", "First"],
      ["These properties", "Back to the proposal"],
    ]);
    expect(names(ran.plan)).toEqual(all);
    expect(ran.set).toEqual([]);
  });
});

describe("the settings for a change", () => {
  const title: Field = { name: "Name", type: "title", from: "name", empty: "?" };
  const tag: Field = { name: "Tag", type: "select", from: "tag", open: true };
  const id: Field = { name: "ID", type: "richText", from: "id" };
  const texts = (before: Field[], after: Field[]) => fieldSettings(before, after).map(({ text }) => text);

  test("are one for each thing that changed", () => {
    expect(texts([title, tag, id], [title, tag, id])).toEqual([]);
    expect(texts([title, tag, id], [title, id])).toEqual(["fields.Tag="]);
    expect(texts([title, tag, id], [title, { name: "Label", type: "richText", from: "tag" }, id])).toEqual([
      "fields.Tag.type=richText",
      "fields.Tag.open=",
      "fields.Tag.name=Label",
    ]);
  });

  test("are the whole list where the order changed or two names were swapped", () => {
    expect(texts([title, tag, id], [tag, title, id])).toEqual([
      expect.stringMatching(/^fields=\[\{ name: Tag,/),
    ]);
    expect(texts([title, tag, id], [{ ...title, name: "Tag" }, { ...tag, name: "Name" }, id])[0]).toMatch(
      /^fields=\[/,
    );
    expect(texts([title, { ...tag, name: "constructor" }, id], [title, id])[0]).toMatch(/^fields=\[/);
  });

  test("make the very list that was wanted, whatever was done to it", { timeout: 120_000 }, async () => {
    const { complete } = await preparePlan("demo.books");
    const before = complete.plan.fields;
    const step = fc.record({
      what: fc.constantFrom("drop", "rename", "move", "retype"),
      at: fc.nat(12),
      to: fc.nat(12),
      name: fc.constantFrom("A b", "a=b", 'q"[0]', "Rating", "été", "true", "1"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const after = steps.reduce<Field[]>((fields, each) => change(fields, each), [...before]);
        const unique = new Set(after.map(({ name }) => name.toLowerCase()));
        fc.pre(unique.size === after.length);
        const set = fieldSettings(before, after).map(({ text }) => text);
        expect((await preparePlan("demo.books", { set })).complete.plan.fields).toEqual(after);
      }),
      { seed: 7, numRuns: 25 },
    );
  });

  type Step = { what: string; at: number; to: number; name: string };

  /** Title and key stay what they are, so that the plan stays one. */
  function change(fields: Field[], { what, at, to, name }: Step): Field[] {
    const field = fields[at % fields.length];
    if (!field || field.type === "title" || field.from === "id") return fields;
    const others = fields.filter((each) => each !== field);
    if (what === "drop") return others;
    if (what === "move") return others.toSpliced(to % others.length, 0, field);
    if (what === "rename") return fields.map((each) => (each === field ? { ...field, name } : each));
    const type = sensibleTypes(field, field.type)[1];
    return type ? fields.map((each) => (each === field ? retype(field, type) : each)) : fields;
  }
});

test.each<[PropertyType, PropertyType[]]>([
  ["richText", ["richText", "select", "url", "email", "phoneNumber"]],
  ["date", ["date", "dateTime", "richText"]],
  ["checkbox", ["checkbox", "select", "richText"]],
])("a %s may become %j", (type, types) => {
  expect(sensibleTypes({ name: "X", type, from: "x" }, type)).toEqual(types);
});

test("a new type brings what it must have and drops what it cannot have", () => {
  const amount: Field = { name: "X", type: "number", from: "x", format: "dollar" };
  expect(retype(amount, "richText")).toEqual({ name: "X", type: "richText", from: "x" });
  expect(retype({ name: "X", type: "richText", from: "x" }, "select")).toEqual({
    name: "X",
    type: "select",
    from: "x",
    open: true,
  });
  const tags: Field = { name: "X", type: "multiSelect", from: "x[]", options: ["a"] };
  expect(retype(tags, "richText")).toEqual({ name: "X", type: "richText", from: "x[]" });
  const choices: Field = { name: "X", type: "multiSelect", from: "x", transform: "split", open: true };
  expect(retype(choices, "richText")).toEqual({ name: "X", type: "richText", from: "x" });
  const time: Field = { name: "X", type: "dateTime", from: "x", transform: "epoch-s" };
  expect(retype(time, "date")).toEqual({ ...time, type: "date" });
  expect(retype(time, "richText")).toEqual({ name: "X", type: "richText", from: "x" });
});
