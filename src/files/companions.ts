import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatSnippet } from "../format/format.ts";
import { packageRoot } from "../package-files.ts";
import type { Project, Style } from "../project/types.ts";
import type { FileChange } from "../write/changes.ts";
import { envFiles } from "./env-files.ts";
import { helpersFile } from "./helpers-file.ts";

/** Reads a file of the project by its path; undefined if there is none. */
export type ReadText = (path: string) => Promise<string | undefined>;

export type CompanionRequest = {
  name: string;
  planText: string;
  testText: string;
  /** The test as the earlier plan of this name made it: one that still reads so is not the user's own yet. */
  earlierTestText?: string;
  /** Names of the helper module that the worker file uses. */
  helpers: readonly string[];
  env: readonly { name: string; hint: string }[];
  project: Project;
  style: Style;
  read: ReadText;
};

/** What a sync needs beside the worker file: helpers, plan, test, settings. Tests and settings are written only once. */
export async function companionFiles(request: CompanionRequest): Promise<FileChange[]> {
  const { name, project, style, read } = request;
  const format = { style, root: project.root };
  const helpersText = await read("src/sync-helpers.ts");
  const helpers = request.helpers.length === 0 ? [] : [await helpersFile(request.helpers, helpersText, format)];
  const planPath = `syncs/${name}.plan.yaml`;
  return [
    ...helpers,
    { path: planPath, before: await read(planPath), after: request.planText },
    ...(await testFile(request)),
    ...(await onlyOnce("test/sync-test-kit.ts", await testKit(format), read)),
    ...(await envFiles(request.env, project, read)),
  ];
}

async function testFile({ name, testText, earlierTestText, read }: CompanionRequest): Promise<FileChange[]> {
  const path = `test/${name}.test.ts`;
  const before = await read(path);
  return before === undefined || before === earlierTestText ? [{ path, before, after: testText }] : [];
}

async function testKit({ style, root }: { style: Style; root: string }): Promise<string> {
  const text = await readFile(join(packageRoot(), "templates", "kit", "sync-test-kit.ts"), "utf8");
  return formatSnippet(text, style, root);
}

async function onlyOnce(path: string, after: string, read: ReadText): Promise<FileChange[]> {
  return (await read(path)) === undefined ? [{ path, before: undefined, after }] : [];
}
