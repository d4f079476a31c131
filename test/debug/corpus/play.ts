import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { repository } from "../../kit/temp-project.ts";
import type { Case } from "./case.ts";
import { makeProject } from "./project.ts";
import { showRuns } from "./show.ts";

const child = fileURLToPath(new URL("child.ts", import.meta.url));
const tsx = pathToFileURL(fileURLToPath(import.meta.resolve("tsx"))).href;
const hardLimitMs = 60_000;

/** A log as it came out, and how the last run of it ended. */
export type Recorded = { log: string; ended: "succeeded" | "failed" | "timed out" };

/** Really runs the worker of a case, each run in a process of its own unless it is warm, and gives what the platform would show. */
export async function play(given: Case): Promise<Recorded> {
  const { root, remove } = await makeProject(given);
  const scratch = await mkdtemp(join(tmpdir(), "create-sync-log-"));
  try {
    const jobFile = join(scratch, "job.json");
    const entry = await buildEntry(root, given.build);
    let told: object = { answers: given.answers ?? [], calls: [], states: {} };
    const printed: string[] = [];
    let ended: Recorded["ended"] = "succeeded";
    for (const runs of given.warm ? [given.runs] : given.runs.map((run) => [run])) {
      await writeFile(jobFile, JSON.stringify({ ...told, entry, runs }));
      const out = join(scratch, "out.log");
      const started =
        given.with === "ntn exec"
          ? execArguments(root, runs[0]?.key ?? "")
          : { command: process.execPath, words: ["--import", tsx, child, root, jobFile] };
      ended = await start({ ...started, cwd: root, env: makeEnv(given), out });
      told = JSON.parse(await readFile(jobFile, "utf8")) as object;
      printed.push(await readFile(out, "utf8"));
    }
    const texts = printed.map((text) => moveTo(text, { root, to: given.shown?.root ?? "/app" }));
    return { log: showRuns(texts, given.shown), ended };
  } finally {
    await Promise.all([remove(), rm(scratch, { recursive: true, force: true })]);
  }
}

async function buildEntry(root: string, how: Case["build"] = "tsx"): Promise<string> {
  if (how === "tsx") return "src/index.ts";
  const outfile = join(root, "dist/index.js");
  await build({
    ...{ entryPoints: [join(root, "src/index.ts")], outfile, bundle: true, format: "esm", platform: "node" },
    ...{ packages: "external", logLevel: "silent", sourcemap: how === "bundle-with-map" ? "linked" : false },
  });
  return "dist/index.js";
}

function makeEnv({ env = {}, pushed = Object.keys(env) }: Case): Record<string, string> {
  const { PATH = "", HOME = tmpdir() } = process.env;
  const own = Object.fromEntries(pushed.map((name) => [name, env[name] ?? ""]));
  return { PATH, HOME, TZ: "UTC", NO_COLOR: "1", ...own };
}

function execArguments(root: string, key: string): { command: string; words: string[] } {
  return {
    command: join(root, "node_modules/.bin/ntn"),
    words: ["workers", "exec", key, "--local", "-d", "{}"],
  };
}

type Start = { command: string; words: string[]; cwd: string; env: Record<string, string>; out: string };

function start({ command, words, cwd, env, out }: Start): Promise<Recorded["ended"]> {
  const file = openSync(out, "w");
  return new Promise((resolve, reject) => {
    const running = spawn(command, words, {
      ...{ cwd, env, timeout: hardLimitMs, killSignal: "SIGKILL", stdio: ["ignore", file, file] },
    });
    running.on("error", reject);
    running.on("close", (code, signal) => {
      closeSync(file);
      resolve(signal ? "timed out" : code === 0 ? "succeeded" : "failed");
    });
  });
}

/** The text as it would read on the platform's machine: no folder of this one, no line of the recorder. */
function moveTo(text: string, { root, to }: { root: string; to: string }): string {
  return text
    .replaceAll(root, to)
    .replaceAll(`${repository}node_modules`, `${to}/node_modules`)
    .replace(
      new RegExp(`${escape(repository)}test/debug/corpus/child\\.ts:\\d+:\\d+`, "g"),
      "/opt/runner/run.js:1:1",
    )
    .replace(/(?:\/[\w.-]+)+\/node_modules\//g, `${to}/node_modules/`)
    .replaceAll(tmpdir(), "/tmp");
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
