import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changeSkills, tellSkills } from "../../../src/skills/install.ts";
import { makeFolder, readTree, writeTree } from "../write/tree.ts";
import { foreignSkills, pack } from "./stand-in.ts";

const install = (root: string, force = false) => changeSkills(root, "install", { force, write: true });
const ours = pack.skills.get("sync")?.get("SKILL.md") ?? "";
const toSync = "link to ../../.agents/skills/sync";

function makeProject(files: Record<string, string> = {}, links: Record<string, string> = {}): string {
  const root = makeFolder();
  writeTree(root, files);
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    symlinkSync(target, join(root, path));
  }
  return root;
}

const sightOf = async (root: string, name = "sync") =>
  (await tellSkills(root)).status.find((skill) => skill.name === name)?.claudeCode;

describe("links that git wrote as text files become links again", () => {
  test("the one of the whole folder", async () => {
    const root = makeProject({ ".claude/skills": "../.agents/skills" });
    expect(await sightOf(root)).toMatchObject({ sees: false, fault: expect.stringContaining("text file") });
    const { draft } = await install(root);
    expect(draft.repaired).toEqual([".claude/skills"]);
    expect(readTree(root)[".claude/skills"]).toBe("link to ../.agents/skills");
    expect(await sightOf(root)).toEqual({ sees: true, by: "link" });
    expect((await install(root)).draft.changes).toEqual([]);
  });

  test("those of the skills", async () => {
    const root = makeProject({ ".claude/skills/sync": "../../.agents/skills/sync\n" });
    const { draft } = await install(root);
    expect(draft.repaired).toEqual([".claude/skills/sync"]);
    expect(readTree(root)[".claude/skills/sync"]).toBe(toSync);
  });

  test("and are taken out as such by uninstall", async () => {
    const root = makeProject();
    await install(root);
    const { [".claude/skills/sync"]: link = "" } = readTree(root);
    await changeSkills(root, "uninstall", { force: false, write: true });
    expect(readTree(root)).toEqual({});
    await install(root);
    const again = join(root, ".claude/skills/sync");
    rmSync(again);
    writeFileSync(again, link.slice("link to ".length));
    await changeSkills(root, "uninstall", { force: false, write: true });
    expect(readTree(root)).toEqual({});
  });
});

describe("what is in the place of a link", () => {
  test("a copy of the skill is kept current as a copy", async () => {
    const root = makeProject({ ".claude/skills/sync/SKILL.md": ours });
    await expect(install(root)).rejects.toMatchObject({ code: "skills/foreign" });
    await install(root, true);
    const tree = readTree(root);
    expect(tree[".claude/skills/sync/custom-plan.md"]).toBe(tree[".agents/skills/sync/custom-plan.md"]);
    expect(await sightOf(root)).toEqual({ sees: true, by: "copy" });
    expect((await install(root)).draft.changes).toEqual([]);
    writeFileSync(join(root, ".claude/skills/sync/SKILL.md"), "edited\n");
    await expect(install(root)).rejects.toMatchObject({ code: "skills/edited" });
  });

  test("another link is somebody else's; --force says where it led", async () => {
    const root = makeProject(
      { "shared/sync/SKILL.md": "theirs\n" },
      { ".claude/skills/sync": "../../shared/sync" },
    );
    await expect(install(root)).rejects.toMatchObject({
      code: "skills/foreign",
      args: { place: ".claude/skills/sync" },
    });
    const { draft } = await install(root, true);
    expect(draft.unlinked).toEqual([{ path: ".claude/skills/sync", target: "../../shared/sync" }]);
    const tree = readTree(root);
    expect(tree[".claude/skills/sync"]).toBe(toSync);
    expect(tree["shared/sync/SKILL.md"]).toBe("644 theirs\n");
  });

  test("a file is kept, and put back by uninstall", async () => {
    const root = makeProject({ ".claude/skills/sync": "notes to self\n" });
    const tree = readTree(root);
    await expect(install(root)).rejects.toMatchObject({ code: "skills/foreign" });
    await install(root, true);
    expect(readTree(root)[".claude/skills/sync"]).toBe(toSync);
    await changeSkills(root, "uninstall", { force: false, write: true });
    expect(readTree(root)).toEqual(tree);
  });
});

describe("the folders of skills", () => {
  test("may be one and the same, linked either way", async () => {
    const claude = makeProject(
      { ".claude/skills/mine/SKILL.md": "" },
      { ".agents/skills": "../.claude/skills" },
    );
    await install(claude);
    expect(readTree(claude)[".claude/skills/sync/SKILL.md"]).toBe(`644 ${ours}`);
    expect(await sightOf(claude)).toEqual({ sees: true, by: "link" });
    // The link may be there before what it leads to.
    const agents = makeProject({}, { ".claude/skills": "../.agents/skills" });
    await install(agents);
    expect(readTree(agents)[".agents/skills/sync/SKILL.md"]).toBe(`644 ${ours}`);
  });

  test("may be elsewhere in the project; the link is as long as it must be", async () => {
    const root = makeProject({ "config/deep/claude/x": "" }, { ".claude": "config/deep/claude" });
    await install(root);
    expect(readTree(root)["config/deep/claude/skills/sync"]).toBe("link to ../../../../.agents/skills/sync");
    expect(await sightOf(root)).toEqual({ sees: true, by: "link" });
  });

  test.each([".agents", ".agents/skills", ".claude", ".claude/skills", ".agents/create-sync-backup"])(
    "are refused where %s leads out of the project",
    async (path) => {
      const outside = makeFolder("outside");
      const root = makeProject(path.endsWith("backup") ? foreignSkills : {}, { [path]: outside });
      const tree = readTree(root);
      await expect(install(root, true)).rejects.toMatchObject({ code: "write/outside", exit: 4 });
      expect(readTree(root)).toEqual(tree);
      expect(readTree(outside)).toEqual({});
    },
  );

  test.each([
    [".agents/skills/sync", "skills/linked"],
    [".agents/skills/sync/SKILL.md", "skills/linked"],
  ])("%s as a link is not followed, not even with --force", async (path, code) => {
    const root = makeProject({ "other/SKILL.md": "theirs\n" }, {});
    mkdirSync(join(root, path, ".."), { recursive: true });
    symlinkSync(join(root, path.endsWith(".md") ? "other/SKILL.md" : "other"), join(root, path));
    const tree = readTree(root);
    await expect(install(root, true)).rejects.toMatchObject({ code, args: { path } });
    expect(readTree(root)).toEqual(tree);
  });

  test.each([
    [".claude/skills", "skills/no-folder"],
    [".agents/skills/sync", "skills/no-folder"],
    [".agents/skills", "write/not-a-file"],
  ])("%s as a file of somebody is not touched", async (path, code) => {
    const root = makeProject({ [path]: "hello\n" });
    const tree = readTree(root);
    await expect(install(root, true)).rejects.toMatchObject({ code, exit: 4 });
    expect(readTree(root)).toEqual(tree);
  });
});
