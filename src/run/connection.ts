import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Problem } from "../problems/problem.ts";
import { toSafeMessage } from "./failures.ts";
import type { Mask } from "./mask.ts";
import { createOutputLines } from "./output-lines.ts";
import { isReply, isSignOfLife, type ErrorReport, type Reply } from "./protocol.ts";

/**
 * The line to a child process that holds the worker. A question that is not answered in time, or never can be, ends in a
 * Problem. The time begins anew with each sign of life.
 */
export type Connection<Question extends object> = {
  ask(question: Question, limit: { what: string; timeoutMs: number }): Promise<Reply>;
  close(): Promise<void>;
};

export type ConnectionOptions = {
  /** Path of the child's program. */
  script: string;
  root: string;
  /** File URL of the project's tsx. */
  tsx: string;
  mask: Mask;
  onOutput: (line: string) => void;
  /** All of its environment. Default: ours. */
  env?: Readonly<Record<string, string>>;
};

type Waiting = { resolve: (reply: Reply) => void; reject: (problem: Problem) => void; wait: () => void };

/** Path of a child's program beside the module that starts it: TypeScript in this repository, JavaScript in the package. */
export function childScript(name: string, starter: string): string {
  return fileURLToPath(new URL(`${name}${starter.endsWith(".ts") ? ".ts" : ".js"}`, starter));
}

/** Starts the child process in the project's root. It reads nothing from stdin. */
export function connect<Question extends object>(options: ConnectionOptions): Connection<Question> {
  const { mask, onOutput } = options;
  const child = startChild(options);
  const output = createOutputLines(mask, onOutput);
  for (const stream of [child.stdout, child.stderr]) if (stream) output.listen(stream);
  const waiting = new Map<number, Waiting>();
  let stopped: (() => Problem) | undefined;
  let count = 0;
  const stop = (why: () => Problem): void => {
    stopped ??= why;
    for (const { reject } of waiting.values()) reject(stopped());
    waiting.clear();
    // A worker may swallow a polite signal or be in an endless loop; it has nothing to save.
    child.kill("SIGKILL");
  };
  const stopBecause = (how: string): void =>
    stop(() => new Problem("run/worker-stopped", { how, tail: output.tail() }));
  child.on("message", (message: unknown) => {
    if (isSignOfLife(message)) waiting.get(message.createSync)?.wait();
    if (!isReply(message)) return;
    const crash = !message.ok && message.error.stage === "crash" ? message.error : undefined;
    if (crash) return stopBecause(describeCrash(crash, mask));
    waiting.get(message.createSync)?.resolve(message);
    waiting.delete(message.createSync);
  });
  const closed = new Promise<void>((resolve) => {
    // "close" and not "exit": only then have the pipes said their last.
    child.on("close", (code, signal) =>
      resolve(stopBecause(signal === null ? `exit code ${code}` : `signal ${signal}`)),
    );
    child.on("error", (error) => resolve(stopBecause(error.message)));
  });
  return {
    async ask(question, { what, timeoutMs }) {
      if (stopped) throw stopped();
      const id = (count += 1);
      const timer = setTimeout(
        () => stop(() => new Problem("run/timeout", { what, seconds: Math.ceil(timeoutMs / 1000) })),
        timeoutMs,
      );
      try {
        return await new Promise<Reply>((resolve, reject) => {
          waiting.set(id, { resolve, reject, wait: () => timer.refresh() });
          // A channel that is already closed is told by "close", with the better reason.
          child.send({ createSync: id, ...question }, () => {});
        });
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      stopBecause("it was closed");
      await closed;
    },
  };
}

function startChild({ script, root, tsx, env }: ConnectionOptions): ChildProcess {
  // In this repository the child is TypeScript itself, and needs tsx from the start; in the package it loads it later.
  const isTypeScript = script.endsWith(".ts");
  return fork(script, isTypeScript ? [] : [tsx], {
    cwd: root,
    ...(env && { env: { ...env } }),
    execArgv: isTypeScript ? ["--import", tsx] : [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

function describeCrash({ name, message, frames }: ErrorReport, mask: Mask): string {
  const where = frames[0] ? ` at ${frames[0].file}:${frames[0].line}` : "";
  return `an error that nothing caught${where}: ${name}: ${toSafeMessage(message, mask)}`;
}
