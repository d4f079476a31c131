import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

type Manifest = { name?: unknown; version?: unknown };

/** The folder of our own package: the nearest one above this file whose package.json is named create-sync. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (readManifest(folder)?.name !== "create-sync") {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error("The files of create-sync are incomplete: its package.json is missing.");
    folder = parent;
  }
  return folder;
}

/** Our own version, as package.json has it. */
export function packageVersion(): string {
  return String(readManifest(packageRoot())?.version);
}

function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, "package.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Manifest) : undefined;
}
