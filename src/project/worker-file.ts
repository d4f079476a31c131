import { getWorkerName } from "./find-worker.ts";
import { readItems } from "./items.ts";
import { readModuleFile, treeOf } from "./module-file.ts";
import { refuseDepth } from "./syntax.ts";
import type { WorkerFile } from "./types.ts";

/**
 * Reads a worker's file by its syntax alone: imports, names, style, the worker's variable and what is registered on
 * it. `path` is relative to the project root. Throws a Problem (exit 4) for what we do not edit: syntax errors, no
 * worker or several, one that comes from elsewhere or is computed, more than 1 MB.
 */
export async function readWorkerFile(path: string, text: string): Promise<WorkerFile> {
  const file = await readModuleFile(path, text);
  const source = treeOf(file);
  return refuseDepth(path, () => {
    const worker = getWorkerName(path, source, file.imports);
    const items = readItems({ path, source, imports: file.imports, workers: new Set([worker]) });
    return { ...file, worker, items };
  });
}
