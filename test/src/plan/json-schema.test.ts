import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { planTemplate } from "../../../src/plan/load.ts";
import { planSchemaJson } from "../../../src/plan/json-schema.ts";
import { listEntries, loadEntry } from "../../../src/source/load.ts";
import { acmePlan } from "../../kit/acme-plan.ts";

const schema = planSchemaJson();
const validate = new Ajv2020({ allErrors: true, strict: false, formats: { uri: true } }).compile(schema);
const isValid = (text: string): boolean => validate(parse(text));

describe("the JSON Schema of plans", () => {
  it("is draft 2020-12", () => {
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
  });

  it("takes every template of the catalogue", async () => {
    for (const { id } of await listEntries()) {
      const { params } = await loadEntry(id);
      const text = await planTemplate(await loadEntry(id), {
        params: Object.entries(params).map(([name, { example }]) => `${name}=${example}`),
      });
      expect([id, isValid(text), validate.errors]).toEqual([id, true, null]);
    }
  });

  it("takes a plan for an API of one's own", () => {
    expect([isValid(acmePlan), validate.errors]).toEqual([true, null]);
  });

  it.each([
    [
      "a single nested override",
      "{ from: github.issues, changes: { lag: 5m }, list: { page: { size: { value: 50 } } } }",
    ],
    ["another kind", "{ from: github.issues, changes: { kind: none } }"],
  ])("takes %s", (_title, source) => {
    expect(isValid(`plan: 1\nname: bugs\nsource: ${source}\n`)).toBe(true);
  });

  it.each([
    ["another version", "plan: 2\nname: bugs\nsource: { from: github.issues }\n"],
    ["no name", "plan: 1\nsource: { from: github.issues }\n"],
    ["an unknown field", "plan: 1\nname: bugs\nsource: { from: github.issues }\nshedule: {}\n"],
    ["an unknown fact", "plan: 1\nname: bugs\nsource: { from: github.issues, parms: {} }\n"],
    ["an unknown kind", "plan: 1\nname: bugs\nsource: { from: github.issues, changes: { kind: webhook } }\n"],
    ["neither a catalogue id nor all facts", "plan: 1\nname: bugs\nsource: { product: Acme }\n"],
    [
      "an unknown type of property",
      "plan: 1\nname: bugs\nsource: { from: github.issues }\nfields: [{ name: A, type: text, from: a }, { name: B, type: title, from: b }]\n",
    ],
  ])("refuses %s", (_title, text) => {
    expect(isValid(text)).toBe(false);
  });

  it("describes every kind, for the editor's tooltips", () => {
    const kinds = [...JSON.stringify(schema).matchAll(/"kind":\{"type":"string","const":"([a-z-]+)"\}/g)].map(
      (match) => match[1],
    );
    const described = [...JSON.stringify(schema).matchAll(/"additionalProperties":false,"description":"/g)];
    expect(kinds).toEqual(
      expect.arrayContaining([
        "cursor",
        "link-header",
        "keyset",
        "none",
        "since-sorted",
        "sweep",
        "tombstone",
        "bearer",
        "oauth-code",
      ]),
    );
    expect(described.length).toBeGreaterThanOrEqual(kinds.length);
  });

  it("refuses no bad plan by accident of a missing file", async () => {
    const folder = join(import.meta.dirname, "../../plan");
    const texts = await Promise.all(
      ["misspelt-names", "wrong-types", "bad-forms"].map((name) =>
        readFile(join(folder, name, "input.yaml"), "utf8"),
      ),
    );
    expect(texts.map(isValid)).toEqual([false, false, false]);
    expect((await readdir(folder)).length).toBeGreaterThan(10);
  });
});
