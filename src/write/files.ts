import { createHash } from "node:crypto";
import {
  chownSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  type Stats,
  writeSync,
} from "node:fs";
import { Problem } from "../problems/problem.ts";

/** Writes a new file and waits until the disk has it. Throws if something stands there, a link included. */
export function writeNewFile(path: string, bytes: Uint8Array, mode = 0o644): void {
  const file = openSync(path, "wx", mode);
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Gives a file the permissions of the one it is going to replace, and its owner where the system lets us. */
export function copyPermissions(path: string, from: Stats): void {
  const file = openSync(path, "r+");
  try {
    fchmodSync(file, from.mode & 0o7777);
  } finally {
    closeSync(file);
  }
  try {
    chownSync(path, from.uid, from.gid);
  } catch {
    // Only root may give a file away; everyone else owns both files anyway.
  }
}

/** Makes the renames in a folder durable. Not every system lets a folder be opened; then the rename alone must do. */
export function syncFolder(path: string): void {
  try {
    const folder = openSync(path, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    return;
  }
}

/** The bytes of a file, or undefined if there is none. */
export function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** A fingerprint to recognise a file's content by. */
export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What a system call's error is called, such as `ENOSPC`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}

/** The sentence for a write that the system refused; a problem that is already explained stays as it is. */
export function explain(error: unknown, path: string): Problem {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  if (code === "unknown") throw error;
  if (["EACCES", "EPERM", "EROFS"].includes(code)) return new Problem("write/read-only", { path });
  if (["ENOSPC", "EDQUOT"].includes(code)) return new Problem("write/disk-full", { path });
  return new Problem("write/failed", { path, code });
}
