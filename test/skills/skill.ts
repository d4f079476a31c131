import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readTree, repository } from "../kit/temp-project.ts";

/** One skill: the name of its folder, and its files by their path inside it. */
export type Skill = { folder: string; files: ReadonlyMap<string, string> };

/** The version that package.json has and every skill must have. */
export const version = String(
  (JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { version: string }).version,
);

/** Every folder of `.agents/skills`, by name. */
export async function readSkills(): Promise<Skill[]> {
  const skills = new Map<string, Map<string, string>>();
  for (const [path, text] of await readTree(join(repository, ".agents", "skills"))) {
    const [folder = "", ...rest] = path.split("/");
    skills.set(folder, (skills.get(folder) ?? new Map<string, string>()).set(rest.join("/"), text));
  }
  return [...skills]
    .map(([folder, files]) => ({ folder, files }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** The text of SKILL.md; empty if there is none. */
export function mainText({ files }: Skill): string {
  return files.get("SKILL.md") ?? "";
}

/** What stands between the two lines of dashes at the start of SKILL.md, and what follows them. */
export function splitSkill(text: string): { matter: string; body: string } {
  const [, matter = "", body = ""] = /^---\n([^]*?\n)---\n([^]*)$/.exec(text) ?? [];
  return { matter, body };
}

/** The Markdown files of a skill, as `folder/path` with their texts. */
export function pagesOf({ folder, files }: Skill): [path: string, text: string][] {
  return [...files]
    .filter(([path]) => path.endsWith(".md"))
    .map(([path, text]) => [`${folder}/${path}`, text]);
}
