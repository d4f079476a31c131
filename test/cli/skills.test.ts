import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { foreignSkills } from "../src/skills/stand-in.ts";
import { makeFolder, readTree, writeTree } from "../src/write/tree.ts";
import { envelopeOf, findPlainUser, type Ran, runCli } from "./run-cli.ts";

// Every folder here has a space and an umlaut in its path.
const run = (cwd: string, ...args: string[]): Promise<Ran> => runCli(["skills", ...args], { cwd });

const fault = join(import.meta.dirname, "../src/write/fault.mjs");

describe("skills", () => {
  test("install, status, update and uninstall say in JSON what was done", async () => {
    const cwd = makeFolder();
    const installed = envelopeOf(await run(cwd, "install", "--json"));
    expect(installed).toMatchObject({ ok: true, command: "skills install", next: [] });
    expect(installed.result).toMatchObject({
      nothingToDo: false,
      copied: false,
      changes: expect.arrayContaining([
        { path: ".agents/skills/sync/SKILL.md", does: "new" },
        { path: ".claude/skills/sync", does: "link" },
      ]),
    });
    expect(envelopeOf(await run(cwd, "install", "--json")).result).toMatchObject({ nothingToDo: true });
    const status = envelopeOf(await run(cwd, "status", "--json"));
    expect(status).toMatchObject({ ok: true, command: "skills status", next: [] });
    expect(status.result).toMatchObject({
      installed: status.version,
      skills: expect.arrayContaining([
        {
          name: "sync",
          state: "current",
          claudeCode: { sees: true, by: "link" },
          codex: { sees: true, by: "folder" },
        },
      ]),
    });
    expect(envelopeOf(await run(cwd, "update", "--json")).result).toMatchObject({ nothingToDo: true });
    expect(envelopeOf(await run(cwd, "uninstall", "--json")).result).toMatchObject({ nothingToDo: false });
    expect(readTree(cwd)).toEqual({});
    const again = envelopeOf(await run(cwd, "update", "--json"));
    expect(again).toMatchObject({ result: { nothingToDo: true }, next: ["create-sync skills install"] });
  });

  test("status says in rows what to do", async () => {
    const cwd = makeFolder();
    writeTree(cwd, { ".agents/skills/sync/SKILL.md": "theirs\n" });
    const { out, err, code } = await run(cwd, "status");
    expect(code).toBe(0);
    expect(out.split("\n").slice(0, 3)).toEqual([
      "Skill          State                         Claude Code                      Codex",
      "sync           not installed by create-sync  no: it is not in .claude/skills  yes",
      "sync-guide     missing                       no: it is not in .claude/skills  no: it is not in .agents/skills",
    ]);
    expect(err).toContain("create-sync skills install --force --dry-run");
  });

  test("a conflict is exit 4 that names every skill, and writes nothing", async () => {
    const cwd = makeFolder();
    writeTree(cwd, foreignSkills);
    const tree = readTree(cwd);
    const ran = await run(cwd, "install", "--json");
    expect(ran.code).toBe(4);
    expect(envelopeOf(ran).error).toMatchObject({
      kind: "skills/foreign",
      hint: expect.stringContaining("--force --dry-run"),
      all: { length: 5 },
    });
    expect(readTree(cwd)).toEqual(tree);
  });

  test("--dry-run writes nothing, and git makes of its diff what would have been written", async () => {
    const [cwd, wet] = [makeFolder(), makeFolder()];
    for (const root of [cwd, wet]) writeTree(root, foreignSkills);
    const dry = await run(cwd, "install", "--force", "--dry-run");
    expect(dry.code).toBe(0);
    expect(dry.err).toContain("is kept in .agents/create-sync-backup/1/agents/skills/sync/SKILL.md");
    spawnSync("git", ["init", "-q"], { cwd });
    const git = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], {
      cwd,
      input: dry.out,
      encoding: "utf8",
    });
    expect(git.stderr).toBe("");
    await run(wet, "install", "--force");
    const withoutGit = Object.entries(readTree(cwd)).filter(([path]) => !/^\.git(\/|$)/.test(path));
    expect(Object.fromEntries(withoutGit)).toEqual(readTree(wet));
  });

  test("where no links can be made, Claude Code gets copies", async () => {
    const cwd = makeFolder();
    const env = { FAULT_AT: "1", FAULT_CALLS: "symlinkSync", FAULT_KIND: "EPERM" };
    const ran = await runCli(["skills", "install", "--json"], { cwd, env, node: ["--import", fault] });
    expect(ran).toMatchObject({ code: 0, err: expect.stringContaining("fault injected") });
    const { result } = envelopeOf(ran) as { result: { copied: boolean; skills: { claudeCode: object }[] } };
    expect(result.copied).toBe(true);
    for (const { claudeCode } of result.skills) expect(claudeCode).toEqual({ sees: true, by: "copy" });
    const tree = readTree(cwd);
    expect(tree[".claude/skills/sync"]).toBe("folder");
    expect(tree[".claude/skills/sync/SKILL.md"]).toBe(tree[".agents/skills/sync/SKILL.md"]);
    expect(envelopeOf(await run(cwd, "install", "--json")).result).toMatchObject({ nothingToDo: true });
    await run(cwd, "uninstall");
    expect(readTree(cwd)).toEqual({});
  });

  test("a folder that may not be written to is exit 4 and stays as it is", async ({ skip }) => {
    const uid = await findPlainUser();
    if (uid === "none") skip("no user without rights can run the program here");
    const cwd = makeFolder();
    chmodSync(join(cwd, ".."), 0o755);
    chmodSync(cwd, 0o555);
    const ran = await runCli(["skills", "install", "--json"], {
      cwd,
      ...(typeof uid === "number" && { uid }),
    });
    chmodSync(cwd, 0o755);
    expect(ran.code).toBe(4);
    expect(envelopeOf(ran).error?.kind).toBe("write/read-only");
    expect(readTree(cwd)).toEqual({});
  });

  test("a killed install is put right by the next command", async () => {
    const cwd = makeFolder();
    const env = { FAULT_AT: "8", FAULT_CALLS: "renameSync", FAULT_KIND: "SIGKILL" };
    const killed = await runCli(["skills", "install"], { cwd, env, node: ["--import", fault] });
    expect(killed.signal).toBe("SIGKILL");
    const status = await run(cwd, "status", "--json");
    expect(status.err).toContain("An earlier run was killed");
    expect(readTree(cwd)).toEqual({});
  });

  test("a manifest that is not ours is exit 4", async () => {
    const cwd = makeFolder();
    writeTree(cwd, {
      "src/index.ts": "mine\n",
      ".agents/skills/.create-sync.json": JSON.stringify({
        ...{ v: 1, version: "0.1.0", links: {}, kept: {} },
        files: { "src/index.ts": "0".repeat(64) },
      }),
    });
    const ran = await run(cwd, "uninstall", "--force", "--json");
    expect(ran.code).toBe(4);
    expect(envelopeOf(ran).error?.kind).toBe("skills/bad-manifest");
    expect(readTree(cwd)["src/index.ts"]).toBe("644 mine\n");
  });
});
