import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../../src/package-files.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import { pathsOf } from "../../../src/source/choices.ts";
import { parsePath, type Step } from "../../../src/source/path.ts";
import { isEntryId, listEntries, loadEntry } from "../../../src/source/load.ts";
import { problemsOf, saidProblems } from "../../kit/problems.ts";

const folder = join(packageRoot(), "generators", "sources");
const files = (await readdir(folder)).sort();
const ids = files.map((file) => file.replace(/\.yaml$/, ""));

describe("the catalogue", () => {
  it("has the sources that this version promises", () => {
    expect(ids).toEqual(expect.arrayContaining(["demo.books", "github.issues", "github.releases"]));
  });

  it("lists what the YAML parser reads, without needing it", async () => {
    const expected = await Promise.all(
      files.map(async (file) => {
        const {
          id,
          title,
          summary,
          product,
          keywords = [],
        } = parse(await readFile(join(folder, file), "utf8"));
        return { id, title, summary, product, keywords };
      }),
    );
    expect(await listEntries()).toEqual(expected);
  });

  it.each(ids)("%s is named after its file and says where its facts were checked", async (id) => {
    const entry = await loadEntry(id);
    expect(entry.id).toBe(id);
    for (const fact of ["list", "changes", "deletes", "rate"]) {
      expect(Object.keys(entry.checked).some((path) => path === fact || path.startsWith(`${fact}.`))).toBe(
        true,
      );
    }
  });

  it.each(ids)("%s gives a plan that passes the gate", async (id) => {
    const entry = await loadEntry(id);
    const params = Object.entries(entry.params).map(([name, { example }]) => `${name}=${example}`);
    const { complete } = await preparePlan(id, { params });
    expect(complete.plan.fields).toHaveLength(entry.fields.length);
    expect(complete.plan.source.from).toBe(id);
  });

  it("relates properties of its entries to sources that exist", async () => {
    const entries = await Promise.all(ids.map((id) => loadEntry(id)));
    const related = entries.flatMap(({ relations, fields }) =>
      Object.entries(relations).map(([name, source]) => ({
        source,
        type: fields.find((field) => field.name === name)?.type,
      })),
    );
    expect(related.length).toBeGreaterThan(15);
    expect(related.filter(({ type, source }) => type !== "richText" || !ids.includes(source))).toEqual([]);
  });

  it.each(ids)("%s has a sample whose records have an id and a title", async (id) => {
    const { list, sample, fields } = await loadEntry(id);
    const records = follow(sample, parsePath(list.records) ?? []);
    const title = fields.find(({ type }) => type === "title");
    expect(Array.isArray(records) && records.length > 0).toBe(true);
    for (const record of records as unknown[]) {
      expect(follow(record, parsePath(list.id) ?? [])).toBeTruthy();
      expect(pathsOf(title?.from ?? "").some((path) => follow(record, parsePath(path) ?? []))).toBe(true);
    }
  });
});

function follow(value: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>(
    (inner, step) => ("name" in step ? (inner as Record<string, unknown> | undefined)?.[step.name] : inner),
    value,
  );
}

describe("loadEntry", () => {
  it("names the nearest id and a search for one it does not know", async () => {
    const [problem] = await problemsOf(() => loadEntry("github.isues"));
    expect(problem?.message).toBe('Unknown source "github.isues". Did you mean github.issues?');
    expect(problem?.fix).toContain("create-sync sources github");
    expect(problem?.exit).toBe(2);
  });

  it.each(["../package", "github.issues.yaml", "", "__proto__.x", "constructor"])(
    "does not leave the catalogue for %j",
    async (id) => {
      expect(await saidProblems(() => loadEntry(id))).toEqual(["source/unknown"]);
    },
  );
});

describe("isEntryId", () => {
  it("knows the form, not the catalogue", () => {
    expect(["a.b", "plan.yaml", "github.pull_requests"].map(isEntryId)).toEqual([true, true, true]);
    expect(["GitHub.issues", "github", "./a.b", "a.b.c", "a b.c", "-"].map(isEntryId)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
