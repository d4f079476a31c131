import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { tmpdir } from "node:os";
import { built } from "./built.ts";

/** How a run of the built program ended. `signal` is SIGKILL for one that had to be ended because it hung. */
export type Ran = { code: number | null; signal: string | null; out: string; err: string; ms: number };

export type RunOptions = {
  cwd?: string;
  /** Text that is piped in; "open" leaves the pipe open and silent. Default: nothing, closed. */
  stdin?: string | "open";
  env?: Record<string, string>;
  /** Options for Node itself, before the program. */
  node?: string[];
  uid?: number;
  /** For what takes longer than a few seconds: after how many ms it counts as hanging. */
  hangsAfterMs?: number;
};

// Far beyond what any of these runs takes on a busy machine: only a program that waits for ever gets here.
const usuallyHangsAfterMs = 45_000;

/** Runs the built program as a shell would: no terminal, nothing of this test run's own environment. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd = tmpdir(), stdin = "", env = {}, node = [], uid } = options;
  const { hangsAfterMs = usuallyHangsAfterMs } = options;
  const began = performance.now();
  const child = spawn(process.execPath, [...node, built("src/bin.js"), ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: tmpdir(), ...env },
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), hangsAfterMs);
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  // It may have ended before it read what we write.
  child.stdin.on("error", () => undefined);
  if (stdin !== "open") child.stdin.end(stdin);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (...ended) => resolve(ended));
  });
  clearTimeout(timer);
  child.stdin.destroy();
  return { code, signal, ms: performance.now() - began, ...said };
}

/** The one object that `--json` prints, which must be all there is on stdout. */
export function envelopeOf({ out }: Ran): Envelope {
  if (!/^\{.*\}\n$/.test(out))
    throw new Error(`expected one line of JSON on stdout, got ${JSON.stringify(out)}`);
  return JSON.parse(out) as Envelope;
}

export type Envelope = {
  ok: boolean;
  command: string;
  version: string;
  result?: unknown;
  error?: { kind: string; message: string; hint?: string; all?: object[]; file?: string; line?: number };
  next: string[];
};

/** A user without rights for a test that needs one: undefined where we are one already, "none" where we cannot be. */
export async function findPlainUser(): Promise<number | undefined | "none"> {
  if (process.getuid?.() !== 0) return undefined;
  const nobody = statSync("/").uid === 65_534 ? 65_533 : 65_534;
  const tried = await runCli(["--version"], { uid: nobody }).catch(() => undefined);
  return tried?.code === 0 ? nobody : "none";
}
