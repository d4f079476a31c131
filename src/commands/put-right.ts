import { readdirSync } from "node:fs";
import { Problem } from "../problems/problem.ts";
import type { Context } from "./types.ts";

/** Mends what a killed run left half written in `root`, and says so. A dry run refuses instead: it writes nothing. */
export async function putRight(root: string, context: Context): Promise<void> {
  if (!hasLeftovers(root)) return;
  const { isInterrupted, recover } = await import("../write/recover.ts");
  if (context.dryRun) {
    if (isInterrupted(root)) throw new Problem("write/interrupted", { folder: ".create-sync" });
    return;
  }
  const paths = await recover(root);
  if (paths.length > 0) {
    context.say(`An earlier run was killed while it wrote; put back as before: ${paths.join(", ")}`);
  }
}

// Nearly always there are none, and then the code that mends them need not be loaded.
function hasLeftovers(root: string): boolean {
  try {
    return readdirSync(root).some((name) => name.startsWith(".create-sync"));
  } catch {
    // No such folder, or one we may not read: the command itself says so if it matters.
    return false;
  }
}
