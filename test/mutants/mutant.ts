/** One way to break generated code by hand: the line somebody might have written instead. */
export type Mutant = {
  name: string;
  /** The case of the matrix whose code is mutated. */
  of: string;
  file?: "src/index.ts" | "src/sync-helpers.ts";
  find: string | RegExp;
  replace: string;
  /** The scenario that must turn red. */
  killedBy: string;
  /** Kinds of findings of which at least one must be told. */
  kinds: readonly string[];
  /** The platform's extreme under which it shows. Default `spoils`. */
  platform?: "spoils" | "forgives";
  /** By which it shows. Default 1. */
  seed?: number;
};

export const helpers = "src/sync-helpers.ts";
