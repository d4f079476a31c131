import { lstatSync, readdirSync } from "node:fs";
import { dirname } from "node:path/posix";
import { findFolder } from "./contain.ts";
import { codeOf, explain } from "./files.ts";
import {
  claimJournal,
  closeJournal,
  hasPhase,
  type Journal,
  journalFolder,
  placeOf,
  removeDrafts,
  waitingPath,
} from "./journal.ts";
import { removeIfEmpty, rollBack } from "./roll-back.ts";

/** Whether a run was killed here, or is at work here. Costs one listing of the folder. */
export function isInterrupted(root: string): boolean {
  return list(root).includes(journalFolder);
}

/**
 * Puts a project right in which a run was killed while writing: the old files if it had not come to its last one,
 * the new ones if it had. Returns the paths it put back, and does nothing where nothing happened. Throws
 * `write/busy` while the other run is alive.
 */
export async function recover(root: string): Promise<string[]> {
  try {
    const names = list(root);
    removeDrafts(root, names);
    const journal = names.includes(journalFolder) ? claimJournal(root) : undefined;
    return journal ? settle(root, journal) : [];
  } catch (error) {
    throw explain(error, journalFolder);
  }
}

/** Removes the folders that a finished write emptied by removing files, but for the root. */
export function removeEmptied(root: string, { files }: Journal): void {
  for (const { path } of files.filter(({ after }) => after === undefined)) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder))
      removeIfEmpty(findFolder(root, folder));
  }
}

function settle(root: string, journal: Journal): string[] {
  if (wasCommitted(root, journal)) {
    removeEmptied(root, journal);
    closeJournal(root);
    return [];
  }
  rollBack(root, journal);
  return journal.files.map((file) => file.path);
}

// Files are staged all together before the first takes its place, and the last to take it is the commit point.
function wasCommitted(root: string, journal: Journal): boolean {
  const index = journal.files.length - 1;
  const last = journal.files[index];
  if (!last || hasPhase(root, "undo") || !hasPhase(root, "staged")) return false;
  const staged = waitingPath(placeOf(root, last), index, "new");
  return lstatSync(staged, { throwIfNoEntry: false }) === undefined;
}

function list(root: string): string[] {
  try {
    return readdirSync(root);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return [];
    throw error;
  }
}
