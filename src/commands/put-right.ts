import { Problem } from "../problems/problem.ts";
import { isInterrupted, recover } from "../write/recover.ts";
import type { Context } from "./types.ts";

/** Mends what a killed run left half written in `root`, and says so. A dry run refuses instead: it writes nothing. */
export async function putRight(root: string, context: Context): Promise<void> {
  if (context.dryRun) {
    if (isInterrupted(root)) throw new Problem("write/interrupted", { folder: ".create-sync" });
    return;
  }
  const paths = await recover(root);
  if (paths.length > 0)
    context.say(`An earlier run was killed while it wrote; put back as before: ${paths.join(", ")}`);
}
