import type { Io } from "./io.ts";

/** Whether colours may go to this stream: it is a terminal that has them, and nobody said no (https://no-color.org). */
export function hasColour({ env, isTerminal }: Io, stream: "stdout" | "stderr"): boolean {
  return isTerminal(stream) && !env.NO_COLOR && env.TERM !== "dumb";
}
