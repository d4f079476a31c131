import { chmodSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownSkillNames } from "../../../src/project/skills.ts";
import { changeSkills, type Task, type TaskOptions, tellSkills } from "../../../src/skills/install.ts";
import { makeFolder, readTree, writeTree } from "../write/tree.ts";
import { foreignSkills, olderPack, ownSkill, pack } from "./stand-in.ts";

const change = (root: string, task: Task, options: Partial<TaskOptions> = {}) =>
  changeSkills(root, task, { force: false, write: true, ...options });

const install = (root: string, options: Partial<TaskOptions> = {}) => change(root, "install", options);

function makeProject(files: Record<string, string> = {}, links: Record<string, string> = {}): string {
  const root = makeFolder();
  writeTree(root, files);
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
  return root;
}

/** The states of all skills, as one word if they are the same. */
async function statesIn(root: string): Promise<string> {
  const { status } = await tellSkills(root);
  return [...new Set(status.map(({ state }) => state))].join(" ");
}

const backup = ".agents/create-sync-backup";
const skill = ".agents/skills/sync/SKILL.md";
const ours = pack.skills.get("sync")?.get("SKILL.md") ?? "";

describe("into a project without skills", () => {
  test("come the files, a link for each skill, and nothing else", async () => {
    const root = makeProject();
    const { draft, status } = await install(root);
    const tree = readTree(root);
    const files = [...pack.skills].flatMap(([name, texts]) =>
      [...texts].map(([path, text]) => [`.agents/skills/${name}/${path}`, `644 ${text}`]),
    );
    const links = ownSkillNames.map((name) => [
      `.claude/skills/${name}`,
      `link to ../../.agents/skills/${name}`,
    ]);
    // Reading the tree walks through the links, too.
    const isOwn = ([path, what]: [string, string]): boolean =>
      what !== "folder" && !path.endsWith(".json") && !/^\.claude\/skills\/[^/]+\//.test(path);
    const expected = [...files, ...links].sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
    expect(Object.entries(tree).filter(isOwn)).toEqual(expected);
    expect(draft.changes.at(-1)?.path).toBe(".agents/skills/.create-sync.json");
    expect(status).toHaveLength(5);
    for (const { state, claudeCode, codex } of status) {
      expect(state).toBe("current");
      expect(claudeCode).toEqual({ sees: true, by: "link" });
      expect(codex).toEqual({ sees: true, by: "folder" });
    }
  });

  test("a second time there is nothing to do", async () => {
    const root = makeProject(ownSkill);
    await install(root);
    const tree = readTree(root);
    expect((await install(root)).draft.changes).toEqual([]);
    expect((await change(root, "update")).draft.changes).toEqual([]);
    expect(readTree(root)).toEqual(tree);
  });

  test("a dry run changes nothing", async () => {
    const root = makeProject(ownSkill);
    const tree = readTree(root);
    const { draft, status } = await install(root, { write: false });
    expect(draft.changes.length).toBeGreaterThan(15);
    expect(new Set(status.map(({ state }) => state))).toEqual(new Set(["missing"]));
    expect(readTree(root)).toEqual(tree);
  });

  test("uninstalling leaves what was there, and what the user put beside it", async () => {
    const root = makeProject(ownSkill);
    const tree = readTree(root);
    await install(root);
    writeTree(root, { ".agents/skills/sync/notes.md": "mine\n" });
    await change(root, "uninstall");
    expect(readTree(root)).toEqual({
      ...tree,
      ".agents/skills/sync": "folder",
      ".agents/skills/sync/notes.md": "644 mine\n",
    });
    rmSync(join(root, ".agents/skills/sync"), { recursive: true });
    expect((await change(root, "uninstall")).draft.changes).toEqual([]);
    expect(readTree(root)).toEqual(tree);
  });

  test("updating installs nothing", async () => {
    const root = makeProject();
    expect((await change(root, "update")).draft.changes).toEqual([]);
    expect(readTree(root)).toEqual({});
  });
});

describe("an older version", () => {
  test.each(["install", "update"] as const)(
    "is told from an edited one, and %s brings it up",
    async (task) => {
      const root = makeProject();
      await install(root, { pack: olderPack });
      expect(await statesIn(root)).toBe("outdated");
      expect((await tellSkills(root)).installed).toBe("0.0.9");
      const { draft } = await change(root, task);
      expect(draft.backups).toEqual([]);
      const fresh = makeProject();
      await install(fresh);
      expect(readTree(root)).toEqual(readTree(fresh));
    },
  );

  test("with a file gone is made whole", async () => {
    const root = makeProject();
    await install(root);
    rmSync(join(root, ".agents/skills/sync-guide/properties.md"));
    expect(await statesIn(root)).toBe("current outdated");
    await change(root, "update");
    expect(await statesIn(root)).toBe("current");
  });

  test("of which a skill was deleted: updating leaves it out, installing brings it back", async () => {
    const root = makeProject();
    await install(root, { pack: olderPack });
    rmSync(join(root, ".agents/skills/sync"), { recursive: true });
    rmSync(join(root, ".claude/skills/sync"));
    await change(root, "update");
    expect(await statesIn(root)).toBe("missing current");
    await install(root);
    expect(await statesIn(root)).toBe("current");
  });

  test("with other line ends, as git may write them, is still not edited", async () => {
    const root = makeProject();
    await install(root);
    writeFileSync(join(root, skill), ours.replaceAll("\n", "\r\n"));
    expect(await statesIn(root)).toBe("current");
    expect((await install(root)).draft.changes).toEqual([]);
    await change(root, "uninstall");
    expect(readTree(root)).toEqual({});
  });
});

