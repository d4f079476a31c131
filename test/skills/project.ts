import { execFile } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startDemoApi } from "../../src/demo/api.ts";
import { built } from "../cli/built.ts";
import { linkPackages, tempProject } from "../kit/temp-project.ts";
import { type CommandLine, fillIn } from "./commands.ts";

export type Ran = { code: number; out: string; err: string };

/** A folder in which the command lines of a text are run by a shell, as a reader would. */
export type Project = { run: (line: string) => Promise<Ran>; close: () => Promise<void> };

/** Makes the folder: empty but for the packages, or with the worker of `demo.books` and its API on the loopback. */
export async function openProject(kind: "empty" | "worker"): Promise<Project> {
  const { root, remove } = await tempProject();
  const programs = await writePrograms(join(root, "..", "bin"));
  // Beside the folder, which has to be empty: an answer of an API that somebody saved.
  await writeFile(
    join(root, "..", "orders.json"),
    '{ "orders": [{ "id": 1, "name": "Blue door" }], "next_cursor": "b3BhcXVl" }',
  );
  const env = {
    PATH: `${programs}:${process.env["PATH"]}`,
    HOME: join(root, ".."),
    npm_config_update_notifier: "false",
  };
  const run = (line: string): Promise<Ran> =>
    new Promise((resolve) => {
      const child = execFile(
        "bash",
        ["-c", inShort(line)],
        { cwd: root, env, timeout: 120_000 },
        (error, out, err) => {
          resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
        },
      );
      child.stdin?.end();
    });
  const api = kind === "worker" ? await startDemoApi({ token: "for-tests" }) : undefined;
  if (api) {
    const { code, out, err } = await run(`create-sync add demo.books --set source.baseUrl=${api.url} --json`);
    if (code !== 0) throw new Error(`add demo.books: exit ${code}\n${out}${err}`);
    await writeFile(join(root, ".env"), "DEMO_TOKEN=for-tests\n");
  }
  await linkPackages(root);
  const known = new Map<string, Promise<Ran>>();
  const runOnce = (line: string): Promise<Ran> => {
    const ran = known.get(line) ?? run(line);
    known.set(line, ran);
    return ran;
  };
  return {
    // In a worker several texts say the same line, and none of them changes what is there.
    run: kind === "worker" ? runOnce : run,
    close: async () => {
      await api?.close();
      await remove();
    },
  };
}

/** `npx` and `create-sync` as an installed package would give them; `ntn` does nothing, since nobody is signed in. */
async function writePrograms(folder: string): Promise<string> {
  const self = `exec "${process.execPath}" "${built("src/bin.js")}" "$@"`;
  const programs = {
    "create-sync": self,
    npx: `program=$1; shift; case $program in create-sync) ${self};; *) exec "node_modules/.bin/$program" "$@";; esac`,
    ntn: "exit 0",
  };
  await mkdir(folder);
  for (const [name, text] of Object.entries(programs)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

/** Runs lines one after the other. `fault`: what the text got wrong; undefined if the line exits as the text says. */
export async function runLines(project: Project, lines: readonly CommandLine[]) {
  const all: { line: CommandLine; ran: Ran; fault: string | undefined }[] = [];
  for (const line of lines) {
    const ran = await project.run(fillIn(line.text));
    const fault = line.exits.includes(ran.code)
      ? undefined
      : `${line.place} ${line.text}: exit ${ran.code}\n${ran.err}`;
    all.push({ line, ran, fault });
  }
  return all;
}

/** Playing every scenario has tests of its own; that the line works is shown by one. */
function inShort(line: string): string {
  return /create-sync simulate\s*(#.*)?$/.test(line)
    ? line.replace("simulate", "simulate --scenario short-page")
    : line;
}
