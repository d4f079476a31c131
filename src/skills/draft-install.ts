import { Problem, throwAll } from "../problems/problem.ts";
import { closeDesk, type Desk, keep, openDesk, type SkillsDraft } from "./draft.ts";
import type { Found, FoundSkill, Place } from "./look.ts";
import { backupFolder, hashText, isSameText } from "./manifest.ts";
import type { Pack } from "./pack.ts";
import { findEdited, placesOf, recordedIn, stateOf } from "./state.ts";

export type InstallOptions = {
  /** The skills to have; others that were installed are forgotten. */
  names: readonly string[];
  /** Whether skills that are edited or not ours make way, with a backup. */
  force: boolean;
  /** Whether Claude Code gets copies, because there can be no links. */
  copies: boolean;
};

/**
 * What makes a project have these skills as the package has them: files in `.agents/skills`, links to them in
 * `.claude/skills`. Throws all of the conflicts at once, unless `force` is set.
 */
export function draftInstall(found: Found, pack: Pack, options: InstallOptions): SkillsDraft {
  const desk = openDesk(found);
  const problems: Problem[] = [];
  for (const skill of found.skills.filter(({ name }) => options.names.includes(name))) {
    const ours = pack.skills.get(skill.name) ?? new Map<string, string>();
    const isCopied = options.copies && skill.claude.kind === "absent";
    const own = placesOf(isCopied ? { ...skill, claude: emptyFolder } : skill);
    for (const { folder, place } of own) {
      const problem = findConflict({ folder, place }, { skill, ours, desk });
      if (problem && (!options.force || isFinal(problem, place))) problems.push(problem);
      else if (isFolder(place)) draftFolder(desk, { folder, place, ours });
    }
    if (!isCopied) draftLink(desk, skill);
  }
  throwAll(problems);
  if (found.brokenLink !== undefined) repair(desk, ".claude/skills", found.brokenLink);
  return closeDesk(desk, pack.version);
}

const emptyFolder: Place = { kind: "folder", files: new Map(), links: [] };

const isFolder = (place: Place): boolean => place.kind === "folder" || place.kind === "absent";

type Folder = { folder: string; place: Place };

function findConflict(
  { folder, place }: Folder,
  {
    skill: { name },
    ours,
    desk: { found },
  }: { skill: FoundSkill; ours: ReadonlyMap<string, string>; desk: Desk },
): Problem | undefined {
  const backup = `${backupFolder}/${found.nextBackup}`;
  if (place.kind === "folder" && place.links[0] !== undefined)
    return new Problem("skills/linked", { path: `${folder}/${place.links[0]}` });
  const isMain = folder.startsWith(".agents/");
  if (place.kind === "link" && isMain) return new Problem("skills/linked", { path: folder });
  if (place.kind === "text" && isMain) return new Problem("skills/no-folder", { path: folder });
  const compared = { ours, recorded: recordedIn(found.manifest, folder) };
  const state = stateOf(place, compared);
  if (state === "foreign") return new Problem("skills/foreign", { place: folder, backup });
  if (state !== "edited" || place.kind !== "folder") return undefined;
  const files = findEdited(place.files, compared).map((path) => `${folder}/${path}`);
  return new Problem("skills/edited", { name, files, backup });
}

/** What even --force does not replace: links, whose other end is not ours, and a file in the place of all. */
function isFinal({ code }: Problem, place: Place): boolean {
  return code === "skills/linked" || code === "skills/no-folder" || place.kind === "shared";
}

/** Brings our files into a folder, and takes out what does not belong to the skill but to the one that was there. */
function draftFolder(
  desk: Desk,
  { folder, place, ours }: Folder & { ours: ReadonlyMap<string, string> },
): void {
  const files = place.kind === "folder" ? place.files : new Map<string, { text: string; mode: number }>();
  const recorded = recordedIn(desk.found.manifest, folder);
  const isForeign = stateOf(place, { ours, recorded }) === "foreign";
  const edited = new Set(findEdited(files, { ours, recorded }));
  for (const [inside, { text, mode }] of files) {
    const after = ours.get(inside);
    const goes = after === undefined && (isForeign || recorded.has(inside));
    const path = `${folder}/${inside}`;
    if (isForeign || edited.has(inside)) keep(desk, { path, text, mode }, isForeign);
    if (goes) desk.changes.push({ path, before: text, after: undefined });
  }
  for (const [inside, after] of ours) {
    const path = `${folder}/${inside}`;
    const before = files.get(inside)?.text;
    desk.files.set(path, hashText(after));
    if (!isSameText(before, after)) desk.changes.push({ path, before, after });
  }
}

/** Lets Claude Code find the skill, unless it reads the same folder or has a copy. */
function draftLink(desk: Desk, { name, claude, link }: FoundSkill): void {
  const path = `.claude/skills/${name}`;
  if (claude.kind === "shared" || claude.kind === "folder") return;
  desk.links.set(path, link);
  if (claude.kind === "absent") desk.changes.push({ path, before: undefined, after: link, link: "after" });
  if (claude.kind === "text" && claude.isOurs) repair(desk, path, claude.text);
  if (claude.kind === "text" && !claude.isOurs) {
    keep(desk, { path, text: claude.text, mode: 0o644 }, true);
    desk.changes.push({ path, before: claude.text, after: link, link: "after" });
  }
  if (claude.kind === "link" && !claude.isOurs) {
    desk.unlinked.push({ path, target: claude.text });
    desk.changes.push({ path, before: claude.text, after: link, link: "both" });
  }
}

function repair({ changes, repaired }: Desk, path: string, text: string): void {
  changes.push({ path, before: text, after: text.trim(), link: "after" });
  repaired.push(path);
}
