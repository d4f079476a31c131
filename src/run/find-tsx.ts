import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Problem } from "../problems/problem.ts";

/** The worker file, below the project's root. */
export const workerEntry = "src/index.ts";

/** File URL of the project's own tsx. Throws a Problem where there is no worker file, no tsx or no node_modules. */
export function findTsx(root: string): string {
  if (!existsSync(join(root, workerEntry))) throw new Problem("run/no-worker-file", { file: workerEntry });
  const require = createRequire(join(root, "package.json"));
  try {
    return pathToFileURL(require.resolve("tsx")).href;
  } catch {
    const isInstalled = canResolve(require, "@notionhq/workers");
    throw isInstalled ? new Problem("run/no-tsx", {}) : new Problem("run/no-dependencies", {});
  }
}

function canResolve(require: NodeJS.Require, name: string): boolean {
  try {
    return require.resolve(name) !== "";
  } catch {
    return false;
  }
}
