import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot, packageVersion } from "../package-files.ts";
import { ownSkillNames } from "../project/skills.ts";

/** The skills that come with this package: their files with their texts, by name and by path inside the skill. */
export type Pack = { version: string; skills: ReadonlyMap<string, ReadonlyMap<string, string>> };

/** Reads the skills of this package. */
export async function readPack(): Promise<Pack> {
  const folder = join(packageRoot(), ".agents", "skills");
  const skills = await Promise.all(
    ownSkillNames.map(async (name) => [name, await readTexts(join(folder, name))] as const),
  );
  return { version: packageVersion(), skills: new Map(skills) };
}

async function readTexts(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
  const texts = paths.sort().map(async (path) => [path, await readFile(join(folder, path), "utf8")] as const);
  return new Map(await Promise.all(texts));
}
