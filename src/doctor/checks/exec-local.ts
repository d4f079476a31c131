import { existsSync } from "node:fs";
import { join } from "node:path";
import type { WorkerFile } from "../../project/types.ts";
import type { Check, Finding } from "../types.ts";

/**
 * `ntn workers exec --local`, as ntn 0.4.0 does it: tsx of this very folder, and `mod.default.default.run`, which only a
 * CommonJS package has (tried with five versions of tsx under Node 20, 22 and 24).
 */
export const execLocal: Check = {
  id: "exec-local",
  about: "project",
  look: async (place) => {
    const [project, facts] = await Promise.all([place.code(), place.package()]);
    if (!project.workerFile) return [];
    const key = project.items.find(({ kind }) => kind === "sync")?.key ?? "<key>";
    const instead = `npx create-sync run ${/^[\w-]+$/.test(key) ? key : "<key>"} does the same here`;
    const fault = await findFault(project.workerFile, {
      root: place.root,
      isModule: facts?.type === "module",
    });
    if (fault) return [{ ...fault, fix: fault.fix ?? instead }];
    return [{ status: "ok", says: "`ntn workers exec --local` can load this worker" }];
  },
};

async function findFault(
  workerFile: WorkerFile,
  { root, isModule }: { root: string; isModule: boolean },
): Promise<Finding | undefined> {
  if (isModule) {
    const isWrapped = /Object\.assign\(\s*\w+\s*,\s*\{\s*default\s*:/.test(workerFile.text);
    return isWrapped
      ? undefined
      : {
          status: "note",
          says: "`ntn workers exec --local` (0.4.0) fails for ES modules, which this package is.",
        };
  }
  if (await hasTopLevelAwait(workerFile))
    return {
      status: "problem",
      says: `${workerFile.path} has an await outside of any function, which tsx cannot load in a CommonJS package.`,
      fix: "npm pkg set type=module, or move it into execute",
    };
  if (!existsSync(join(root, "node_modules", ".bin", "tsx")))
    return {
      status: "note",
      says: "`ntn workers exec --local` looks for node_modules/.bin/tsx in this folder, where it is not.",
    };
  return undefined;
}

async function hasTopLevelAwait(file: WorkerFile): Promise<boolean> {
  if (!/\bawait\b/.test(file.text)) return false;
  const { treeOf } = await import("../../project/module-file.ts");
  const isAwait = (kind: string): boolean => kind === "AwaitExpression";
  return treeOf(file)
    .getDescendants()
    .some((node) => {
      const isLoop = node.getKindName() === "ForOfStatement" && /^for\s+await\b/.test(node.getText());
      if (!isAwait(node.getKindName()) && !isLoop) return false;
      return !node
        .getAncestors()
        .some((one) => /Function|Method|Accessor|Constructor/.test(one.getKindName()));
    });
}
