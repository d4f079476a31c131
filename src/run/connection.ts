import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Problem } from "../problems/problem.ts";
import { toSafeMessage } from "./failures.ts";
import type { Mask } from "./mask.ts";
import { createOutputLines } from "./output-lines.ts";
import { isReply, type ErrorReport, type ExecuteRequest, type OpenRequest, type Reply } from "./protocol.ts";

export type Question = ({ ask: "open" } & OpenRequest) | ({ ask: "execute" } & ExecuteRequest);

/** The line to the child process. A question that is not answered in time, or never can be, ends in a Problem. */
export type Connection = {
  ask(question: Question, limit: { what: string; timeoutMs: number }): Promise<Reply>;
  close(): Promise<void>;
};

export type ConnectionOptions = {
  root: string;
  /** File URL of the project's tsx. */
  tsx: string;
  mask: Mask;
  onOutput: (line: string) => void;
};

type Waiting = { resolve: (reply: Reply) => void; reject: (problem: Problem) => void };

// The same file is TypeScript in this repository and JavaScript in the package.
const script = fileURLToPath(
  new URL(`./runner-child${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url),
);

/** Starts the child process in the project's root. It inherits our environment and reads nothing from stdin. */
export function connect({ root, tsx, mask, onOutput }: ConnectionOptions): Connection {
  const child = fork(script, {
    cwd: root,
    execArgv: ["--import", tsx],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
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
          waiting.set(id, { resolve, reject });
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

function describeCrash({ name, message, frames }: ErrorReport, mask: Mask): string {
  const where = frames[0] ? ` at ${frames[0].file}:${frames[0].line}` : "";
  return `an error that nothing caught${where}: ${name}: ${toSafeMessage(message, mask)}`;
}
