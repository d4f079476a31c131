import { createHash } from "node:crypto";
import { Problem } from "../problems/problem.ts";
import { ownSkillNames } from "../project/skills.ts";

/** What was installed into a project. Paths are relative to it, with forward slashes. */
export type Manifest = {
  /** The version of create-sync that installed last. */
  version: string;
  /** The hash of each installed file, as `hashText` makes it. */
  files: ReadonlyMap<string, string>;
  /** The target of each link. */
  links: ReadonlyMap<string, string>;
  /** Where a file that was there before is kept, by the path it had. */
  kept: ReadonlyMap<string, string>;
};

/** Where the manifest stands in a project. */
export const manifestPath = ".agents/skills/.create-sync.json";

/** Where files that were replaced are kept: outside of every folder in which an agent looks for skills. */
export const backupFolder = ".agents/create-sync-backup";

/** The folders of skills that the hosts read: Codex and many others the first, Claude Code the second. */
export const skillFolders = [".agents/skills", ".claude/skills"] as const;

const names = ownSkillNames.join("|");
const part = String.raw`[\w-][\w. -]*`;
const installed = new RegExp(String.raw`^\.(?:agents|claude)/skills/(?:${names})(?:/${part}){1,4}$`);
const linked = new RegExp(String.raw`^\.claude/skills/(?:${names})$`);
const backedUp = new RegExp(String.raw`^\.agents/create-sync-backup/\d{1,6}(?:/${part}){1,8}$`);
const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
const mostEntries = 1_000;

/**
 * Reads a manifest; undefined text is an empty one. It may have come with a repository somebody cloned, so it can name
 * only files of our skills and of our backups. Throws `skills/bad-manifest` for anything else.
 */
export function readManifest(text: string | undefined): Manifest {
  if (text === undefined) return { version: "", files: new Map(), links: new Map(), kept: new Map() };
  const value = parse(text);
  if (!isObject(value)) throw bad("it is no object");
  if (value["v"] !== 1) throw bad("it is not of version 1");
  const { version, files, links, kept } = value;
  if (typeof version !== "string" || !/^[\w.+-]{1,64}$/.test(version)) throw bad('"version" is no version');
  return {
    version,
    files: readEntries("files", files, (path, hash) => installed.test(path) && isHash(hash)),
    links: readEntries("links", links, (path, target) => linked.test(path) && isShort(target)),
    kept: readEntries("kept", kept, (path, backup) => canHold(path) && backedUp.test(backup)),
  };
}

/** The text of a manifest: the same for the same content, so that a second run changes nothing. */
export function printManifest({ version, files, links, kept }: Manifest): string {
  const sorted = (entries: ReadonlyMap<string, string>): object =>
    Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
  const value = { v: 1, version, files: sorted(files), links: sorted(links), kept: sorted(kept) };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The hash of a text. Line ends do not count: git may have changed them. */
export function hashText(text: string): string {
  return createHash("sha256").update(withoutReturns(text)).digest("hex");
}

/** Whether two texts are the same but for their line ends. */
export function isSameText(one: string | undefined, other: string): boolean {
  return one !== undefined && withoutReturns(one) === withoutReturns(other);
}

/** Whether a path is one that a manifest can hold. */
export function canHold(path: string): boolean {
  return installed.test(path) || linked.test(path);
}

const withoutReturns = (text: string): string => text.replaceAll("\r\n", "\n");
const isShort = (text: string): boolean => text.length <= 1_000;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad("it is no JSON");
  }
}

function readEntries(
  field: string,
  value: unknown,
  isGood: (name: string, text: string) => boolean,
): Map<string, string> {
  if (!isObject(value)) throw bad(`"${field}" is no object`);
  const entries = Object.entries(value);
  if (entries.length > mostEntries) throw bad(`"${field}" has more than ${mostEntries} entries`);
  for (const [name, text] of entries)
    if (typeof text !== "string" || !isGood(name, text))
      throw bad(`"${field}" names "${name.slice(0, 200)}", which no skill of create-sync has`);
  return new Map(entries as [string, string][]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bad(why: string): Problem {
  return new Problem("skills/bad-manifest", { file: manifestPath, why });
}
