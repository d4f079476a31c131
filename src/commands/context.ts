import { statSync } from "node:fs";
import { resolve } from "node:path";
import { printable, printableInColour } from "../problems/printable.ts";
import { Problem } from "../problems/problem.ts";
import { hasColour } from "./colour.ts";
import type { Io } from "./io.ts";
import { readStdin } from "./stdin.ts";
import type { Context } from "./types.ts";

/** The flags that mean the same everywhere, as they were typed. `input` is false after `--no-input`. */
export type Flags = {
  cwd?: string;
  json?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  input?: boolean;
  force?: boolean;
};

/** What a command gets to work with. Throws `usage/no-folder` if `--cwd` is not a folder. */
export function makeContext(flags: Flags, io: Io): Context {
  const mayAsk = !flags.yes && !flags.json && flags.input !== false && !isInCi(io);
  const interactive = mayAsk && io.isTerminal("stdin") && io.isTerminal("stdout");
  return {
    cwd: findFolder(flags.cwd, io),
    json: flags.json === true,
    dryRun: flags.dryRun === true,
    yes: flags.yes === true,
    force: flags.force === true,
    interactive,
    ...(interactive && io.terminal && { terminal: io.terminal }),
    say: (line) => io.err(`${printableInColour(line, hasColour(io, "stderr"))}\n`),
    ...(io.isTerminal("stderr") && { status: (line = "") => io.err(`\r\u001b[2K${printable(line)}`) }),
    ...(io.untilInterrupt && { untilInterrupt: io.untilInterrupt }),
    readStdin: (limit) => readStdin(io, limit),
    ...(!io.isTerminal("stdin") && { openStdin: io.stdin }),
    env: io.env,
  };
}

function findFolder(asked: string | undefined, io: Io): string {
  if (asked === undefined) return io.cwd;
  const folder = resolve(io.cwd, asked);
  if (asked === "" || !isFolder(folder)) throw new Problem("usage/no-folder", { folder: asked });
  return folder;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // No such entry, a file on the way, or a folder we may not look into: all mean we cannot work there.
    return false;
  }
}

function isInCi({ env }: Io): boolean {
  return ![undefined, "", "0", "false"].includes(env.CI);
}
