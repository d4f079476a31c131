import { resolve } from "node:path";
import { readEnvNames } from "./env.ts";
import { isGitIgnored } from "./git-ignore.ts";
import { findInstalledVersion } from "./installed.ts";
import { findPackage } from "./package-json.ts";
import { readSdk } from "./sdk.ts";
import { readSkills } from "./skills.ts";
import { findSourceFiles } from "./source-files.ts";
import { findText, listFolder } from "./text-file.ts";
import type { Project, WorkerFile, WorkerItem } from "./types.ts";

/** Where Notion's tools expect the worker: `ntn` runs this file and no other. */
export const workerPath = "src/index.ts";

/**
 * Reads all we need to know of a project, and nothing else: no value of an env file, no file outside the root but the
 * packages Node would find. A folder without package.json or worker gives a Project without those facts. Throws a
 * Problem for a malformed package.json and for a worker file we do not edit.
 */
export async function readProject(root: string): Promise<Project> {
  const folder = resolve(root);
  const [packages, code, env, plans, skills] = await Promise.all([
    readPackages(folder),
    readCode(folder),
    readEnv(folder),
    listFolder(folder, "syncs"),
    readSkills(folder),
  ]);
  return {
    root: folder,
    ...packages,
    ...code,
    env,
    plans: plans.filter((name) => name.endsWith(".plan.yaml")).map((name) => `syncs/${name}`),
    skills,
  };
}

type Packages = Pick<Project, "packageName" | "moduleType" | "sdk" | "typescript" | "hasTsx">;

async function readPackages(root: string): Promise<Packages> {
  const facts = await findPackage(root);
  const [installedSdk, typescript, tsx] = await Promise.all(
    ["@notionhq/workers", "typescript", "tsx"].map((name) => findInstalledVersion(root, name)),
  );
  const sdk = readSdk(installedSdk, facts?.ranges.get("@notionhq/workers"));
  return {
    ...(facts?.name === undefined ? {} : { packageName: facts.name }),
    ...(facts === undefined ? {} : { moduleType: facts.type }),
    ...(sdk === undefined ? {} : { sdk }),
    ...(typescript === undefined ? {} : { typescript }),
    hasTsx: tsx !== undefined || facts?.ranges.has("tsx") === true,
  };
}

/** What the code of a project registers, and its worker file. Throws a Problem for a worker file we do not edit. */
export async function readCode(root: string): Promise<Pick<Project, "workerFile" | "items">> {
  const text = await findText(root, workerPath);
  if (text === undefined) return { items: [] };
  const { readWorkerFile } = await import("./worker-file.ts");
  const workerFile = await readWorkerFile(workerPath, text);
  return { workerFile, items: [...workerFile.items, ...(await readItemsBeside(root, workerFile))] };
}

async function readItemsBeside(root: string, workerFile: WorkerFile): Promise<WorkerItem[]> {
  const { readOtherItems } = await import("./other-items.ts");
  const items: WorkerItem[] = [];
  for (const path of await findSourceFiles(root)) {
    if (path === workerFile.path) continue;
    // A file beside the worker that cannot be read is not ours to complain about: nothing is written to it.
    const text = await findText(root, path).catch(() => undefined);
    if (text !== undefined) items.push(...readOtherItems({ path, text }, workerFile));
  }
  return items;
}

async function readEnv(root: string): Promise<Project["env"]> {
  const [names, exampleNames, ignored] = await Promise.all([
    readNamesOf(root, ".env"),
    readNamesOf(root, ".env.example"),
    isGitIgnored(root, ".env"),
  ]);
  return { names, exampleNames, ignored };
}

async function readNamesOf(root: string, path: string): Promise<string[]> {
  return readEnvNames((await findText(root, path)) ?? "");
}
