import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { preparePlan } from "../src/plan/load.ts";
import { readManifest } from "../src/run/check.ts";
import { makeEnvironment } from "../src/simulate/simulate-environment.ts";
import { serveUpstream } from "../src/upstream/serve.ts";
import { linkPackages, readTree, repository } from "../test/kit/temp-project.ts";
import { type Contents, evalsFolder, type Task } from "./task.ts";

/** The project in which an agent works on a task, and what was there before it came. */
export type Workshop = {
  root: string;
  /** The environment of this program, with create-sync as a command, and an ntn that only notes what it is asked. */
  env: NodeJS.ProcessEnv;
  /** What the agent is told. */
  prompt: string;
  /** The made-up secret of `.env`. */
  secret: string;
  /** Address of the fake API, where the task has one. */
  url: string | undefined;
  before: ReadonlyMap<string, string>;
  syncsBefore: readonly string[];
  /** The command lines of ntn so far. */
  ntnLines: () => Promise<string[]>;
  /** Puts more into the project, as a task's start or solution says. */
  fill: (contents: Contents) => Promise<void>;
  close: () => Promise<void>;
};

export type WorkshopOptions = {
  withSkills: boolean;
  /** The built `bin.js`. */
  bin: string;
};

const run = promisify(execFile);

/** Makes the project of a task in a temporary folder, and starts its API. */
export async function openWorkshop(task: Task, { withSkills, bin }: WorkshopOptions): Promise<Workshop> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), "create-sync-eval-")));
  const root = join(parent, "worker");
  await mkdir(root);
  const log = join(parent, "ntn.log");
  const programs = await writePrograms(join(parent, "bin"), { bin, log });
  const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` };
  const served = task.serve === undefined ? undefined : await serve(task.serve);
  const secret = `made-up-${randomBytes(12).toString("hex")}`;
  const fill = (contents: Contents): Promise<void> =>
    fillProject(root, contents, {
      bin,
      env,
      words: new Map([
        ["{url}", served?.url ?? ""],
        ["{secret}", secret],
      ]),
    });
  await fill(task.start);
  await linkPackages(root);
  if (task.env.length > 0)
    await writeFile(join(root, ".env"), task.env.map((name) => `${name}=${secret}\n`).join(""));
  const syncsBefore = await readSyncs(root);
  if (withSkills) await run(process.execPath, [bin, "skills", "install", "--yes"], { cwd: root, env });
  const told = task.prompt.replaceAll("{url}", served?.url ?? "");
  return {
    ...{ root, env, secret, url: served?.url, syncsBefore, fill },
    prompt: withSkills ? `${told}\n${sayWhereSkillsAre(task)}\n` : told,
    before: await readTree(root),
    ntnLines: async () =>
      (await readFile(log, "utf8").catch(() => "")).split("\n").filter((line) => line !== ""),
    close: async () => {
      await served?.close();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

// Hosts spell the call of a skill in different ways; its file is the same for all.
const sayWhereSkillsAre = ({ skill }: Task): string =>
  `This project has agent skills in .agents/skills. Begin with .agents/skills/${skill}/SKILL.md.`;

async function serve(file: string): Promise<{ url: string; close: () => Promise<void> }> {
  const text = await readFile(join(evalsFolder, "apis", file), "utf8");
  const { complete } = await preparePlan({ text, file });
  return serveUpstream({ plan: complete.plan, seed: 1, changing: false, port: 0, records: 130 });
}

async function readSyncs(root: string): Promise<string[]> {
  const tree = await readTree(root);
  if (!tree.has("src/index.ts")) return [];
  const { syncs } = await readManifest(root, { env: await makeEnvironment(root, []) });
  return syncs.map(({ key }) => key);
}

type Filling = { bin: string; env: NodeJS.ProcessEnv; words: ReadonlyMap<string, string> };

async function fillProject(root: string, contents: Contents, { bin, env, words }: Filling): Promise<void> {
  const say = (text: string): string =>
    [...words].reduce((said, [word, value]) => said.replaceAll(word, value), text);
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), say(text));
  };
  if (contents.worker !== undefined) {
    for (const file of ["package.json", "tsconfig.json"])
      await put(file, await readFile(join(repository, "templates", "new-worker", file), "utf8"));
    await put("src/index.ts", await readFile(join(evalsFolder, "workers", contents.worker), "utf8"));
  }
  for (const [path, from] of Object.entries(contents.files))
    await put(path, await readFile(join(evalsFolder, from), "utf8"));
  for (const [path, text] of Object.entries(contents.texts)) await put(path, text);
  for (const { path, find, with: replacement } of contents.edits) {
    const text = await readFile(join(root, path), "utf8");
    if (text.split(find).length !== 2) throw new Error(`${path} has not once: ${find}`);
    await put(path, text.split(find).join(replacement));
  }
  for (const words of contents.run)
    await run(process.execPath, [bin, ...words.map(say)], { cwd: root, env, maxBuffer: 16 * 1024 * 1024 });
}

/** `npx create-sync` must be the one of this repository, and nothing may be deployed by an eval. */
async function writePrograms(folder: string, { bin, log }: { bin: string; log: string }): Promise<string> {
  const self = `exec "${process.execPath}" "${bin}" "$@"`;
  const texts = {
    "create-sync": self,
    npx: [
      `case "$1 $2" in "-y create-sync"*|"--yes create-sync"*) shift;; esac`,
      `case "$1" in create-sync|create-sync@*) shift; ${self};; esac`,
      `PATH="\${PATH#*:}" exec npx "$@"`,
    ].join("\n"),
    ntn: `echo "ntn $*" >> "${log}"\necho "ntn: nobody is signed in on this machine" >&2\nexit 1`,
  };
  await mkdir(folder);
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}