describe("an edited skill", () => {
  const edited = async (): Promise<string> => {
    const root = makeProject();
    await install(root, { pack: olderPack });
    writeFileSync(join(root, skill), "my own words\n");
    return root;
  };

  test.each(["install", "update", "uninstall"] as const)(
    "stops %s with exit 4, and nothing is written",
    async (task) => {
      const root = await edited();
      const tree = readTree(root);
      await expect(change(root, task)).rejects.toMatchObject({
        code: "skills/edited",
        exit: 4,
        args: { name: "sync", files: [skill] },
      });
      expect(readTree(root)).toEqual(tree);
      expect(await statesIn(root)).toBe("edited outdated");
    },
  );

  test("makes way with --force, and its text is kept, each time in another place", async () => {
    const root = await edited();
    const first = await change(root, "update", { force: true });
    expect(first.draft.backups).toEqual([{ path: skill, backup: `${backup}/1/agents/skills/sync/SKILL.md` }]);
    writeFileSync(join(root, skill), "other words\n");
    await change(root, "uninstall", { force: true });
    const files = Object.entries(readTree(root)).filter(([, what]) => what !== "folder");
    expect(files).toEqual([
      [`${backup}/1/agents/skills/sync/SKILL.md`, "644 my own words\n"],
      [`${backup}/2/agents/skills/sync/SKILL.md`, "644 other words\n"],
    ]);
  });
});

describe("somebody else's skills of the same names", () => {
  test("stop an install with exit 4 that names each of them", async () => {
    const root = makeProject(foreignSkills);
    const tree = readTree(root);
    const error = await install(root).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "skills/foreign", exit: 4 });
    expect((error as { all: { args: object }[] }).all.map(({ args }) => args)).toEqual(
      ownSkillNames.map((name) => ({ place: `.agents/skills/${name}`, backup: `${backup}/1` })),
    );
    expect(readTree(root)).toEqual(tree);
    expect(await statesIn(root)).toBe("foreign");
  });

  test("make way with --force and come back with uninstall, in a template that links the whole folder", async () => {
    const root = makeProject({ ...foreignSkills, ".claude/settings.json": "{}\n" });
    symlinkSync("../.agents/skills", join(root, ".claude/skills"));
    chmodSync(join(root, ".agents/skills/sync-guide/examples/events.ts"), 0o755);
    const tree = readTree(root);
    const { draft, status } = await install(root, { force: true });
    expect(draft.backups.map(({ path }) => path).sort()).toEqual(Object.keys(foreignSkills).sort());
    expect(status.every(({ state, claudeCode }) => state === "current" && claudeCode.sees)).toBe(true);
    const installed = readTree(root);
    expect(installed[".agents/skills/sync-guide/examples/events.ts"]).toBeUndefined();
    expect(installed[skill]).toBe(`644 ${ours}`);
    expect(installed[".claude/skills"]).toBe("link to ../.agents/skills");
    expect((await install(root)).draft.changes).toEqual([]);
    await change(root, "uninstall");
    expect(readTree(root)).toEqual(tree);
  });

  test("come back also after an update, and after an edit in between", async () => {
    const root = makeProject(foreignSkills);
    const tree = readTree(root);
    await install(root, { force: true, pack: olderPack });
    await change(root, "update");
    writeFileSync(join(root, skill), "my own words\n");
    await change(root, "update", { force: true });
    await change(root, "uninstall");
    const left = readTree(root);
    expect(left[`${backup}/2/agents/skills/sync/SKILL.md`]).toBe("644 my own words\n");
    const isBackup = (path: string): boolean => path.startsWith(backup);
    expect(Object.fromEntries(Object.entries(left).filter(([path]) => !isBackup(path)))).toEqual(tree);
  });

  test("do not come back over a file that was put there meanwhile", async () => {
    const root = makeProject(foreignSkills);
    await install(root, { force: true });
    writeTree(root, { ".agents/skills/sync-guide/paging.md": "newer\n" });
    await change(root, "uninstall");
    const left = readTree(root);
    expect(left[".agents/skills/sync-guide/paging.md"]).toBe("644 newer\n");
    expect(left[`${backup}/1/agents/skills/sync-guide/paging.md`]).toBe("644 # Paging\n\nCount the pages.\n");
  });

  test("that are ours to the letter are taken over", async () => {
    const files = [...pack.skills].flatMap(([name, texts]) =>
      [...texts].map(([path, text]) => [`.agents/skills/${name}/${path}`, text] as const),
    );
    const root = makeProject(Object.fromEntries(files));
    expect(await statesIn(root)).toBe("current");
    const { draft } = await install(root);
    expect(draft.changes.map(({ path }) => path)).toEqual([
      ...ownSkillNames.map((name) => `.claude/skills/${name}`),
      ".agents/skills/.create-sync.json",
    ]);
  });
});
