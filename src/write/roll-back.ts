import { lstatSync, renameSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Problem } from "../problems/problem.ts";
import { findFolder } from "./contain.ts";
import {
  copyPermissions,
  hashOf,
  isLinkHash,
  makeLink,
  readContent,
  readIfThere,
  removeEntry,
  writeNewFile,
} from "./files.ts";
import {
  closeJournal,
  hasPhase,
  type Journal,
  journalFolder,
  keptPath,
  type JournalFile,
  markPhase,
  placeOf,
  waitingPath,
} from "./journal.ts";

/**
 * Puts every file of the journal back as it was before the write and gives the lock back. May be killed and begun
 * again at any point. A file that somebody edited after the write began is left as it is and named at the end with
 * `write/edited-since`; the journal then stays.
 */
export function rollBack(root: string, journal: Journal): void {
  const wasStaged = hasPhase(root, "staged");
  // From here on a missing staged file no longer means that the commit point was reached.
  markPhase(root, "undo");
  const edited: number[] = [];
  for (const index of [...journal.files.keys()].reverse()) {
    if (wasStaged && !putBack(root, journal, index)) edited.push(index);
  }
  for (const [index, file] of journal.files.entries()) removeWaiting(root, file, index);
  for (const folder of [...journal.folders].reverse()) removeIfEmpty(findFolder(root, folder));
  const [first] = edited;
  if (first !== undefined) throw editedSince(journal, first);
  closeJournal(root);
  removeMadeRoot(root, journal.rootLevels);
}

/** Removes the root and the folders above it that were made for it, as far as they are empty. */
export function removeMadeRoot(root: string, levels: number): void {
  let folder = root;
  for (let level = 0; level < levels; level++) {
    removeIfEmpty(folder);
    folder = dirname(folder);
  }
}

/** False if the file is neither as it was nor as the write made it: then it is somebody's work. */
function putBack(root: string, journal: Journal, index: number): boolean {
  const file = journal.files[index];
  if (!file) return true;
  const place = placeOf(root, file);
  const content = readContent(place);
  const hash = content && hashOf(content);
  if (hash === file.before) return true;
  if (hash !== undefined && hash !== file.after) return false;
  if (file.before === undefined) {
    removeEntry(place);
    return true;
  }
  const kept = keptPath(root, index);
  const bytes = readIfThere(kept);
  const isLink = isLinkHash(file.before);
  if (!bytes || hashOf({ bytes, isLink }) !== file.before)
    throw new Problem("write/bad-journal", { folder: journalFolder });
  const waiting = waitingPath(place, index, "old");
  removeEntry(waiting);
  if (isLink) makeLink(waiting, bytes.toString());
  else {
    writeNewFile(waiting, bytes, 0o600);
    copyPermissions(waiting, lstatSync(kept));
  }
  // Windows replaces no link by a rename.
  if (isLink || isLinkHash(file.after)) removeEntry(place);
  renameSync(waiting, place);
  return true;
}

function removeWaiting(root: string, file: JournalFile, index: number): void {
  const place = placeOf(root, file);
  for (const which of ["new", "old"] as const) removeEntry(waitingPath(place, index, which));
}

/** Removes a folder; one that is gone or holds something by now is none of our business any more. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
}

function editedSince(journal: Journal, index: number): Problem {
  const file = journal.files[index];
  const kept = file?.before
    ? `its text before that run is in "${join(journalFolder, `old-${index}`)}"`
    : "there was no such file before that run";
  return new Problem("write/edited-since", { path: file?.path ?? "", kept });
}
