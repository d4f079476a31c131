import type { ExitCode } from "../problems/problem.ts";
import type { Terminal } from "./io.ts";
import type { StdinLimit } from "./stdin.ts";

/** What every command gets: the flags that mean the same everywhere, and the way to the terminal. */
export type Context = {
  /** Absolute path of the project. */
  cwd: string;
  json: boolean;
  dryRun: boolean;
  yes: boolean;
  force: boolean;
  /** Whether a prompt may be rendered: both ends are terminals and nobody said no. */
  interactive: boolean;
  /** Opens the terminal for prompts; there only where one may be rendered. */
  terminal?: () => Terminal;
  /** Progress and warnings; goes to stderr, never to stdout. */
  say: (line: string) => void;
  /** Shows a line that the next one replaces; nothing takes it away. There only where stderr is a terminal. */
  status?: (line?: string) => void;
  /** Settles when the user presses Ctrl-C, which then does not end the program. For commands that go on until then. */
  untilInterrupt?: () => Promise<void>;
  /** Standard input as text, for `-`: at most what a plan may have, or the limit. Fails with a usage problem when it is a terminal. */
  readStdin: (limit?: StdinLimit) => Promise<string>;
  /** Standard input as bytes, of any length; left out where it is a terminal. */
  openStdin?: () => AsyncIterable<Uint8Array>;
  env: Readonly<Record<string, string | undefined>>;
};

/**
 * What a command gives back: `result` for --json, `text` for people, and the commands that come next. `goOn` is what
 * it does after all that was printed, such as serving until Ctrl-C.
 */
export type Outcome = {
  result: unknown;
  text: string;
  next?: readonly string[];
  exit?: ExitCode;
  goOn?: () => Promise<void>;
};
