import { access, constants, stat } from "node:fs/promises";
import { platform } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

/** Where a program called ntn is: the project's own, or one on the PATH. */
export type NtnPlace = { path: string; from: "project" | "path" };

/**
 * The ntn that a person in this project would run: the one in its node_modules, else the first on the PATH. Nothing is
 * downloaded. Entries of the PATH that are no absolute folders are passed over, since they could lead into the project.
 */
export async function findNtn(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<NtnPlace | undefined> {
  const name = platform() === "win32" ? "ntn.exe" : "ntn";
  const own = join(root, "node_modules", ".bin", name);
  if (await canRun(own)) return { path: own, from: "project" };
  for (const folder of (env.PATH ?? "").split(delimiter).filter(isAbsolute)) {
    const path = join(folder, name);
    if (await canRun(path)) return { path, from: "path" };
  }
  return undefined;
}

async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
