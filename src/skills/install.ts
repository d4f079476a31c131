import { Problem } from "../problems/problem.ts";
import { ownSkillNames } from "../project/skills.ts";
import { writeChanges } from "../write/write.ts";
import type { SkillsDraft } from "./draft.ts";
import { draftInstall } from "./draft-install.ts";
import { draftUninstall } from "./draft-uninstall.ts";
import { type Found, lookAtSkills } from "./look.ts";
import { skillFolders } from "./manifest.ts";
import { type Pack, readPack } from "./pack.ts";
import { readStatus, recordedIn, type SkillStatus } from "./state.ts";

/** `update` has only those skills that are installed. */
export type Task = "install" | "update" | "uninstall";

/** `write` false is a dry run. `pack` stands in for the package's own skills. */
export type TaskOptions = { force: boolean; write: boolean; pack?: Pack };

/** What was done, or would be, and how things stand now. `copied`: the system has no links, so there are copies. */
export type SkillsOutcome = { draft: SkillsDraft; status: SkillStatus[]; copied: boolean };

/**
 * Installs, updates or uninstalls the skills of this package in a project: all of it or nothing, and nothing if it is
 * done already. Throws `skills/…` for what is not ours to change and `write/…` for what the system refuses.
 */
export async function changeSkills(root: string, task: Task, options: TaskOptions): Promise<SkillsOutcome> {
  const { write, force } = options;
  const pack = options.pack ?? (await readPack());
  const found = await lookAtSkills(root);
  const make = async (copies: boolean): Promise<SkillsDraft> => {
    if (task === "uninstall") return draftUninstall(found, { force });
    const names = task === "update" ? findInstalled(found) : ownSkillNames;
    return names.length === 0 ? nothing : draftInstall(found, pack, { names, force, copies });
  };
  let draft = await make(false);
  let copied = false;
  if (write) {
    try {
      await writeChanges(root, draft.changes);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "write/no-links") throw error;
      copied = true;
      draft = await make(true);
      await writeChanges(root, draft.changes);
    }
  }
  return { draft, copied, status: readStatus(write ? await lookAtSkills(root) : found, pack) };
}

/** How the skills of this package stand in a project, and the version that was installed last, if one was. */
export async function tellSkills(
  root: string,
  pack?: Pack,
): Promise<{ status: SkillStatus[]; installed: string | undefined }> {
  const found = await lookAtSkills(root);
  const installed = found.manifestText === undefined ? undefined : found.manifest.version;
  return { status: readStatus(found, pack ?? (await readPack())), installed };
}

/** Whether installing would do something, and would not meet what is not ours. False for a project that says no in any way. */
export async function canInstall(root: string): Promise<boolean> {
  try {
    const { draft } = await changeSkills(root, "install", { force: false, write: false });
    return draft.changes.length > 0;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

const nothing: SkillsDraft = { changes: [], backups: [], repaired: [], unlinked: [] };

function findInstalled({ manifest, skills }: Found): string[] {
  return skills
    .filter(({ name, agents }) => {
      const recorded = skillFolders.some((folder) => recordedIn(manifest, `${folder}/${name}`).size > 0);
      return recorded && agents.kind !== "absent";
    })
    .map(({ name }) => name);
}
