import { spawnSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { preparePlan } from "../../src/plan/load.ts";
import { type Fence, readPage } from "../kit/markdown.ts";
import { sayProblem } from "../kit/problems.ts";
import { Problem } from "../../src/problems/problem.ts";
import { linkPackages, readTree, repository, tempProject } from "../kit/temp-project.ts";

/** A fence and where it is. */
export type Block = Fence & { place: string };

/** The fences of a page that are in one of these languages. */
export function blocksOf(path: string, markdown: string, language: string): Block[] {
  const fences = readPage(markdown).fences.filter((fence) => fence.language === language);
  return fences.map((fence) => ({ ...fence, place: `${path}:${fence.line}` }));
}

/** What `plan check` says of a block: [] if it is a plan that may be built. */
export async function findPlanFaults({ place, text }: Block): Promise<string[]> {
  try {
    await preparePlan({ text, file: place });
    return [];
  } catch (error) {
    if (error instanceof Problem) return error.all.map((problem) => `${place} ${sayProblem(problem)}`);
    throw error;
  }
}

/** Whether a block stands, line for line, in the worker of a golden case, where the compiler checks it with its surroundings. */
export async function isGenerated({ text }: Block): Promise<boolean> {
  for (const [path, code] of await readTree(join(repository, "test", "golden"))) {
    if (/\/after\/src\/.*\.ts$/.test(path) && code.includes(text)) return true;
  }
  return false;
}

// What stands above the code of a worker; a block does not repeat it.
const imports = `import { RateLimitError, Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
`;

/** A block with what stands above it in a worker: the imports, and the worker itself where it only uses it. */
export function withPrelude(text: string): string {
  const needsWorker = /\bworker\./.test(text) && !/new Worker\(/.test(text);
  return imports + (needsWorker ? "const worker = new Worker();\n" : "") + text;
}

/** Type-checks blocks as files of a new worker, all in one run of tsc; gives its complaints, each with the block's place. */
export async function findTypeFaults(blocks: readonly Block[]): Promise<string[]> {
  const { root, remove } = await tempProject();
  await linkPackages(root);
  await mkdir(join(root, "src"));
  const template = join(repository, "templates", "new-worker");
  for (const file of ["tsconfig.json", "package.json"])
    await writeFile(join(root, file), await readFile(join(template, file)));
  for (const [index, { text }] of blocks.entries())
    await writeFile(join(root, "src", `block-${index}.ts`), withPrelude(text));
  const tsc = join(repository, "node_modules", "typescript", "bin", "tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "--noEmit", "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
  });
  await remove();
  return stdout.split("\n").flatMap((line) => {
    const [, index, message] = /^src\/block-(\d+)\.ts\(\d+,\d+\): error (.*)$/.exec(line) ?? [];
    if (index === undefined) return line.trim() === "" || line.startsWith(" ") ? [] : [line];
    return [`${blocks[Number(index)]?.place} ${message}`];
  });
}
