import { ownSkillNames } from "../../../src/project/skills.ts";
import { type Pack, readPack } from "../../../src/skills/pack.ts";

/** The package's own skills. */
export const pack = await readPack();

/** The same as an earlier version had them: other texts, and a file that was dropped since. */
export const olderPack: Pack = {
  version: "0.0.9",
  skills: new Map(
    [...pack.skills].map(([name, files]) => [
      name,
      new Map([
        ...[...files].map(([path, text]) => [path, text.replace("# ", "# Early ")] as const),
        ["dropped.md", `About ${name}, once.\n`],
      ]),
    ]),
  ),
};

/**
 * Skills of somebody else under all of our names, as the template for workers brings them: front matter with tools as a
 * list, a long reference beside it and examples below, and no file for Codex.
 */
export const foreignSkills: Record<string, string> = {
  ...Object.fromEntries(
    ownSkillNames.map((name) => [
      `.agents/skills/${name}/SKILL.md`,
      `---\nname: ${name}\ndescription: The team's own ${name}.\nuser-invocable: true\nallowed-tools: ["Bash", "Read"]\n---\n\n# ${name}\n\nAsk what to sync, then type it.\n`,
    ]),
  ),
  ".agents/skills/sync-guide/paging.md": "# Paging\n\nCount the pages.\n",
  ".agents/skills/sync-guide/examples/events.ts": "export const events = [];\n",
};

/** A skill of the user's own, which is none of our business. */
export const ownSkill = {
  ".agents/skills/release-notes/SKILL.md": "---\nname: release-notes\n---\n",
  ".claude/skills/release-notes/SKILL.md": "---\nname: release-notes\n---\n",
};
