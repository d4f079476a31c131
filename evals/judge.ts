import { execFile } from "node:child_process";
import { copyFile, lstat, mkdir, mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { linkPackages, repository } from "../test/kit/temp-project.ts";

/** A copy of what an agent left, with packages and compiler settings that it did not touch. */
export type Judge = {
  root: string;
  /** Paths that were not copied: links, and what is too much or too large. */
  leftOut: readonly string[];
  /** Runs create-sync in the copy, and gives the one object that `--json` prints; undefined if there is none. */
  ask: (words: readonly string[]) => Promise<unknown>;
  close: () => Promise<void>;
};

const mostFiles = 500;
const mostBytes = 1024 * 1024;
const limitMs = 10 * 60_000;
const notOurs = ["node_modules", ".git", "dist"];

/** Copies a project to be judged. `bin` is the built `bin.js`. */
export async function openJudge(project: string, bin: string): Promise<Judge> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "create-sync-judge-")));
  const leftOut = await copyFiles(project, root);
  await copyFile(join(repository, "templates", "new-worker", "tsconfig.json"), join(root, "tsconfig.json"));
  await linkPackages(root);
  return {
    root,
    leftOut,
    ask: (words) => askCli([bin, ...words, "--json"], root),
    close: () => rm(root, { recursive: true, force: true }),
  };
}

async function copyFiles(from: string, to: string): Promise<string[]> {
  const leftOut: string[] = [];
  const folders = [""];
  let count = 0;
  for (const folder of folders) {
    for (const { name } of await readdir(join(from, folder), { withFileTypes: true })) {
      const path = join(folder, name);
      if (notOurs.includes(name)) continue;
      const { size, ...entry } = await lstat(join(from, path)).then((found) => ({
        size: found.size,
        isFolder: found.isDirectory(),
        isFile: found.isFile(),
      }));
      if (entry.isFolder && folders.length < mostFiles) folders.push(path);
      else if (entry.isFile && size <= mostBytes && count < mostFiles) {
        count += 1;
        await mkdir(dirname(join(to, path)), { recursive: true });
        await copyFile(join(from, path), join(to, path));
      } else leftOut.push(path);
    }
  }
  return leftOut;
}

/** The worker's code runs in there: it gets nothing of this program's environment. */
function askCli(words: readonly string[], cwd: string): Promise<unknown> {
  const env = { PATH: process.env.PATH, HOME: homedir(), TMPDIR: tmpdir(), CI: "true" };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      words,
      { cwd, env, timeout: limitMs, killSignal: "SIGKILL", maxBuffer: 64 * 1024 * 1024 },
      (_, out) => {
        try {
          resolve(JSON.parse(out));
        } catch {
          resolve(undefined);
        }
      },
    ).stdin?.end();
  });
}
