import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What one run used: processor time of all its Node processes, and the most memory one of them had. */
export type Usage = { cpuMs: number; peakMiB: number };

/** How to start a run: arguments of Node, and where. `skip` leaves out child processes whose command line has the word. */
export type Run = { args: readonly string[]; cwd?: string; skip?: string };

const preload = fileURLToPath(new URL("usage.cjs", import.meta.url));

/** Measures a run that ends by itself. Throws if it fails. */
export function measure({ args, cwd = tmpdir(), skip }: Run): Usage {
  return collect(skip, (env) => {
    const { status, signal, stderr } = spawnSync(process.execPath, args, {
      cwd,
      env,
      encoding: "utf8",
      input: "",
    });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status ?? signal}: ${stderr}`);
  });
}

/**
 * Measures a run in a terminal of 100 by 30 up to its first prompt and Ctrl-C. Undefined where there is no tmux to
 * make a terminal with. tmux starts no Node of its own, so the measured process is the only one.
 */
export async function measureFirstPrompt(
  { args, cwd = tmpdir() }: Run,
  prompt: RegExp,
): Promise<Usage | undefined> {
  if (spawnSync("tmux", ["-V"]).status !== 0) return undefined;
  const socket = `create-sync-bench-${process.pid}`;
  const tmux = (...words: string[]): string =>
    spawnSync("tmux", ["-L", socket, ...words], { encoding: "utf8" }).stdout;
  let usage: Usage | undefined;
  const folder = mkdtempSync(join(tmpdir(), "create-sync-bench-"));
  const env = { ...environment(folder), CI: "" };
  const command = [process.execPath, ...args].map((word) => `'${word}'`).join(" ");
  spawn(
    "tmux",
    ["-L", socket, "-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "-c", cwd, command],
    { env },
  );
  try {
    await until(() => prompt.test(tmux("capture-pane", "-p")), "no prompt came");
    tmux("send-keys", "C-c");
    await until(() => readdirSync(folder).length > 0, "Ctrl-C did not end it");
    await until(() => (usage = readUsage(folder)) !== undefined, "no usage was written");
  } finally {
    tmux("kill-server");
    rmSync(folder, { recursive: true, force: true });
  }
  return usage;
}

/** Runs everything in turns, so that a busy moment of the machine hits all alike. */
export function inTurns<Name extends string>(
  runs: number,
  subjects: Record<Name, () => Usage>,
): Record<Name, Usage[]> {
  const names = Object.keys(subjects) as Name[];
  const seen = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Usage[]>;
  for (let turn = 0; turn < runs; turn++) for (const name of names) seen[name].push(subjects[name]());
  return seen;
}

/** How much more processor time one took than the other: the median over the turns. */
export function medianRatio(one: readonly Usage[], other: readonly Usage[]): number {
  return median(one.map(({ cpuMs }, turn) => cpuMs / (other[turn]?.cpuMs ?? Number.NaN)));
}

/** The value in the middle; not a number for none. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function collect(skip: string | undefined, run: (env: NodeJS.ProcessEnv) => void): Usage {
  const folder = mkdtempSync(join(tmpdir(), "create-sync-bench-"));
  try {
    run(environment(folder));
    const usage = readUsage(folder, skip);
    if (!usage) throw new Error("no process wrote what it used");
    return usage;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function environment(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, NODE_OPTIONS: `--require "${preload}"`, BENCH_USAGE: folder };
}

function readUsage(folder: string, skip?: string): Usage | undefined {
  const all = readdirSync(folder).flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    // Still being written.
    if (!text.endsWith("}")) return [];
    const usage = JSON.parse(text) as Usage & { argv: string[] };
    return skip !== undefined && usage.argv.some((word) => word.includes(skip)) ? [] : [usage];
  });
  if (all.length === 0) return undefined;
  return {
    cpuMs: all.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    peakMiB: Math.max(...all.map(({ peakMiB }) => peakMiB)),
  };
}

async function until(isSo: () => boolean, otherwise: string): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(otherwise);
}
