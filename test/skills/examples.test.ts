import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { draftSync } from "../../src/add/draft.ts";
import { preparePlan } from "../../src/plan/load.ts";
import { writeChanges } from "../../src/write/write.ts";
import { linkPackages, readTree, repository, tempProject } from "../kit/temp-project.ts";
import { findPlanFaults } from "./code-blocks.ts";

// Each <name>.plan.yaml in the folder is added to an empty one; <name>.ts is the worker that comes of it, byte for byte.
// UPDATE_GOLDEN=1 writes the workers anew; read the difference before you commit it.

const run = promisify(execFile);
const guide = join(repository, ".agents", "skills", "sync-guide");
const folder = join(guide, "examples");
const names = [
  "incremental-basic",
  "incremental-bimodal",
  "incremental-events",
  "incremental-token",
  "replace-paginated",
  "replace-simple",
];
const planOf = (name: string): Promise<string> => readFile(join(folder, `${name}.plan.yaml`), "utf8");
const codeOf = (name: string): Promise<string> => readFile(join(folder, `${name}.ts`), "utf8");

const made = new Map<string, Promise<ReadonlyMap<string, string>>>();

/** The files of the worker that an example's plan makes, by path; made once. */
function makeWorker(name: string): Promise<ReadonlyMap<string, string>> {
  const files = made.get(name) ?? generate(name);
  made.set(name, files);
  return files;
}

async function generate(name: string): Promise<ReadonlyMap<string, string>> {
  const { root, remove } = await tempProject();
  const { changes } = await draftSync(root, await preparePlan({ text: await planOf(name), file: name }));
  await writeChanges(root, changes);
  const files = await readTree(root);
  await remove();
  if (process.env["UPDATE_GOLDEN"] === "1")
    await writeFile(join(folder, `${name}.ts`), files.get("src/index.ts") ?? "");
  return files;
}

describe.each(names)("%s", (name) => {
  it("has a plan that passes its check", async () => {
    expect(await findPlanFaults({ ...noFence, text: await planOf(name), place: name })).toEqual([]);
  });

  it("is what create-sync makes of the plan, byte for byte", async () => {
    const worker = (await makeWorker(name)).get("src/index.ts");
    expect(worker).toContain("export default worker;");
    expect(await codeOf(name)).toBe(worker);
  });

  it("imports helpers that the skill explains, and no other", async () => {
    const page = await readFile(join(guide, "generated-code.md"), "utf8");
    const [, imported = ""] =
      /^import \{([^}]*)\} from "\.\/sync-helpers\.js";$/m.exec(await codeOf(name)) ?? [];
    const helpers = imported.split(",").flatMap((part) => /^\s*([a-z]\w*)\s*$/.exec(part)?.[1] ?? []);
    expect(helpers.length).toBeGreaterThan(5);
    expect(helpers.filter((helper) => !page.includes(`\`${helper}\``))).toEqual([]);
  });
});

const noFence = { language: "yaml", line: 1, intro: "" };

describe("the examples", () => {
  it("are those six, each with its plan, and nothing else lies beside them", async () => {
    const files = names.flatMap((name) => [`${name}.plan.yaml`, `${name}.ts`]);
    expect([...(await readTree(folder)).keys()]).toEqual(files);
  });

  it("are the rows of the skill's table, each linked with its plan", async () => {
    const rows = (await readFile(join(guide, "SKILL.md"), "utf8"))
      .split("\n")
      .filter((row) => row.includes("](examples/"));
    const linked = names.map(
      (name) => `| [${name}](examples/${name}.ts), [plan](examples/${name}.plan.yaml) `,
    );
    expect(rows.map((row) => row.replace(/(?<!^)\|.*$/, "")).sort()).toEqual(linked);
  });

  it("show both architectures: two replace, four keep a pair on one database", async () => {
    const modes = names.map(async (name) =>
      [...(await codeOf(name)).matchAll(/^\tmode: "(\w+)",$/gm)].map(([, mode]) => mode).join(" "),
    );
    const [pair, single] = ["replace incremental", "replace"];
    expect(await Promise.all(modes)).toEqual([pair, pair, pair, pair, single, single]);
  });

  it("compile against the real SDK; a mistake in one is found", async () => {
    const files: Record<string, string> = { "package.json": '{ "type": "module" }' };
    for (const name of names) {
      files[`${name}/index.ts`] = await codeOf(name);
      files[`${name}/sync-helpers.ts`] = (await makeWorker(name)).get("src/sync-helpers.ts") ?? "";
    }
    const right = await codeOf("replace-simple");
    const wrong = right.replace("key: String(component.id)", "key: component.id");
    expect(wrong).not.toBe(right);
    files["replace-simple/wrong.ts"] = wrong;
    const complaints = (await typeCheck(files))
      .split("\n")
      .filter((row) => row !== "" && !row.startsWith(" "));
    expect(complaints).toEqual([
      expect.stringMatching(/^replace-simple\/wrong\.ts\(\d+,\d+\): error TS2322: .*undefined/),
    ]);
  });
});

/** Type-checks folders of files together, and gives the compiler's complaints. */
async function typeCheck(files: Record<string, string>): Promise<string> {
  const flags = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };
  const compilerOptions = {
    ...{ target: "ES2022", lib: ["ES2022", "DOM"], types: ["node"], module: "NodeNext" },
    ...{ ...flags, noUnusedLocals: true, noUnusedParameters: true, skipLibCheck: true, noEmit: true },
  };
  const tsconfig = JSON.stringify({ compilerOptions, include: names });
  const { root, remove } = await tempProject({ ...files, "tsconfig.json": tsconfig });
  await linkPackages(root);
  const tsc = join(repository, "node_modules", "typescript-7", "bin", "tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", ".", "--pretty", "false"], { cwd: root }).catch(
    (error: { stdout: string }) => error,
  );
  await remove();
  return stdout;
}
