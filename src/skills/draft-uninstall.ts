import { Problem, throwAll } from "../problems/problem.ts";
import { findText } from "../project/text-file.ts";
import { findTarget } from "../write/contain.ts";
import { closeDesk, type Desk, keep, openDesk, type SkillsDraft } from "./draft.ts";
import type { Found, Place } from "./look.ts";
import { backupFolder, hashText } from "./manifest.ts";
import { placesOf, recordedIn } from "./state.ts";

/**
 * What takes out the skills that were installed, and nothing else, and puts back what was there before. Throws
 * `skills/edited` for files that were edited since, unless `force` is set: then their texts are kept.
 */
export async function draftUninstall(found: Found, { force }: { force: boolean }): Promise<SkillsDraft> {
  const desk = openDesk(found);
  const problems: Problem[] = [];
  for (const skill of found.skills) {
    for (const { folder, place } of placesOf(skill)) {
      const edited = draftRemoval(desk, folder, place);
      const backup = `${backupFolder}/${found.nextBackup}`;
      if (edited.length > 0 && !force)
        problems.push(new Problem("skills/edited", { name: skill.name, files: edited, backup }));
    }
    draftUnlink(desk, `.claude/skills/${skill.name}`, skill.claude);
  }
  throwAll(problems);
  for (const [path, backup] of found.manifest.kept) await putBack(desk, path, backup);
  return closeDesk(desk, undefined);
}

/** Removes what was installed into a folder; gives the paths of files that were edited since. */
function draftRemoval(desk: Desk, folder: string, place: Place): string[] {
  if (place.kind !== "folder") return [];
  const edited: string[] = [];
  for (const [inside, hash] of recordedIn(desk.found.manifest, folder)) {
    const file = place.files.get(inside);
    if (!file) continue;
    const path = `${folder}/${inside}`;
    if (hashText(file.text) !== hash) {
      edited.push(path);
      keep(desk, { path, ...file }, false);
    }
    desk.changes.push({ path, before: file.text, after: undefined });
  }
  return edited;
}

/** A link that leads elsewhere by now is somebody else's. */
function draftUnlink({ found, changes }: Desk, path: string, place: Place): void {
  if (!found.manifest.links.has(path) || (place.kind !== "link" && place.kind !== "text") || !place.isOurs)
    return;
  changes.push({
    path,
    before: place.text,
    after: undefined,
    ...(place.kind === "link" && { link: "before" }),
  });
}

/** Puts a kept text back to where it was, if nobody else's file has come to stand there. */
async function putBack(
  { found: { root, skills }, changes }: Desk,
  path: string,
  backup: string,
): Promise<void> {
  const { stats } = findTarget(root, backup);
  if (!stats) return;
  const text = await findText(root, backup);
  if (text === undefined) return;
  const [, top = "", name = "", inside = ""] = /^\.(agents|claude)\/skills\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  const skill = skills.find((one) => one.name === name);
  const place = top === "agents" ? skill?.agents : skill?.claude;
  const change = changes.find((one) => one.path === path);
  const isTaken =
    inside === ""
      ? place?.kind !== "absent"
      : place?.kind === "folder"
        ? place.files.has(inside)
        : place?.kind !== "absent";
  if (!change && isTaken) return;
  if (change) change.after = text;
  else changes.push({ path, before: undefined, after: text, mode: stats.mode & 0o777 });
  changes.push({ path: backup, before: text, after: undefined });
}
