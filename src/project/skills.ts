import { packageVersion } from "../package-files.ts";
import { findText, listFolder } from "./text-file.ts";
import type { Project } from "./types.ts";

type Skill = Project["skills"][number];

/** The skills of this package. */
export const ownSkillNames: readonly string[] = [
  "sync",
  "sync-guide",
  "sync-debug",
  "sync-validate",
  "auth-guide",
];

/**
 * The skills installed for any agent, by name. One of ours is stale if a copy of it, in either folder, has another
 * version than this package.
 */
export async function readSkills(root: string): Promise<Skill[]> {
  const skills = new Map<string, Skill>();
  for (const folder of [".agents/skills", ".claude/skills"]) {
    for (const name of await listFolder(root, folder)) {
      const text = await findText(root, `${folder}/${name}/SKILL.md`).catch(() => "");
      if (text === undefined) continue;
      const skill = describe(name, readSkillVersion(text));
      const other = skills.get(name);
      skills.set(name, other ? { ...other, stale: other.stale || skill.stale } : skill);
    }
  }
  return [...skills.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `metadata.version` in the front matter of a SKILL.md. */
export function readSkillVersion(text: string): string | undefined {
  const frontMatter = /^\uFEFF?---\r?\n([^]*?)\r?\n---/.exec(text)?.[1] ?? "";
  const metadata = /^metadata:(.*(?:\r?\n[ \t]+.*)*)/m.exec(frontMatter)?.[1] ?? "";
  return /(?:^|[\s{,])version:\s*["']?([\w.+-]{1,64})/.exec(metadata)?.[1];
}

function describe(name: string, version: string | undefined): Skill {
  const stale = ownSkillNames.includes(name) && version !== packageVersion();
  return { name, ...(version === undefined ? {} : { version }), stale };
}
