import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatSnippet } from "../format/format.ts";
import { helpersModule } from "../model/dialect.ts";
import type { TestNode } from "../model/test-node.ts";
import { packageRoot } from "../package-files.ts";
import { appliedPlanPath, planPath } from "../plan/names.ts";
import type { Project, Style } from "../project/types.ts";
import { spellTest } from "../render/render.ts";
import type { ImportNeed } from "../render/snippet.ts";
import type { FileChange } from "../write/changes.ts";
import { envFiles } from "./env-files.ts";
import { helpersFile } from "./helpers-file.ts";

/** Reads a file of the project by its path; undefined if there is none. */
export type ReadText = (path: string) => Promise<string | undefined>;

export type CompanionRequest = {
  name: string;
  planText: string;
  test: TestNode;
  /** The test as the earlier plan of this name made it: one that still reads so is not the user's own yet. */
  earlierTest?: TestNode;
  /** What the worker file imports; the helper module is made of what comes from it. */
  imports: readonly ImportNeed[];
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
  const used = request.imports.filter((need) => need.from === helpersModule).map((need) => need.name);
  const helpers = used.length === 0 ? [] : [await helpersFile(used, helpersText, format)];
  const plans = [planPath(name), appliedPlanPath(name)].map(async (path): Promise<FileChange> => ({
    path,
    before: await read(path),
    after: request.planText,
  }));
  return [
    ...helpers,
    ...(await Promise.all(plans)),
    ...(await testFile(request)),
    ...(await onlyOnce("test/sync-test-kit.ts", await testKit(format), read)),
    ...(await envFiles(request.env, project, read)),
  ];
}

async function testFile({
  name,
  test,
  earlierTest,
  read,
  ...where
}: CompanionRequest): Promise<FileChange[]> {
  const path = `test/${name}.test.ts`;
  const before = await read(path);
  const isOurs = before === undefined || (earlierTest && before === (await testText(earlierTest, where)));
  return isOurs ? [{ path, before, after: await testText(test, where) }] : [];
}

async function testText(
  test: TestNode,
  { style, project }: { style: Style; project: Project },
): Promise<string> {
  return formatSnippet(await spellTest(test), style, project.root);
}

async function testKit({ style, root }: { style: Style; root: string }): Promise<string> {
  const text = await readFile(join(packageRoot(), "templates", "kit", "sync-test-kit.ts"), "utf8");
  return formatSnippet(text, style, root);
}

async function onlyOnce(path: string, after: string, read: ReadText): Promise<FileChange[]> {
  return (await read(path)) === undefined ? [{ path, before: undefined, after }] : [];
}
