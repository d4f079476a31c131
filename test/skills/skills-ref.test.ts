import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { validate } from "skills-ref";
import { describe, expect, onTestFinished, test } from "vitest";
import { tempProject } from "../kit/temp-project.ts";
import { projectStrictly } from "./front-matter.ts";
import { mainText, readSkills, type Skill, splitSkill } from "./skill.ts";

// The port of the reference validator of the Agent Skills specification, by somebody else than us: what it refuses,
// hosts that know the specification only may refuse as well.

/** What it says of a skill's folder. */
async function validateSkill({ folder, files }: Skill, text: string): Promise<string[]> {
  const { root, remove } = await tempProject(Object.fromEntries(files), folder);
  onTestFinished(remove);
  await writeFile(join(root, "SKILL.md"), text);
  return validate(root);
}

describe.each(await readSkills())("the reference validator, on $folder", (skill) => {
  const text = mainText(skill);
  const { matter } = splitSkill(text);

  test("takes the strict form", async () => {
    expect(await validateSkill(skill, text.replace(matter, projectStrictly(matter)))).toEqual([]);
  });

  test("refuses the form for Claude Code, by the fields that the strict form drops", async () => {
    const [fault, ...others] = await validateSkill(skill, text);
    expect(others).toEqual([]);
    expect(fault).toContain("user-invocable");
  });

  test("finds another name, and a description that is too long", async () => {
    const strict = text.replace(matter, projectStrictly(matter));
    const [name] = await validateSkill(skill, strict.replace(/^name: .*$/m, "name: another"));
    expect(name).toContain("another");
    const long = `description: ${"long ".repeat(300)}`;
    const [description] = await validateSkill(skill, strict.replace(/^description: .*$/m, long));
    expect(description).toContain("1024");
  });
});
