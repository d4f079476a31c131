import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Problem } from "../problems/problem.ts";

// What is no text shows it at once: a log has no zero bytes.
const lookedAt = 64 * 1024;

/** The bytes of a log file, piece by piece. Throws a Problem (exit 2) for what is missing, no file, not readable or not text. */
export async function* openLogFile(path: string, named: string): AsyncIterable<Uint8Array> {
  const facts = await stat(path).catch(() => undefined);
  if (!facts) throw new Problem("debug/no-log-file", { file: named });
  if (!facts.isFile()) {
    const what = facts.isDirectory() ? "is a folder" : "is something else";
    throw new Problem("debug/log-not-readable", { file: named, what });
  }
  try {
    yield* refuseBinary(createReadStream(path), named);
  } catch (error) {
    if (error instanceof Problem || !isFileError(error)) throw error;
    throw new Problem("debug/log-not-readable", { file: named, what: `cannot be read (${error.code})` });
  }
}

/** The same pieces; throws a Problem once they prove to be no text. */
export async function* refuseBinary(
  pieces: AsyncIterable<Uint8Array>,
  named: string,
): AsyncIterable<Uint8Array> {
  let seen = 0;
  for await (const piece of pieces) {
    if (seen < lookedAt && piece.subarray(0, lookedAt - seen).includes(0))
      throw new Problem("debug/log-not-readable", { file: named, what: "is no text" });
    seen += piece.length;
    yield piece;
  }
}

function isFileError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
