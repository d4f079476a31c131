import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../problems/problem.ts";
import { maxFileBytes } from "./limits.ts";

/**
 * The text of a file of the project, byte order mark included; undefined if there is no such file. A pipe or a device
 * of that name counts as none, since reading it could wait for ever. Throws a Problem for files over 1 MB, files that
 * are not UTF-8 and files we may not read.
 */
export async function findText(root: string, path: string): Promise<string | undefined> {
  const full = join(root, path);
  try {
    const facts = await stat(full);
    if (!facts.isFile()) return undefined;
    if (facts.size > maxFileBytes)
      throw new Problem("project/file-too-large", { file: path, limit: maxFileBytes }, { file: path });
    return decode(await readFile(full), path);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new Problem("project/file-unreadable", { file: path, detail: code }, { file: path });
  }
}

/** The names in a folder of the project, sorted; none if it does not exist or cannot be listed. */
export async function listFolder(root: string, path: string): Promise<string[]> {
  const names = await readdir(join(root, path)).catch(() => []);
  return names.sort();
}

/** Whether a path is a file or a folder itself, not a link to one. */
export async function kindOf(root: string, path: string): Promise<"file" | "folder" | "other"> {
  const facts = await lstat(join(root, path)).catch(() => undefined);
  if (facts?.isFile()) return "file";
  return facts?.isDirectory() ? "folder" : "other";
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem("project/file-not-utf8", { file: path }, { file: path });
  }
}

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "unknown error";
}
