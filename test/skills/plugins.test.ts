import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ownSkillNames } from "../../src/project/skills.ts";
import { repository } from "../kit/temp-project.ts";
import { mainText, readSkills, splitSkill, version } from "./skill.ts";

type Json = Record<string, unknown>;

const readJson = (path: string): Json => JSON.parse(readFileSync(join(repository, path), "utf8")) as Json;
const manifests = [".claude-plugin/plugin.json", ".codex-plugin/plugin.json"];
const { files, name } = readJson("package.json");

/** The version numbers of everything that has one, by its path. */
async function versionsIn(): Promise<[string, unknown][]> {
  const skills = await readSkills();
  return [
    ...manifests.map((path): [string, unknown] => [path, readJson(path)["version"]]),
    ...skills.map((skill): [string, unknown] => {
      const matter = parse(splitSkill(mainText(skill)).matter) as { metadata?: Json };
      return [skill.folder, matter.metadata?.["version"]];
    }),
  ];
}

test("package, plugins and skills have one version number", async () => {
  const versions = await versionsIn();
  expect(versions).toHaveLength(7);
  expect(versions.filter(([, one]) => one !== version)).toEqual([]);
});

describe.each(manifests)("%s", (path) => {
  const manifest = readJson(path);

  test("names the package and leads to the one folder of skills", () => {
    expect(manifest["name"]).toBe(name);
    expect(manifest["skills"]).toBe("./.agents/skills/");
    expect(readdirSync(join(repository, String(manifest["skills"]))).sort()).toEqual(
      [...ownSkillNames].sort(),
    );
  });

  test("is part of the package", () => {
    expect(files).toContain(path.split("/")[0]);
  });
});

test.each([
  [".claude-plugin/marketplace.json", (plugin: Json) => plugin["source"]],
  [".agents/plugins/marketplace.json", (plugin: Json) => (plugin["source"] as Json)["path"]],
])("%s offers the repository itself, with no version of its own", (path, sourceOf) => {
  const plugins = readJson(path)["plugins"] as Json[];
  expect(plugins).toHaveLength(1);
  const [plugin = {}] = plugins;
  expect([plugin["name"], sourceOf(plugin), plugin["version"]]).toEqual([name, "./", undefined]);
});

test("the copies for hosts that look into packages are made when it is packed, and not kept", () => {
  const scripts = readJson("package.json")["scripts"] as Json;
  expect(scripts["prepack"]).toContain("cpSync('.agents/skills','dist/skills'");
  for (const copy of ["skills", ".claude/skills"]) expect(existsSync(join(repository, copy))).toBe(false);
});
