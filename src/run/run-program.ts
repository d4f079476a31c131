import { spawn } from "node:child_process";
import { platform } from "node:os";
import { stripVTControlCharacters } from "node:util";
import type { Mask } from "./mask.ts";

export type ProgramOptions = {
  /** The folder it is started in. */
  root: string;
  /** All of its environment. */
  env: Readonly<Record<string, string | undefined>>;
  mask: Mask;
  /** After how many ms it is killed, with every process that it started. Default 10 000. */
  timeoutMs?: number;
  /** How many characters of each stream are kept; more ends it. Default 1 000 000. */
  mostText?: number;
  /** Nothing of what it prints on stdout is read. */
  discardsOutput?: boolean;
};

/**
 * How a program ended. `exit` is null where it was killed or could not be started. The texts are masked and without
 * escape sequences; of one that was cut, the last line is left out: half a secret is known to no mask.
 */
export type Ran = {
  exit: number | null;
  out: string;
  err: string;
  end: "itself" | "time" | "size" | "unable";
};

/** Runs a program to its end: no shell, nothing on stdin, bounded in time and text. Never throws. */
export function runProgram(file: string, args: readonly string[], options: ProgramOptions): Promise<Ran> {
  const { root, env, timeoutMs = 10_000, mostText = 1_000_000, discardsOutput = false } = options;
  const texts = { out: "", err: "" };
  let end: Ran["end"] = "itself";
  let lateTimer: NodeJS.Timeout | undefined;
  return new Promise((resolve) => {
    const finish = (exit: number | null): void => {
      clearTimeout(timer);
      clearTimeout(lateTimer);
      const isCut = end !== "itself";
      const [out, err] = [texts.out, texts.err].map((text) => clean(text, isCut, options.mask));
      resolve({ exit: isCut ? null : exit, out: out ?? "", err: err ?? "", end });
    };
    const child = start(file, args, { root, env, discardsOutput });
    const stop = (why: Ran["end"]): void => {
      if (end === "itself") end = why;
      killGroup(child?.pid, () => child?.kill("SIGKILL"));
    };
    const timer = setTimeout(() => stop("time"), timeoutMs);
    if (child === undefined) {
      end = "unable";
      return finish(null);
    }
    for (const [name, stream] of [
      ["out", child.stdout],
      ["err", child.stderr],
    ] as const) {
      stream?.setEncoding("utf8").on("data", (chunk: string) => {
        if (texts[name].length < mostText) texts[name] = (texts[name] + chunk).slice(0, mostText);
        if (texts[name].length >= mostText) stop("size");
      });
    }
    child.on("error", () => {
      end = "unable";
      finish(null);
    });
    // A process that it left behind may hold the pipes open; what counts is that the program itself ended.
    child.on("exit", () => (lateTimer = setTimeout(() => stopPipes(child), patienceMs)));
    child.on("close", (code) => finish(code));
  });
}

const patienceMs = 500;

type Child = ReturnType<typeof spawn>;
type Start = { root: string; env: ProgramOptions["env"]; discardsOutput: boolean };

function start(
  file: string,
  args: readonly string[],
  { root, env, discardsOutput }: Start,
): Child | undefined {
  try {
    return spawn(file, args, {
      cwd: root,
      env: { ...env },
      stdio: ["ignore", discardsOutput ? "ignore" : "pipe", "pipe"],
      // A group of its own, so that what it starts can be ended with it.
      detached: platform() !== "win32",
      windowsHide: true,
    });
  } catch {
    // Such as a null byte in an argument, or a folder that is gone.
    return undefined;
  }
}

function stopPipes(child: Child): void {
  killGroup(child.pid, () => {});
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function killGroup(pid: number | undefined, otherwise: () => void): void {
  if (pid === undefined || platform() === "win32") return otherwise();
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    otherwise();
  }
}

function clean(text: string, isCut: boolean, mask: Mask): string {
  const whole = isCut ? text.slice(0, text.lastIndexOf("\n") + 1) : text;
  return mask(stripVTControlCharacters(whole));
}
