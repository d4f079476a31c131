import { maxSourceFiles, maxSourceFolders } from "./limits.ts";
import { kindOf, listFolder } from "./text-file.ts";

const isSource = /(?<!\.d)\.[cm]?[jt]sx?$/;

/** The source files under src/, sorted: at most 200, those nearest to src/ first. Links are not followed. */
export async function findSourceFiles(root: string): Promise<string[]> {
  const found: string[] = [];
  const folders = ["src"];
  for (const folder of folders) {
    if ((await kindOf(root, folder)) !== "folder") continue;
    for (const name of await listFolder(root, folder)) {
      if (found.length === maxSourceFiles) return found.sort();
      const path = `${folder}/${name}`;
      const kind = await kindOf(root, path);
      if (kind === "folder" && !isForeign(name) && folders.length < maxSourceFolders) folders.push(path);
      if (kind === "file" && isSource.test(name)) found.push(path);
    }
  }
  return found.sort();
}

function isForeign(name: string): boolean {
  return name === "node_modules" || name.startsWith(".");
}
