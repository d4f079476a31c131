import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";
import { Problem } from "../problems/problem.ts";
import { findLinkPlace, findTarget } from "./contain.ts";
import { codeOf, copyPermissions, isLinkHash, syncFolder, writeNewFile } from "./files.ts";
import { type Holder, isAlive, thisProcess } from "./lock.ts";

/** One file or link of a write in progress. `before` and `after` are hashes, absent where nothing stands. */
export type JournalFile = { path: string; before?: string; after?: string };

/** What a killed write leaves behind, enough to undo it. The last file is the commit point. */
export type Journal = Holder & {
  v: 1;
  files: JournalFile[];
  /** Folders the write makes, outermost first. */
  folders: string[];
  /** How many folders had to be made for the root itself to exist. */
  rootLevels: number;
};

/** A file as it is before the write, to be kept until the write is through. */
export type OldFile = { index: number; bytes: Uint8Array; stats: Stats };

/** The folder whose existence is the lock; it appears and vanishes by a rename, complete with its journal. */
export const journalFolder = ".create-sync";

const longestJournal = 1_000_000;

/**
 * Where the text for `target` (absolute) waits: beside it, so that a rename is all that is left to do. `old` is the
 * same for a text that is put back.
 */
export function waitingPath(target: string, index: number, which: "new" | "old"): string {
  return join(dirname(target), `${journalFolder}-${index}.${which}`);
}

/** Where a file of the journal is; a link is not followed. */
export function placeOf(root: string, { path, before, after }: JournalFile): string {
  const find = isLinkHash(before) || isLinkHash(after) ? findLinkPlace : findTarget;
  return find(root, path).absolute;
}

/** The copy of a file as it was before the write. */
export function keptPath(root: string, index: number): string {
  return join(root, journalFolder, `old-${index}`);
}

/**
 * Takes the lock: writes journal and old files into a folder of our own and gives it the lock's name. Throws
 * `write/busy` if another run got there first.
 */
export function openJournal(root: string, journal: Journal, old: readonly OldFile[]): void {
  const draft = draftFolder(root, journal.pid);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  try {
    writeNewFile(join(draft, ".gitignore"), Buffer.from("*\n"));
    writeNewFile(join(draft, "journal.json"), Buffer.from(JSON.stringify(journal)));
    for (const { index, bytes, stats } of old) {
      writeNewFile(join(draft, `old-${index}`), bytes, 0o600);
      copyPermissions(join(draft, `old-${index}`), stats);
    }
    syncFolder(draft);
    renameSync(draft, join(root, journalFolder));
    syncFolder(root);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (["ENOTEMPTY", "EEXIST"].includes(codeOf(error)))
      throw new Problem("write/busy", { pid: readJournal(root).pid });
    throw error;
  }
}

/** Gives the lock back. The folder loses its name first, so that no one ever sees it half removed. */
export function closeJournal(root: string): void {
  const draft = draftFolder(root, thisProcess().pid);
  rmSync(draft, { recursive: true, force: true });
  renameSync(join(root, journalFolder), draft);
  rmSync(draft, { recursive: true, force: true });
}

/** Notes in the journal that a phase has begun; see `recover` for what each means. */
export function markPhase(root: string, phase: "staged" | "undo"): void {
  const path = join(root, journalFolder, phase);
  if (!existsSync(path)) writeNewFile(path, Buffer.from(""));
  syncFolder(join(root, journalFolder));
}

/** Whether the write got as far as that phase. */
export function hasPhase(root: string, phase: "staged" | "undo"): boolean {
  return existsSync(join(root, journalFolder, phase));
}

/**
 * Reads what a dead run left behind and takes it over; undefined when there is nothing. Throws `write/busy` while
 * that run is alive and `write/bad-journal` for a folder that we did not leave.
 */
export function claimJournal(root: string): Journal | undefined {
  const folder = join(root, journalFolder);
  if (!lstatSync(folder, { throwIfNoEntry: false })) return undefined;
  const journal = readJournal(root);
  if (isAlive(journal, join(folder, "journal.json"))) throw new Problem("write/busy", { pid: journal.pid });
  const claimed = { ...journal, ...thisProcess() };
  const draft = join(folder, `claim-${claimed.pid}`);
  rmSync(draft, { force: true });
  writeNewFile(draft, Buffer.from(JSON.stringify(claimed)));
  renameSync(draft, join(folder, "journal.json"));
  const holder = readJournal(root);
  if (holder.pid !== claimed.pid) throw new Problem("write/busy", { pid: holder.pid });
  return claimed;
}

/** Removes drafts that killed runs never turned into a lock. */
export function removeDrafts(root: string, names: readonly string[]): void {
  for (const name of names) {
    const [, number] = /^\.create-sync-(\d+)$/.exec(name) ?? [];
    const path = join(root, name);
    if (!number || !lstatSync(path).isDirectory()) continue;
    if (!isAlive({ ...thisProcess(), pid: Number(number) }, path))
      rmSync(path, { recursive: true, force: true });
  }
}

function draftFolder(root: string, pid: number): string {
  return join(root, `${journalFolder}-${pid}`);
}

function readJournal(root: string): Journal {
  const bad = (): Problem => new Problem("write/bad-journal", { folder: journalFolder });
  const path = join(root, journalFolder, "journal.json");
  try {
    const stats = lstatSync(path);
    if (!lstatSync(join(root, journalFolder)).isDirectory() || !stats.isFile()) throw bad();
    if (stats.size > longestJournal) throw bad();
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (!isJournal(value)) throw bad();
    return value;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR")
      throw bad();
    throw error;
  }
}

// It may have come with a repository somebody cloned, so nothing in it is believed before it is looked at.
function isJournal(value: unknown): value is Journal {
  if (typeof value !== "object" || value === null) return false;
  const journal = value as Record<string, unknown>;
  return (
    journal.v === 1 &&
    isCount(journal.pid) &&
    typeof journal.host === "string" &&
    isCount(journal.rootLevels) &&
    isListOf(journal.folders, (folder) => typeof folder === "string") &&
    isListOf(journal.files, isJournalFile)
  );
}

function isJournalFile(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { path, before, after } = value as Record<string, unknown>;
  const isHash = (hash: unknown): boolean => ["string", "undefined"].includes(typeof hash);
  return typeof path === "string" && isHash(before) && isHash(after);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}
