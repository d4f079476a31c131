import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { preparePlan } from "../../../src/plan/load.ts";
import { problemsOf } from "../../kit/problems.ts";

// Each folder of test/plan is a plan that must be refused: input.yaml, and in problems.yaml what is said and where.
// UPDATE_GOLDEN=1 writes problems.yaml anew; read the difference before you commit it.

const folder = fileURLToPath(new URL("../../plan", import.meta.url));
const cases = (await readdir(folder)).sort();

describe("bad plans", () => {
  it.each(cases)("%s is refused with every place, reason and fix", async (name) => {
    const text = await readFile(join(folder, name, "input.yaml"), "utf8");
    const problems = await problemsOf(() => preparePlan({ text, file: "input.yaml" }));
    const said = problems.map(({ place, code, message, fix }) => ({
      at: place.line === undefined ? "nowhere" : `${place.line}:${place.column}`,
      ...(place.path !== undefined && { path: place.path }),
      code,
      message,
      fix,
    }));
    const expected = join(folder, name, "problems.yaml");
    const actual = stringify(said, { lineWidth: 0 });
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(expected, actual);
    expect(existsSync(expected)).toBe(true);
    expect(actual).toBe(await readFile(expected, "utf8"));
    expect(said.length).toBeGreaterThan(0);
    expect(said.every(({ at }) => at !== "nowhere")).toBe(true);
  });

  it("has two files in every folder", async () => {
    for (const name of cases)
      expect((await readdir(join(folder, name))).sort()).toEqual(["input.yaml", "problems.yaml"]);
  });
});
