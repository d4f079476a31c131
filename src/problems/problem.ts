import { catalogue, type Catalogue } from "./catalogue.ts";

/** A code of the catalogue, such as `plan/unknown-field`. */
export type ProblemCode = keyof Catalogue;

/** What a code's sentences need to be said. */
export type ProblemArgs<Code extends ProblemCode> = Parameters<Catalogue[Code]["message"]>[0];

/** Where the user should look. `line` and `column` count from 1; `path` is the field (`source.list.page`). */
export type Place = { file?: string; line?: number; column?: number; path?: string };

/** Exit codes of the command line; 1 is reserved for our own bugs. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130;

/**
 * The only error we throw on purpose: something the user can mend. It is a value (code, arguments, place);
 * the sentences are in the catalogue and are made when it is shown.
 */
export class Problem<Code extends ProblemCode = ProblemCode> extends Error {
  readonly code: Code;
  readonly args: ProblemArgs<Code>;
  readonly place: Place;
  /** Problems found in the same pass, this one included; a plan reports all of its faults at once. */
  readonly all: readonly Problem[];

  constructor(code: Code, args: ProblemArgs<Code>, place: Place = {}, all: readonly Problem[] = []) {
    super(sentence(code, args));
    this.name = "Problem";
    this.code = code;
    this.args = args;
    this.place = place;
    this.all = all.length === 0 ? [this] : all;
  }

  get exit(): ExitCode {
    return catalogue[this.code].exit;
  }

  /** The command or edit that mends it. */
  get fix(): string {
    return say(catalogue[this.code].fix, this.args);
  }
}

/** Throws the first of several problems, carrying all of them. Does nothing if there is none. */
export function throwAll(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first) throw new Problem(first.code, first.args, first.place, problems);
}

function sentence<Code extends ProblemCode>(code: Code, args: ProblemArgs<Code>): string {
  return say(catalogue[code].message, args);
}

function say(words: (args: never) => string, args: unknown): string {
  return (words as (args: unknown) => string)(args);
}
