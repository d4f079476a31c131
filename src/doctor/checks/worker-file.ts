import { workerPath } from "../../project/read.ts";
import type { Check } from "../types.ts";

/** The worker's file: where ntn looks for it, readable, with the worker as its default export. */
export const workerFile: Check = {
  id: "worker-file",
  about: "project",
  look: async (place) => {
    const { workerFile: file, items } = await place.code();
    if (!file)
      return [
        {
          status: "problem",
          says: `${workerPath} is missing: that is the file that ntn runs and deploys.`,
          fix: "npx create-sync, which makes one",
        },
      ];
    const { treeOf } = await import("../../project/module-file.ts");
    const isExported =
      treeOf(file)
        .getExportAssignments()
        .some((one) => !one.isExportEquals()) || /\bas\s+default\b/.test(file.text);
    if (!isExported)
      return [
        {
          status: "problem",
          says: `${file.path} has no default export: Notion does not find the worker.`,
          fix: `Add to ${file.path}: export default ${file.worker};`,
        },
      ];
    const syncs = items.filter(({ kind }) => kind === "sync").length;
    return [{ status: "ok", says: `${file.path}: ${syncs} ${syncs === 1 ? "sync" : "syncs"}` }];
  },
};
