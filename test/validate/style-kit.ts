import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cp, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SourceText } from "../../src/validate/code/program.ts";
import { linkPackages, repository, tempProject, type TempProject } from "../kit/temp-project.ts";

/** A worker written by hand: the files of its src/, and the plans that describe the API it reads. */
export type Style = { name: string; folder: string; files: SourceText[]; plans: StylePlan[] };
/** `key`: the sync that the plan is about, where the worker has several databases. */
export type StylePlan = { file: string; text: string; key?: string };

const folder = join(repository, "test", "validate", "styles");

/** The workers of test/validate/styles, in the order of their names. */
export function readStyles(): Style[] {
  return readdirSync(folder)
    .sort()
    .map((name) => readStyle(name));
}

function readStyle(name: string): Style {
  const root = join(folder, name);
  const files = readdirSync(join(root, "src"), { recursive: true })
    .map(String)
    .filter((path) => /\.[jt]s$/.test(path))
    .sort()
    .map((path) => `src/${path.replaceAll("\\", "/")}`)
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
  const plans = readdirSync(root)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => {
      const [, key] = /^plan\.(\w+)\.yaml$/.exec(file) ?? [];
      return { file, text: readFileSync(join(root, file), "utf8"), ...(key !== undefined && { key }) };
    });
  return { name, folder: root, files, plans };
}

/** A worker in a folder of its own that can be run: what a style brings in `packages/` is installed, and a .js entry renamed. */
export async function runnableStyle({ folder: from }: Style): Promise<TempProject> {
  const project = await tempProject(from);
  const { root } = project;
  const inside = (...parts: string[]): string => join(root, ...parts);
  await writeFile(inside("package.json"), '{ "type": "module", "private": true }');
  if (existsSync(inside("packages")))
    await cp(inside("packages"), inside("node_modules"), { recursive: true });
  // Only the entry of a worker has a fixed name.
  if (existsSync(inside("src", "index.js")))
    await rename(inside("src", "index.js"), inside("src", "index.ts"));
  await linkPackages(root);
  return project;
}

const compilerOptions = {
  ...{ target: "ES2022", lib: ["ES2023", "DOM", "DOM.Iterable"], types: ["node"], allowJs: true },
  ...{ module: "NodeNext", strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  ...{ skipLibCheck: true, noEmit: true },
};

/** All of the workers in one project, each in a folder of its name, so that one compiler checks them. */
export async function stylesProject(styles: readonly Style[]): Promise<TempProject> {
  const files = styles.flatMap(({ name, files: own }) =>
    own.map(({ path, text }) => [`${name}/${path}`, text] as const),
  );
  const project = await tempProject({
    ...Object.fromEntries(files),
    "package.json": '{ "type": "module", "private": true }',
    "tsconfig.json": JSON.stringify({ compilerOptions, include: styles.map(({ name }) => name) }),
  });
  await linkPackages(project.root);
  return project;
}
