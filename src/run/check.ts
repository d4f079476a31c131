import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Manifest } from "./manifest.ts";
import { isRecord } from "./protocol.ts";
import { openWorker, type WorkerOptions } from "./worker-process.ts";

export type TypeFault = { file: string; line: number; column: number; code: string; message: string };

/** What the project's own compiler says. `skipped` is the reason why it was not run; `ok` is then true. */
export type TypeCheck = { ok: boolean; skipped?: string; output: string[]; errors: TypeFault[] };

const mostLines = 20;
const defaultTimeoutMs = 180_000;
const largestOutput = 4 * 1024 * 1024;

/**
 * Runs the project's own `tsc --noEmit -p .` as a child process, without a shell. Nothing is thrown for type errors;
 * a compiler that cannot be found or has no tsconfig.json is skipped.
 */
export async function typeCheck(
  root: string,
  { timeoutMs = defaultTimeoutMs }: { timeoutMs?: number } = {},
): Promise<TypeCheck> {
  const skip = (skipped: string): TypeCheck => ({ ok: true, skipped, output: [], errors: [] });
  if (!existsSync(join(root, "tsconfig.json"))) return skip("the project has no tsconfig.json");
  const tsc = await findTsc(root);
  if (tsc === undefined) return skip("TypeScript is not installed in this project (npm install)");
  const { code, text, isLate } = await runNode(tsc, ["--noEmit", "--pretty", "false", "-p", "."], {
    cwd: root,
    timeoutMs,
  });
  if (isLate) return skip(`tsc did not end within ${Math.ceil(timeoutMs / 1000)} s`);
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  return { ok: code === 0, output: lines.slice(0, mostLines), errors: lines.flatMap(readFault) };
}

/**
 * Loads the worker of a project and gives what it declares. `placeholders` are names it reads while loading (OAuth client
 * ids, for example); those that are not set get a harmless value.
 */
export async function readManifest(
  root: string,
  options: Pick<WorkerOptions, "env" | "placeholders" | "timeoutMs"> = {},
): Promise<Manifest> {
  const worker = await openWorker(root, options);
  await worker.close();
  return worker.manifest();
}

// Not node_modules/.bin/tsc, which is a shell script on Windows.
async function findTsc(root: string): Promise<string | undefined> {
  try {
    const file = createRequire(join(root, "package.json")).resolve("typescript/package.json");
    const { bin }: { bin?: unknown } = JSON.parse(await readFile(file, "utf8"));
    return isRecord(bin) && typeof bin.tsc === "string" ? join(dirname(file), bin.tsc) : undefined;
  } catch {
    return undefined;
  }
}

function readFault(line: string): TypeFault[] {
  const match = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line);
  if (match === null) return [];
  const [, file = "", row, column, code = "", message = ""] = match;
  return [{ file: file.replaceAll("\\", "/"), line: Number(row), column: Number(column), code, message }];
}

type Ended = { code: number | null; text: string; isLate: boolean };

function runNode(
  script: string,
  args: readonly string[],
  { cwd, timeoutMs }: { cwd: string; timeoutMs: number },
): Promise<Ended> {
  const child = fork(script, args, { cwd, execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let text = "";
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = child.kill("SIGKILL");
  }, timeoutMs);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk: string) => {
      if (text.length < largestOutput) text += chunk;
    });
  }
  return new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, text, isLate }));
  }).finally(() => clearTimeout(timer));
}
