import type { Severity } from "./rules/rule.ts";

/** A stretch of a file; lines and columns count from 1, `end` is behind the last character. */
export type Span = { file: string; line: number; column: number; endLine: number; endColumn: number };

/** One finding, as `--json` gives it. */
export type Finding = Span & {
  rule: string;
  severity: Severity;
  message: string;
  fix: string;
  hazards: readonly string[];
  /** The sync it is about, by key. */
  sync?: string;
  /** Whether `--fix` mends it. */
  fixable: boolean;
};
