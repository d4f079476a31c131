import { accessSync, constants, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { Problem } from "../problems/problem.ts";
import type { FileChange } from "./changes.ts";
import { findTarget, type Target } from "./contain.ts";
import { codeOf, copyPermissions, explain, hashOf, readIfThere, syncFolder, writeNewFile } from "./files.ts";
import { closeJournal, type Journal, markPhase, openJournal, waitingPath } from "./journal.ts";
import { thisProcess } from "./lock.ts";
import { recover } from "./recover.ts";
import { removeMadeRoot, rollBack } from "./roll-back.ts";

type Pending = { change: FileChange; target: Target; before: Buffer | undefined; after: Buffer };

/**
 * Writes all of the changes or none and returns the paths it wrote; the last change is the commit point. Makes the
 * root if there is none. Throws a `write/…` problem, with the folder as it was, if a file is no longer as its
 * `before` says, a path leaves the root, or the system refuses. After a kill, `recover` finishes or undoes it.
 */
export async function writeChanges(root: string, changes: readonly FileChange[]): Promise<string[]> {
  const wanted = changes.filter((change) => change.before !== change.after);
  if (wanted.length === 0) return [];
  const rootLevels = makeRoot(root);
  let journal: Journal;
  let pending: Pending[];
  try {
    await recover(root);
    pending = wanted.map((change) => prepare(root, change));
    journal = describe(pending, rootLevels);
    lock(root, journal, pending);
  } catch (error) {
    removeMadeRoot(root, rootLevels);
    throw error;
  }
  commit(root, journal, pending);
  tidy(root);
  return wanted.map((change) => change.path);
}

function makeRoot(root: string): number {
  try {
    const first = mkdirSync(root, { recursive: true });
    return first === undefined ? 0 : relative(dirname(first), root).split(sep).length;
  } catch (error) {
    throw explain(error, root);
  }
}

function prepare(root: string, change: FileChange): Pending {
  const before = change.before === undefined ? undefined : Buffer.from(change.before);
  try {
    const target = findTarget(root, change.path);
    const pending = { change, target, before, after: Buffer.from(change.after) };
    checkUnchanged(pending);
    // A rename would replace a file that is write-protected on purpose.
    if (target.stats) accessSync(target.absolute, constants.W_OK);
    return pending;
  } catch (error) {
    throw explain(error, change.path);
  }
}

function checkUnchanged({ change, target, before }: Pending): void {
  const found = readIfThere(target.absolute);
  if (!found && !before) return;
  if (!found) throw new Problem("write/changed", { path: change.path, how: "vanished" });
  if (!before) throw new Problem("write/changed", { path: change.path, how: "appeared" });
  if (found.equals(before)) return;
  // Same text and other bytes: what was read is not what would be written back.
  if (found.toString() === change.before) throw new Problem("write/not-utf8", { path: change.path });
  throw new Problem("write/changed", { path: change.path, how: "changed" });
}

function describe(pending: readonly Pending[], rootLevels: number): Journal {
  const files = pending.map(({ target, before, after }) => ({
    path: target.path,
    ...(before && { before: hashOf(before) }),
    after: hashOf(after),
  }));
  const paths = new Set(files.map((file) => file.path));
  if (paths.size < files.length) throw new Error(`two changes for one file: ${[...paths].join(", ")}`);
  const folders = [...new Set(pending.flatMap(({ target }) => target.folders))];
  return { v: 1, ...thisProcess(), files, folders, rootLevels };
}

function lock(root: string, journal: Journal, pending: readonly Pending[]): void {
  const old = pending.flatMap(({ target: { stats }, before: bytes }, index) =>
    bytes && stats ? [{ index, bytes, stats }] : [],
  );
  try {
    openJournal(root, journal, old);
  } catch (error) {
    throw explain(error, root);
  }
}

function commit(root: string, journal: Journal, pending: readonly Pending[]): void {
  let path = ".";
  try {
    // Again, now that no other run of ours can come between.
    for (const one of pending) checkUnchanged(one);
    for (path of journal.folders) mkdirSync(join(root, path));
    for (const [index, one] of pending.entries()) {
      path = one.change.path;
      stage(one, index);
    }
    markPhase(root, "staged");
    for (const [index, { change, target }] of pending.entries()) {
      path = change.path;
      if (index === pending.length - 1) syncFolders(pending);
      renameSync(waitingPath(target.absolute, index, "new"), target.absolute);
    }
  } catch (error) {
    undo(root, journal, { path, code: codeOf(error) });
    throw explain(error, path);
  }
}

function stage({ change, target, after }: Pending, index: number): void {
  const path = waitingPath(target.absolute, index, "new");
  // Left by a run whose journal somebody deleted; under the lock nobody else can be writing it.
  rmSync(path, { force: true });
  writeNewFile(path, after, target.stats ? target.stats.mode & 0o777 : change.mode);
  if (target.stats) copyPermissions(path, target.stats);
}

function undo(root: string, journal: Journal, failed: { path: string; code: string }): void {
  try {
    rollBack(root, journal);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem("write/stuck", failed);
  }
}

function syncFolders(pending: readonly Pending[]): void {
  for (const folder of new Set(pending.map(({ target }) => dirname(target.absolute)))) syncFolder(folder);
}

function tidy(root: string): void {
  try {
    closeJournal(root);
  } catch {
    // Everything is written; the next run finds the journal finished and removes it.
    return;
  }
}
