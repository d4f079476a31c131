import { createHash } from "node:crypto";
import {
  chownSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  type Stats,
  symlinkSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { Problem } from "../problems/problem.ts";

const linkMark = "link:";
const isWindows = sep === "\\";

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

/** What stands at a place: a file with its bytes, or a link with its target as UTF-8. */
export type Content = { bytes: Buffer; isLink: boolean };

/** What stands at a place, a link not followed; undefined if nothing does. */
export function readContent(path: string): Content | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return { bytes: Buffer.from(readLink(path)), isLink: true };
  const bytes = readIfThere(path);
  return bytes && { bytes, isLink: false };
}

/** Where a link leads, as it was given to `makeLink`. */
export function readLink(path: string): string {
  const target = readlinkSync(path);
  if (!isWindows) return target;
  // A junction knows its target by its absolute path only.
  return relative(dirname(path), target).split(sep).join("/");
}

/** Makes a link to a folder; `target` is seen from the folder of the link. Throws if something stands there. */
export function makeLink(path: string, target: string): void {
  // On Windows only administrators may make symbolic links; a junction, with an absolute target, anyone.
  if (isWindows) symlinkSync(resolve(dirname(path), target), path, "junction");
  else symlinkSync(target, path);
}

/** Removes a file or a link, not what it leads to; nothing if there is none. */
export function removeEntry(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
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

/** A fingerprint to recognise a content by; that of a link is told apart from a file with the same text. */
export function hashOf({ bytes, isLink }: Content): string {
  return `${isLink ? linkMark : ""}${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Whether a fingerprint is that of a link. */
export function isLinkHash(hash: string | undefined): boolean {
  return hash?.startsWith(linkMark) === true;
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
