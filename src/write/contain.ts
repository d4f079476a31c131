import { existsSync, lstatSync, realpathSync, type Stats } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
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
  const { top, absolute, folders } = findWay(root, path);
  const found = folders.length > 0 ? undefined : follow(top, absolute, path);
  if (!found) return newTarget(top, absolute, folders);
  if (!found.stats.isFile()) throw somethingElse(path);
  return {
    path: checkAllowed(top, found.absolute),
    absolute: found.absolute,
    stats: found.stats,
    folders: [],
  };
}

/** The same for the place of a link: what stands there may be one, and is not followed. */
export function findLinkPlace(root: string, path: string): Target {
  const { top, absolute, folders } = findWay(root, path);
  const place = newTarget(top, absolute, folders);
  const stats = lstatSync(absolute, { throwIfNoEntry: false });
  if (stats && !stats.isFile() && !stats.isSymbolicLink()) throw somethingElse(path);
  return { ...place, stats };
}

/** Throws `write/outside` for a link at `place` that would lead out of the root. */
export function checkLinkTarget(root: string, place: Target, target: string): void {
  const top = realpathSync(root);
  const end = resolve(dirname(place.absolute), target);
  if (isAbsolute(target) || !isInside(top, end))
    throw outside(place.path, "the link would lead out of the folder");
  // Through another link on the way it may still lead out.
  if (existsSync(end) && !isInside(top, realpathSync(end)))
    throw outside(place.path, "the link would lead out of the folder");
}

/** Where a folder of the project really is, or would be; refuses what `findTarget` refuses. */
export function findFolder(root: string, path: string): string {
  return dirname(findTarget(root, `${path}/file`).absolute);
}

/** The way to the last part of a path, links on it resolved, and the folders that are missing. */
function findWay(root: string, path: string): { top: string; absolute: string; folders: string[] } {
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
      return { top, absolute: join(folder, ...parts.slice(index), name), folders };
    }
    if (!next.stats.isDirectory()) {
      throw new Problem("write/not-a-file", {
        path,
        what: `"${toPath(top, next.absolute)}" is not a folder`,
      });
    }
    folder = next.absolute;
  }
  return { top, absolute: join(folder, name), folders: [] };
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

function somethingElse(path: string): Problem {
  return new Problem("write/not-a-file", { path, what: "something else stands there" });
}

function outside(path: string, why: string): Problem {
  return new Problem("write/outside", { path, why });
}
