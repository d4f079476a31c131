import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { repeatCommand } from "../../src/ask/commands.ts";
import { built } from "../cli/built.ts";
import { readTree } from "../kit/temp-project.ts";
import { emptyWorker, folderWith, run } from "../src/ask/run.ts";
import { take, type Script } from "../src/ask/scripted.ts";

const changes: Script = [
  ["What do you want", "github issues"],
  ["Repository", "octo-org/app"],
  ["How should it read", take],
  ["These properties", "Choose which"],
  ["Which properties", ["State", "Labels", "Issue Link", "Type", "Updated"]],
  ["These properties", "Rename"],
  ["Rename which", "Issue Link"],
  ["New name", "Li\"nk's $HOME `x`"],
  ["These properties", "Change the type"],
  ["Change the type of which", "Type"],
  ["Type of Type", "Text"],
  ["These properties", "Looks good"],
  ["How soon", "Within 15 minutes"],
  ["How often", "Only when"],
  ["Deleted issues would stay", "we don't delete; #1: never"],
  ["first run look", take],
  ["How should requests", "OAuth"],
  ["client id", "GH_ID"],
  ["client secret", take],
  ["What now", "Change something"],
  ["Change what", "Properties"],
  ["These properties", "Move one"],
  ["Move which", "Updated"],
  ["Where should Updated", "First"],
  ["These properties", "Looks good"],
  ["What now", "Write it"],
];

test.each([
  ["a new worker", {}, [["Where should the worker be", "in this folder"]] as Script],
  ["a worker that is there", emptyWorker, [] as Script],
])(
  "the command at the end makes the very same files in %s",
  { timeout: 120_000 },
  async (_, files: Record<string, string>, place) => {
    const { cwd, session, ending, error } = await run([...place, ...changes], { files });
    expect(error).toBeUndefined();
    expect(ending).toMatchObject({ kind: "done" });

    const twin = join(dirname(await folderWith(files)), "worker");
    const program = join(dirname(twin), "bin");
    await mkdir(program);
    const command = repeatCommand(session)
      .replaceAll(cwd, twin)
      // The command names a folder near this process by its way from here.
      .replaceAll(relative(process.cwd(), cwd), twin)
      .replaceAll("npx create-sync", `'${process.execPath}' '${built("src/bin.js")}'`);
    const ran = spawnSync("sh", ["-c", command], { cwd: program, encoding: "utf8" });
    expect(ran.stderr).not.toContain("✖");
    expect(ran.status).toBe(0);
    expect(await readTree(twin)).toEqual(await readTree(cwd));
  },
);
