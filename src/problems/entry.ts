import type { ExitCode } from "./problem.ts";

/**
 * One explained problem. `message` says what and why in one or two sentences (lead with "Expected …" when the mend
 * is certain, else "Unknown", "Missing", "Invalid", "Too …"); `fix` is the command or edit that mends it.
 */
export type ProblemEntry<Args> = {
  exit: ExitCode;
  message: (args: Args) => string;
  fix: (args: Args) => string;
};

/** Types an entry by its arguments: `entry<{ name: string }>({ … })`. */
export function entry<Args>(value: ProblemEntry<Args>): ProblemEntry<Args> {
  return value;
}
