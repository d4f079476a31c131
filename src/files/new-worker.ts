import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { packageRoot } from "../package-files.ts";
import { Problem } from "../problems/problem.ts";
import type { Project, WorkerFile } from "../project/types.ts";
import { readWorkerFile } from "../project/worker-file.ts";
import type { FileChange } from "../write/changes.ts";
import type { ReadText } from "./companions.ts";

const workerPath = "src/index.ts";

/** A worker for a project without one: the file to add to, and what else a worker project needs. */
export type NewWorker = { worker: WorkerFile; files: FileChange[] };

/**
 * Makes a worker project out of an empty folder, or the missing parts of one; files that are there stay as they are.
 * Throws a Problem (exit 4) in a package that has nothing to do with workers. Needs no network.
 */
export async function newWorker(project: Project, read: ReadText): Promise<NewWorker> {
  if (project.moduleType !== undefined && project.sdk === undefined) {
    throw new Problem(
      "files/not-a-worker",
      { name: project.packageName ?? "this package" },
      { file: "package.json" },
    );
  }
  const folder = join(packageRoot(), "templates", "new-worker");
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
  const files: FileChange[] = [];
  for (const path of paths.filter((each) => each !== workerPath)) {
    // npm drops files of these names from a package, so they are kept under another one.
    const target = path.replace(/^_/, ".");
    const before = await read(target);
    const text = await readFile(join(folder, path), "utf8");
    if (before === undefined)
      files.push({ path: target, before, after: path === "package.json" ? named(text, project.root) : text });
  }
  const text = await readFile(join(folder, workerPath), "utf8");
  return { worker: await readWorkerFile(workerPath, text), files };
}

function named(packageJson: string, root: string): string {
  const name =
    basename(root)
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, "-")
      .replaceAll(/^-+|-+$/g, "") || "my-worker";
  return `${JSON.stringify({ ...(JSON.parse(packageJson) as object), name }, null, 2)}\n`;
}
