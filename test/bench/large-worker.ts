import { readFileSync } from "node:fs";
import { join } from "node:path";
import { draftSync } from "../../src/add/draft.ts";
import { preparePlan } from "../../src/plan/load.ts";
import { listEntries } from "../../src/source/load.ts";
import { writeChanges } from "../../src/write/write.ts";
import { paramsOf } from "../kit/plans.ts";

/** Adds sources of the catalogue to the worker at `root` until its code has so many lines. Gives how many it has. */
export async function makeLargeWorker(root: string, lines: number): Promise<number> {
  for (const { id } of await listEntries()) {
    const draft = await draftSync(root, await preparePlan(id, { params: await paramsOf(id) }));
    await writeChanges(root, draft.changes);
    if (countLines(root) >= lines) break;
  }
  return countLines(root);
}

function countLines(root: string): number {
  const texts = ["index.ts", "sync-helpers.ts"].map((file) => readFileSync(join(root, "src", file), "utf8"));
  return texts.join("").split("\n").length;
}
