import { accessSync, constants, mkdirSync, renameSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { Problem } from "../problems/problem.ts";
import { type Change, isLink } from "./changes.ts";
import { checkLinkTarget, findLinkPlace, findTarget, type Target } from "./contain.ts";
import {
  codeOf,
  type Content,
  copyPermissions,
  explain,
  hashOf,
  makeLink,
  readContent,
  removeEntry,
  syncFolder,
  writeNewFile,
} from "./files.ts";
import { closeJournal, type Journal, markPhase, openJournal, waitingPath } from "./journal.ts";
import { thisProcess } from "./lock.ts";
import { recover, removeEmptied } from "./recover.ts";
import { removeMadeRoot, rollBack } from "./roll-back.ts";

type Pending = { change: Change; target: Target; before: Content | undefined; after: Content | undefined };

/**
 * Makes all of the changes or none and returns their paths; the last one is the commit point. Makes the root if there
 * is none, and removes the folders that removed files leave empty. Throws a `write/…` problem, with the folder as it
 * was, if a file is no longer as its `before` says, a path or link leaves the root, the system has no links
 * (`write/no-links`), or refuses. After a kill, `recover` finishes or undoes it.
 */
export async function writeChanges(root: string, changes: readonly Change[]): Promise<string[]> {
  const wanted = changes.filter(
    (change) => change.before !== change.after || isLink(change, "before") !== isLink(change, "after"),
  );
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
  tidy(root, journal);
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

function prepare(root: string, change: Change): Pending {
  const content = (when: "before" | "after"): Content | undefined => {
    const text = change[when];
    return text === undefined ? undefined : { bytes: Buffer.from(text), isLink: isLink(change, when) };
  };
  try {
    const target = change.link ? findLinkPlace(root, change.path) : findTarget(root, change.path);
    const pending = { change, target, before: content("before"), after: content("after") };
    checkUnchanged(pending);
    if (isLink(change, "after") && change.after !== undefined) checkLinkTarget(root, target, change.after);
    // A rename would replace a file that is write-protected on purpose.
    if (target.stats?.isFile()) accessSync(target.absolute, constants.W_OK);
    return pending;
  } catch (error) {
    throw explain(error, change.path);
  }
}

function checkUnchanged({ change, target, before }: Pending): void {
  const found = readContent(target.absolute);
  if (!found && !before) return;
  if (!found) throw new Problem("write/changed", { path: change.path, how: "vanished" });
  if (!before) throw new Problem("write/changed", { path: change.path, how: "appeared" });
  if (found.isLink !== before.isLink)
    throw new Problem("write/changed", { path: change.path, how: "changed" });
  if (found.bytes.equals(before.bytes)) return;
  // Same text and other bytes: what was read is not what would be written back.
  if (found.bytes.toString() === change.before) throw new Problem("write/not-utf8", { path: change.path });
  throw new Problem("write/changed", { path: change.path, how: "changed" });
}

function describe(pending: readonly Pending[], rootLevels: number): Journal {
  const files = pending.map(({ target, before, after }) => ({
    path: target.path,
    ...(before && { before: hashOf(before) }),
    ...(after && { after: hashOf(after) }),
  }));
  const paths = new Set(files.map((file) => file.path));
  if (paths.size < files.length) throw new Error(`two changes for one file: ${[...paths].join(", ")}`);
  const folders = [...new Set(pending.flatMap(({ target }) => target.folders))];
  return { v: 1, ...thisProcess(), files, folders, rootLevels };
}

function lock(root: string, journal: Journal, pending: readonly Pending[]): void {
  const old = pending.flatMap(({ target: { stats }, before }, index) =>
    before && stats ? [{ index, bytes: before.bytes, stats }] : [],
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
    for (const [index, one] of pending.entries()) {
      path = one.change.path;
      if (index === pending.length - 1) syncFolders(pending);
      put(one, index);
    }
  } catch (error) {
    undo(root, journal, { path, code: codeOf(error) });
    throw explain(error, path);
  }
}

/** Beside a file that is to go an empty one waits: that it is gone marks the change as made. */
function stage({ change, target, after }: Pending, index: number): void {
  const path = waitingPath(target.absolute, index, "new");
  // Left by a run whose journal somebody deleted; under the lock nobody else can be writing it.
  removeEntry(path);
  if (after?.isLink) return stageLink(path, change);
  const old = target.stats?.isFile() ? target.stats : undefined;
  writeNewFile(path, after?.bytes ?? Buffer.from(""), old ? old.mode & 0o777 : change.mode);
  if (old) copyPermissions(path, old);
}

function stageLink(path: string, { path: shown, after }: Change): void {
  try {
    makeLink(path, after ?? "");
  } catch (error) {
    const code = codeOf(error);
    if (["ENOSPC", "EDQUOT", "unknown"].includes(code)) throw error;
    throw new Problem("write/no-links", { path: shown, code });
  }
}

function put({ change, target, after }: Pending, index: number): void {
  const waiting = waitingPath(target.absolute, index, "new");
  // Windows replaces no link, and nothing by a link, with a rename.
  if (!after || change.link) removeEntry(target.absolute);
  if (after) renameSync(waiting, target.absolute);
  else removeEntry(waiting);
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

function tidy(root: string, journal: Journal): void {
  try {
    removeEmptied(root, journal);
    closeJournal(root);
  } catch {
    // Everything is written; the next run finds the journal finished and removes it.
    return;
  }
}
