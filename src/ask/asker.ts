/** One thing to choose. */
export type Choice<Value> = {
  value: Value;
  name: string;
  /** Shown below the list while it is the one pointed at. */
  hint?: string;
  isRecommended?: boolean;
  /** Why it cannot be chosen. */
  off?: string;
  /** Ticked from the start. */
  isOn?: boolean;
};

export type SelectQuestion<Value> = { message: string; choices: readonly Choice<Value>[]; current?: Value };

export type InputQuestion = {
  message: string;
  proposal?: string;
  /** What is wrong with an answer, in a sentence; undefined if nothing is. */
  check: (text: string) => string | undefined | Promise<string | undefined>;
};

/** What the flow needs of a terminal. A test answers in its place. Every question may throw an `ExitPromptError`. */
export type Asker = {
  /** Shows lines as they are: a table, a diff. */
  say: (text: string) => void;
  /** Shows a sentence. */
  tell: (sentence: string) => void;
  search: (question: {
    message: string;
    find: (words: string) => readonly Choice<string>[];
  }) => Promise<string>;
  select: <Value extends string | number>(question: SelectQuestion<Value>) => Promise<Value>;
  pick: (question: { message: string; choices: readonly Choice<string>[] }) => Promise<string[]>;
  input: (question: InputQuestion) => Promise<string>;
  confirm: (question: { message: string }) => Promise<boolean>;
};

/** Whether an error is a person's Ctrl-C (or end of input) at a prompt; known by its name, to load no prompt for it. */
export function isStopped(error: unknown): boolean {
  return error instanceof Error && error.name === "ExitPromptError";
}
