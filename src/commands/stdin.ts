import { Problem } from "../problems/problem.ts";
import type { Io } from "./io.ts";

const mostBytes = 1_000_000;

/** All of standard input as text: at most 1 MB of UTF-8, and not from a terminal, where nobody knows to type a plan. */
export async function readStdin(io: Io): Promise<string> {
  if (io.isTerminal("stdin")) throw new Problem("usage/stdin-terminal", {});
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of io.stdin()) {
    size += chunk.length;
    if (size > mostBytes) throw new Problem("usage/stdin-too-big", { limit: "1 MB" });
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
