import type { Change } from "../write/changes.ts";
import type { Found } from "./look.ts";
import { backupFolder, type Manifest, manifestPath, printManifest } from "./manifest.ts";

/** A file that is replaced or removed, and where its text is kept. */
export type Backup = { path: string; backup: string };

/** What would be done to a project: the changes, and what a person should know about them. */
export type SkillsDraft = {
  /** Ready to be written; the manifest is the last, so that a finished write is a recorded one. */
  changes: readonly Change[];
  backups: readonly Backup[];
  /** Links that git wrote as text files, and that become links again. */
  repaired: readonly string[];
  /** Links of somebody else that make way, with where they led. */
  unlinked: readonly { path: string; target: string }[];
};

/** A draft in the making, and the manifest that goes with it. */
export type Desk = {
  found: Found;
  changes: Change[];
  backups: Backup[];
  repaired: string[];
  unlinked: { path: string; target: string }[];
  files: Map<string, string>;
  links: Map<string, string>;
  kept: Map<string, string>;
};

/** An empty draft for a project. What is kept for later stays kept. */
export function openDesk(found: Found): Desk {
  const lists = { changes: [], backups: [], repaired: [], unlinked: [] };
  return { found, ...lists, files: new Map(), links: new Map(), kept: new Map(found.manifest.kept) };
}

/** Keeps a text in the folder of backups. `isToReturn`: uninstalling puts it back, unless an older one is kept already. */
export function keep(
  { found, changes, backups, kept }: Desk,
  { path, text, mode }: { path: string; text: string; mode: number },
  isToReturn: boolean,
): void {
  // Without the dot, no agent that walks through the backups takes them for its own folder.
  const backup = `${backupFolder}/${found.nextBackup}/${path.replace(/^\./, "")}`;
  changes.push({ path: backup, before: undefined, after: text, mode });
  backups.push({ path, backup });
  if (isToReturn && !kept.has(path)) kept.set(path, backup);
}

/** The finished draft. Without `version` nothing is installed any more, and the manifest goes. */
export function closeDesk(desk: Desk, version: string | undefined): SkillsDraft {
  const { found, changes, backups, repaired, unlinked } = desk;
  const manifest: Manifest | undefined = version === undefined ? undefined : { ...desk, version };
  const after = manifest && printManifest(manifest);
  const before = found.manifestText;
  const isSame = before?.replaceAll("\r\n", "\n") === after;
  return {
    changes: [...changes, ...(isSame ? [] : [{ path: manifestPath, before, after }])],
    backups,
    repaired,
    unlinked,
  };
}
