import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { defaultStyle } from "../src/project/default-style.ts";
import { formatSnippet } from "../src/format/format.ts";
import { buildModel } from "../src/model/build.ts";
import { chooseNames } from "../src/model/names.ts";
import type { CodeModel } from "../src/model/types.ts";
import { preparePlan } from "../src/plan/load.ts";
import type { Plan } from "../src/plan/schema.ts";
import { renderModel } from "../src/render/render.ts";
import { loadTemplates, type Render } from "../src/render/template.ts";
import type { Snippet } from "../src/render/snippet.ts";
import { repository } from "./kit/temp-project.ts";

// Each unit of a shelf has a folder of its name: plan.yaml is a plan that uses it, code.ts what the unit makes of it.
// UPDATE_GOLDEN=1 writes code.ts anew.

const shelves = ["architecture", "paging", "changes", "deletes", "auth"] as const;
const units = (
  await Promise.all(
    shelves.map(async (shelf) => {
      const files = await readdir(join(repository, "generators", shelf));
      return files.map((file) => ({ shelf, id: file.replace(/\.ts$/, "") }));
    }),
  )
).flat();

let render: Render;
beforeAll(async () => {
  render = await loadTemplates();
});

function modelOf(plan: Plan, canBroker: boolean): CodeModel {
  return buildModel(plan, chooseNames(plan, { worker: "worker", ownProperties: true }), { canBroker });
}

/** What reads changes beside the sync, where they do not come as the records themselves. */
const toldParts = new Set(["entry type", "reader of one record", "first token", "rows of the changes"]);

/** The snippets a unit is responsible for. */
function partsOf(shelf: (typeof shelves)[number], id: string, plan: Plan): string[] {
  const texts = (model: CodeModel, chosen: (snippet: Snippet) => boolean) =>
    renderModel(model, render, (wanted) => [...wanted])
      .snippets.filter(chosen)
      .map(({ text }) => text);
  const model = modelOf(plan, true);
  const has = (key: string) => (snippet: Snippet) => snippet.registers.some((item) => item.key === key);
  switch (shelf) {
    case "architecture":
      return texts(model, has(id === "replace" ? model.names.keys.replace : model.names.keys.backfill));
    case "changes":
      return texts(
        model,
        (snippet) => has(model.names.keys.delta)(snippet) || toldParts.has(snippet.part ?? ""),
      );
    case "paging":
      return texts(model, ({ declares }) =>
        model.readers.some(({ unit, name }) => unit === `paging/${id}` && declares.includes(name)),
      );
    case "deletes":
      return id === "sweep"
        ? texts(model, has(model.names.keys.backfill)).map((text) => text.split("\nworker.sync")[0] ?? "")
        : texts(model, (snippet) => toldDeletes(id, model, snippet));
    case "auth":
      // Both ways of signing: by the platform where it can, and by the code itself.
      return [
        ...new Set(
          [true, false].flatMap((canBroker) =>
            texts(modelOf(plan, canBroker), ({ role }) => role === "credential" || role === "client"),
          ),
        ),
      ];
  }
}

/** What a way of deletion adds: its test, and the sync that is another because of it. */
function toldDeletes(id: string, { names }: CodeModel, { part = "", declares, registers }: Snippet): boolean {
  const { backfill, delta } = names.keys;
  const sync = { flag: backfill, "delete-log": delta }[id];
  return (
    declares.includes(names.isGone) ||
    ["type of deletions", "reader of deletions", "reader of some records", "rows of deletions"].includes(
      part,
    ) ||
    registers.some(({ key }) => key === sync)
  );
}

describe.each(units)("generators/$shelf/$id", ({ shelf, id }) => {
  const folder = join(repository, "test", "generators", shelf, id);

  it("makes the expected code", async () => {
    const text = await readFile(join(folder, "plan.yaml"), "utf8");
    const { complete } = await preparePlan({ text, file: "plan.yaml" });
    const parts = partsOf(shelf, id, complete.plan);
    expect(parts.length).toBeGreaterThan(0);
    const code = await formatSnippet(parts.join("\n"), defaultStyle);
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(join(folder, "code.ts"), code);
    expect(code).toBe(await readFile(join(folder, "code.ts"), "utf8"));
  });

  it("says what it is in words", async () => {
    const exported = (await import(`../generators/${shelf}/${id}.ts`)) as Record<
      string,
      { id: string; label: string; hint: string }
    >;
    const [unit] = Object.values(exported);
    expect(unit?.id).toBe(id);
    expect(unit?.label).toMatch(/^[A-Z].{3,80}$/);
    expect(unit?.hint).toMatch(/^[A-Z].{20,160}[.]$/);
  });
});
