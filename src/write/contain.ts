import { lstatSync, realpathSync, type Stats } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { Problem } from "../problems/problem.ts";

/** Where a path of the project really is. */
export type Target = {
  /** Relative to the root with links resolved, with forward slashes. */
  path: string;
  absolute: string;
  /** Of the file that stands there; undefined when there is none yet. */
  stats: Stats | undefined;
  /** Folders that have to be made first, relative to the root, outermost first. */
  folders: string[];
};

// Ours to manage, or read by programs that would run what is written there.
const forbidden = new Set([".git", ".create-sync"]);

/**
 * Finds the file that `path` means under `root` (both must exist as far as they lead through links). Throws
 * `write/outside` for anything that leaves the root, by its spelling or through a link, and `write/not-a-file`
 * where a folder or a device stands.
 */
export function findTarget(root: string, path: string): Target {
  const parts = splitPath(path);
  const top = realpathSync(root);
  let folder = top;
  const name = parts.pop() ?? "";
  for (const [index, part] of parts.entries()) {
    const next = follow(top, join(folder, part), path);
    if (!next) {
      const folders = parts
        .slice(index)
        .map((_, more) => toPath(top, join(folder, ...parts.slice(index, index + more + 1))));
      return newTarget(top, join(folder, ...parts.slice(index), name), folders);
    }
    if (!next.stats.isDirectory()) {
      throw new Problem("write/not-a-file", {
        path,
        what: `"${toPath(top, next.absolute)}" is not a folder`,
      });
    }
    folder = next.absolute;
  }
  const found = follow(top, join(folder, name), path);
  if (!found) return newTarget(top, join(folder, name), []);
  if (!found.stats.isFile())
    throw new Problem("write/not-a-file", { path, what: "something else stands there" });
  return {
    path: checkAllowed(top, found.absolute),
    absolute: found.absolute,
    stats: found.stats,
    folders: [],
  };
}

/** Where a folder of the project really is, or would be; refuses what `findTarget` refuses. */
export function findFolder(root: string, path: string): string {
  return dirname(findTarget(root, `${path}/file`).absolute);
}

function splitPath(path: string): string[] {
  const parts = path.split("/");
  if (path.startsWith("/") || isAbsolute(path) || /^[a-z]:/i.test(path))
    throw outside(path, "it is absolute");
  if (parts.includes("..")) throw outside(path, 'it holds ".."');
  if (parts.some((part) => part === "" || part === ".")) throw outside(path, "it has an empty part");
  if (/[\\\0]/.test(path)) throw outside(path, "it holds a backslash or a zero byte");
  return parts;
}

/** What stands at a place, seen through links; undefined for nothing. */
function follow(top: string, place: string, path: string): { absolute: string; stats: Stats } | undefined {
  const stats = lstatSync(place, { throwIfNoEntry: false });
  if (!stats?.isSymbolicLink()) return stats && { absolute: place, stats };
  let absolute: string;
  try {
    absolute = realpathSync(place);
  } catch {
    throw outside(path, "it goes through a link that leads nowhere");
  }
  if (!isInside(top, absolute)) throw outside(path, "it goes through a link that leads out of the folder");
  return { absolute, stats: lstatSync(absolute) };
}

function isInside(top: string, place: string): boolean {
  const way = relative(top, place);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function newTarget(top: string, absolute: string, folders: string[]): Target {
  return { path: checkAllowed(top, absolute), absolute, stats: undefined, folders };
}

// Links are resolved by now, so a harmless name that leads into .git is seen as what it is.
function checkAllowed(top: string, absolute: string): string {
  const path = toPath(top, absolute);
  const part = path.split("/").find((one) => forbidden.has(one.toLowerCase()));
  if (part) throw outside(path, `"${part}" is not ours to write in`);
  return path;
}

function toPath(top: string, absolute: string): string {
  return relative(top, absolute).split(sep).join("/");
}

function outside(path: string, why: string): Problem {
  return new Problem("write/outside", { path, why });
}
