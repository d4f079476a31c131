/** What prompts need of a terminal: they are drawn on stderr, so that stdout stays data. */
export type Terminal = {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** Sets the last words of a run that Ctrl-C ends while no prompt is open. */
  onInterrupt: (words: () => string) => void;
};

/** The program's way to the outside, handed in by `bin.ts` so that everything else can be run without a process. */
export type Io = {
  /** Opened only when it is read: a standard input that is merely looked at can keep a process from ending. */
  stdin: () => AsyncIterable<Uint8Array>;
  out: (text: string) => void;
  err: (text: string) => void;
  isTerminal: (name: "stdin" | "stdout" | "stderr") => boolean;
  /** Opened only for a prompt; left out where nobody sits in front of one. */
  terminal?: () => Terminal;
  /** Settles at the next Ctrl-C, which then does not end the program. */
  untilInterrupt?: () => Promise<void>;
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder the program was started in. */
  cwd: string;
  /** Absolute path of the user's home, which bug reports do not show. */
  home: string;
};
