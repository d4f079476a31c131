import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changeSkills } from "../../../src/skills/install.ts";
import { lookBy } from "./kit.ts";

const installed = (change: (root: string) => Promise<void> = async () => {}) => ({
  before: async (root: string) => {
    await changeSkills(root, "install", { force: false, write: true });
    await change(root);
  },
});
const skill = ".agents/skills/sync/SKILL.md";

describe("skills", () => {
  test("none, or as installed", async () => {
    expect(await lookBy("skills", {})).toEqual(["ok: No skills for coding agents are installed"]);
    expect(await lookBy("skills", installed())).toEqual([
      expect.stringMatching(/^ok: Skills of create-sync \d/),
    ]);
  });

  test("edited, taken by another of the same name, not seen by an agent", async () => {
    expect(
      await lookBy(
        "skills",
        installed((root) => appendFile(join(root, skill), "mine\n")),
      ),
    ).toEqual([
      "note: Skills edited since they were installed: sync. → npx create-sync skills install --force --dry-run",
    ]);
    const files = { "workers.json": "{}", [skill]: "---\nname: sync\n---\nof the template\n" };
    expect(await lookBy("skills", { files })).toEqual([
      expect.stringMatching(
        /^note: Skills not those of create-sync: .* sync\. → npx create-sync skills install --force/,
      ),
      expect.stringMatching(/^note: Claude Code does not see sync: it is not in \.claude\/skills/),
    ]);
    const unseen = installed((root) => rm(join(root, ".claude/skills/sync-guide")));
    expect(await lookBy("skills", unseen)).toEqual([
      "note: Claude Code does not see sync-guide: it is not in .claude/skills. → npx create-sync skills install",
    ]);
  });

  test("a manifest that is not ours", async () => {
    const broken = installed((root) => writeFile(join(root, ".agents/skills/.create-sync.json"), "{"));
    expect(await lookBy("skills", broken)).toEqual([expect.stringMatching(/^problem: .* → /)]);
  });
});
