import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { countToolCalls } from "./transcript.ts";

/** How a run of an agent ended. `late`: it was ended at the limit. `toolCalls` only where it printed a transcript. */
export type AgentRun = {
  end: "done" | "failed" | "late";
  code: number | null;
  ms: number;
  /** What it printed on both streams; the beginning of it where that is too long. */
  output: string;
  /** Characters that were not kept. */
  dropped: number;
  toolCalls: number | undefined;
};

export type AgentOptions = {
  /** Program and arguments; one argument may be `{prompt}`. */
  command: readonly string[];
  prompt: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
  limitMs: number;
  /** Ends the agent as the limit does. */
  signal?: AbortSignal;
};

const mostOutput = 4 * 1024 * 1024;

/**
 * A command line as its words, with quotes as a shell takes them, but nothing else that a shell does. Fails for an open
 * quote, for an empty line, and where `{prompt}` is a part of a word: a task's text must not end up inside of a script.
 */
export function splitCommand(line: string): string[] {
  const parts = [...line.matchAll(/\s+|((?:"[^"]*"|'[^']*'|[^\s"'])+)|(["'])/g)];
  if (parts.some(([, , open]) => open !== undefined)) throw new Error(`A quote is left open in: ${line}`);
  const words = parts.flatMap(([, word]) =>
    word === undefined ? [] : [word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, a, b) => a ?? b ?? "")],
  );
  if (words.length === 0) throw new Error("--agent is empty");
  const inside = words.find((word) => word.includes("{prompt}") && word !== "{prompt}");
  if (inside !== undefined)
    throw new Error(`{prompt} must be an argument of its own, not a part of: ${inside}`);
  return words;
}

/** Runs the agent without a shell; the prompt is one of its arguments, or else its standard input. Does not fail. */
export async function runAgent({
  command,
  prompt,
  cwd,
  env,
  limitMs,
  signal,
}: AgentOptions): Promise<AgentRun> {
  const [program = "", ...words] = command;
  const began = performance.now();
  const counter = countToolCalls();
  const told = { output: "", dropped: 0 };
  const keep = (text: string): void => {
    const kept = text.slice(0, mostOutput - told.output.length);
    told.output += kept;
    told.dropped += text.length - kept.length;
  };
  // A group of its own: what the agent started ends with it.
  const child = spawn(
    program,
    words.map((word) => (word === "{prompt}" ? prompt : word)),
    { cwd, env, detached: true },
  );
  let isLate = false;
  const end = (): void => endGroup(child.pid);
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, limitMs);
  signal?.addEventListener("abort", end);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    keep(text);
    counter.read(text);
  });
  child.stderr.setEncoding("utf8").on("data", keep);
  // It may end without reading what we write.
  child.stdin.on("error", () => undefined);
  child.stdin.end(command.includes("{prompt}") ? "" : prompt);
  const closed = new Promise((resolve) => child.on("close", resolve));
  const code = await new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      keep(`${error.message}\n`);
      resolve(null);
    });
    child.on("exit", resolve);
  });
  clearTimeout(timer);
  signal?.removeEventListener("abort", end);
  end();
  // What it left running may hold its streams open, if it left the group.
  await Promise.race([closed, sleep(2000, undefined, { ref: false })]);
  const ended = isLate ? "late" : code === 0 ? "done" : "failed";
  return { end: ended, code, ms: performance.now() - began, toolCalls: counter.count(), ...told };
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody of it lives any more.
  }
}
