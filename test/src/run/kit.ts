import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { WorkerOptions, WorkerProcess } from "../../../src/run/worker-process.ts";
import { openWorker } from "../../../src/run/worker-process.ts";

const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));

export type ProjectOptions = {
  type?: "module" | "commonjs";
  /** "none" is a project before npm install. */
  install?: "0.9.2" | "0.4.0" | "no-tsx" | "none";
  env?: string;
  files?: Record<string, string>;
};

/** Makes a worker project in a temporary directory that goes away with the test. */
export async function makeProject(source: string | undefined, options: ProjectOptions = {}): Promise<string> {
  const root = await writeProject(source, options);
  onTestFinished(() => removeProject(root));
  return root;
}

/** Takes a directory away that `writeProject` made. */
export async function removeProject(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true });
}

/** The same without an end; for beforeAll, together with `removeProject` in afterAll. */
export async function writeProject(
  source: string | undefined,
  { type = "module", install = "0.9.2", env, files = {} }: ProjectOptions = {},
): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "create-sync run é ")));
  const all = { "package.json": JSON.stringify({ type }), ...files };
  for (const [path, text] of Object.entries({
    ...all,
    ...(source === undefined ? {} : { "src/index.ts": source }),
    ...(env === undefined ? {} : { ".env": env }),
  })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await linkModules(root, install);
  return root;
}

/** Opens a project's worker and closes it with the test. */
export async function openTestWorker(root: string, options: WorkerOptions = {}): Promise<WorkerProcess> {
  const worker = await openWorker(root, options);
  onTestFinished(() => worker.close());
  return worker;
}

/** The code of a worker with one database "books" and whatever is appended. */
export function workerSource(
  code: string,
  properties = `Title: Schema.title(), ID: Schema.richText()`,
): string {
  return `import { RateLimitError, Worker } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
const worker = new Worker();
export default worker;
const books = worker.database("books", {
  type: "managed", initialTitle: "Books", primaryKeyProperty: "ID", schema: { properties: { ${properties} } },
});
const row = (key: string, more: object = {}) =>
  ({ type: "upsert" as const, key, properties: { Title: Builder.title("Book " + key), ID: Builder.richText(key), ...more } });
void [RateLimitError, row];
${code}
`;
}

/** A sync declaration; `body` is the body of execute, with \`state\` in scope. */
export function syncSource(key: string, body: string, mode = "replace"): string {
  return `worker.sync(${JSON.stringify(key)}, { database: books, mode: "${mode}", schedule: "1d", execute: async (state: any): Promise<any> => {
${body}
} });`;
}

async function linkModules(root: string, install: ProjectOptions["install"]): Promise<void> {
  if (install === "none") return;
  if (install === "0.9.2") return symlink(modules, join(root, "node_modules"));
  await mkdir(join(root, "node_modules/@notionhq"), { recursive: true });
  const sdk = install === "0.4.0" ? "workers-0.4.0" : "@notionhq/workers";
  await symlink(join(modules, sdk), join(root, "node_modules/@notionhq/workers"));
  if (install === "0.4.0") await symlink(join(modules, "tsx"), join(root, "node_modules/tsx"));
}
