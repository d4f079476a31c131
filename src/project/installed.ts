import { dirname, join } from "node:path";
import { findPackage } from "./package-json.ts";

/**
 * The version of a package as a file in `root` would find it: in the nearest node_modules at or above it, as Node
 * itself looks. Undefined if it is not installed, or if what is there is no readable package.
 */
export async function findInstalledVersion(root: string, name: string): Promise<string | undefined> {
  for (let folder = root; ; folder = dirname(folder)) {
    const facts = await findPackage(join(folder, "node_modules", name)).catch(() => undefined);
    if (facts?.version !== undefined) return facts.version;
    if (dirname(folder) === folder) return undefined;
  }
}
