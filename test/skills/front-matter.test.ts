import { describe, expect, test } from "vitest";
import { findAgentFaults, findMatterFaults, findStrictFaults, projectStrictly } from "./front-matter.ts";
import { mainText, readSkills, type Skill, splitSkill, version } from "./skill.ts";

const skills = await readSkills();
const matterOf = (skill: Skill): string => splitSkill(mainText(skill)).matter;

/** A skill that is as it should be, with one thing changed. */
function makeSkill(change: (text: string) => string = (text) => text, agent?: string): Skill {
  const text = [
    "---",
    "name: sync",
    'description: "Sync things. Use when there are things: sync them."',
    "metadata:",
    `  version: "${version}"`,
    '  opencode/slash: "true"',
    "allowed-tools: Read Bash(npx create-sync *)",
    "user-invocable: true",
    "disable-model-invocation: true",
    'argument-hint: "[thing]"',
    "---",
    "# Sync",
    "",
  ].join("\n");
  const openai = [
    "interface:",
    '  display_name: "Sync"',
    '  short_description: "Sync things without losing any"',
    '  default_prompt: "Use $sync to sync things."',
    "policy:",
    "  allow_implicit_invocation: false",
    "",
  ].join("\n");
  return {
    folder: "sync",
    files: new Map([
      ["SKILL.md", change(text)],
      ["agents/openai.yaml", agent ?? openai],
    ]),
  };
}

test("there are the five skills, each in its folder, and nothing else", () => {
  expect(skills.map(({ folder }) => folder)).toEqual([
    "auth-guide",
    "sync",
    "sync-debug",
    "sync-guide",
    "sync-validate",
  ]);
  expect(skills.filter((skill) => mainText(skill) === "")).toEqual([]);
});

describe("front matter", () => {
  test.each(skills)("of $folder is as Claude Code, Codex and opencode take it", (skill) => {
    expect(findMatterFaults(skill, version)).toEqual([]);
  });

  test("that is right has no fault", () => {
    expect(findMatterFaults(makeSkill(), version)).toEqual([]);
  });

  test.each([
    ["no front matter", (text: string) => text.replace(/^---\n/, ""), "SKILL.md has no front matter"],
    [
      "a colon that YAML reads",
      (text: string) => text.replace('"Sync things. Use', "Sync things: Use"),
      "no YAML",
    ],
    [
      "a field nobody knows",
      (text: string) => text.replace("user-inv", "model: opus\nuser-inv"),
      "unknown field model",
    ],
    [
      "tools as a list",
      (text: string) => text.replace("Read Bash", "[Read]\n# Bash"),
      "allowed-tools is no text",
    ],
    [
      "any shell command",
      (text: string) => text.replace("Bash(npx create-sync *)", "Bash"),
      "gives away Bash",
    ],
    ["any command at all", (text: string) => text.replace("npx create-sync *", "*"), "gives away Bash(*)"],
    [
      "a hint that YAML reads as a list",
      (text: string) => text.replace('"[thing]"', "[thing]"),
      "argument-hint is not quoted",
    ],
    [
      "an old version",
      (text: string) => text.replace(version, "0.0.9"),
      `metadata.version is not ${version}`,
    ],
    ["no word on when to use it", (text: string) => text.replace("Use when", "For when"), "when to use it"],
    [
      "a slash command that is none",
      (text: string) => text.replace("invocable: true", "invocable: false"),
      "opencode/slash",
    ],
    [
      "a command that starts itself",
      (text: string) => text.replace("disable-model-invocation: true\n", ""),
      "by itself",
    ],
  ])("with %s is found", (_, change, words) => {
    expect(findMatterFaults(makeSkill(change), version).join("; ")).toContain(words);
  });
});

describe("for hosts that know six fields", () => {
  test.each(skills)("the strict form of $folder satisfies the reference rules", (skill) => {
    const strict = projectStrictly(matterOf(skill));
    expect(strict.length).toBeGreaterThan(300);
    expect(findStrictFaults(skill.folder, strict)).toEqual([]);
  });

  test("the full form does not, which is why there is a strict one", () => {
    expect(findStrictFaults("sync", matterOf(makeSkill()))).toContain("unexpected field user-invocable");
  });

  test.each([
    [
      "a list in brackets",
      "name: a\ndescription: b\nallowed-tools: [Read]\n",
      "a list or mapping in brackets",
    ],
    ["an anchor", "name: &x a\ndescription: b\n", "an anchor"],
    ["another folder", "name: b\ndescription: b\n", "the name is not the folder's"],
    ["a double hyphen", "name: a--b\ndescription: b\n", "bad name"],
    ["an angle bracket", "name: a\ndescription: a <b>\n", "bad description"],
    ["a long description", `name: a\ndescription: ${"b".repeat(1025)}\n`, "bad description"],
    [
      "a number in metadata",
      "name: a\ndescription: b\nmetadata:\n  version: 1\n",
      "metadata is not all text",
    ],
  ])("%s is found", (_, matter, fault) => {
    expect(findStrictFaults("a", matter)).toContain(fault);
  });
});

describe("agents/openai.yaml", () => {
  test.each(skills)("of $folder says the same as its front matter", (skill) => {
    expect(findAgentFaults(skill)).toEqual([]);
  });

  test("that lets Codex start a command by itself, or tells too little, is found", () => {
    const open = 'interface:\n  short_description: "Sync"\npolicy:\n  allow_implicit_invocation: true\n';
    expect(findAgentFaults(makeSkill(undefined, open))).toEqual([
      "the policy differs",
      "no display_name",
      "short_description has 4 characters, not 25 to 64",
      "default_prompt does not begin with the skill",
    ]);
    expect(findAgentFaults({ folder: "sync", files: new Map() })).toEqual(["agents/openai.yaml is missing"]);
  });
});
