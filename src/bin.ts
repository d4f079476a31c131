#!/usr/bin/env node
import { writeSync } from "node:fs";
import { homedir } from "node:os";
import { main } from "./cli.ts";

// Waiting for the event loop keeps Ctrl-C out of a write, which is one turn of it. Dying of the signal itself, not
// of an exit code, is what tells a shell (which reports 130) to stop its loop too.
let lastWords = () => "";
let onInterrupt: (() => void) | undefined;
process.once("SIGINT", () => {
  if (onInterrupt) return onInterrupt();
  write(2, lastWords());
  process.kill(process.pid, "SIGINT");
});

process.exitCode = await main(process.argv.slice(2), {
  stdin: () => process.stdin,
  out: (text) => write(1, text),
  err: (text) => write(2, text),
  isTerminal: (name) => process[name].isTTY === true,
  terminal: () => ({
    input: process.stdin,
    output: process.stderr.isTTY ? process.stderr : process.stdout,
    onInterrupt: (words) => (lastWords = words),
  }),
  untilInterrupt: () => new Promise((resolve) => (onInterrupt = resolve)),
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
});

/** Writes without Node's streams: they take a tenth of what `--help` costs, and lose text when a process ends early. */
function write(file: 1 | 2, text: string): void {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(file, bytes));
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // `create-sync sources | head -1`: whoever read has read enough.
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      pause();
    }
  }
}

/** Sleeps for 5 ms: a pipe that somebody made non-blocking is full. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
