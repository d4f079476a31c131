import { Problem } from "../problems/problem.ts";
import type { Io } from "./io.ts";

/** How much is taken from standard input, and what is said of more. */
export type StdinLimit = { bytes: number; problem: () => Problem };

const planLimit: StdinLimit = {
  bytes: 1_000_000,
  problem: () => new Problem("usage/stdin-too-big", { limit: "1 MB" }),
};

/** All of standard input as text: UTF-8, at most 1 MB if not told otherwise, and not from a terminal, where nobody knows to type a plan. */
export async function readStdin(io: Io, limit: StdinLimit = planLimit): Promise<string> {
  if (io.isTerminal("stdin")) throw new Problem("usage/stdin-terminal", {});
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of io.stdin()) {
    size += chunk.length;
    if (size > limit.bytes) throw limit.problem();
    chunks.push(chunk);
  }
  const text = decode(Buffer.concat(chunks));
  if (text.trim() === "") throw new Problem("usage/stdin-empty", {});
  return text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem("usage/stdin-not-text", {});
  }
}
