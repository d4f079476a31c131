import { lstat, readdir } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { Problem } from "../problems/problem.ts";
import { ownSkillNames } from "../project/skills.ts";
import { findText, listFolder } from "../project/text-file.ts";
import { findFolder, findTarget } from "../write/contain.ts";
import { readLink } from "../write/files.ts";
import {
  backupFolder,
  canHold,
  type Manifest,
  manifestPath,
  readManifest,
  skillFolders,
} from "./manifest.ts";

/** A file of a skill as it stands on disk; `mode` is its permission bits. */
export type FoundFile = { text: string; mode: number };

/**
 * What stands where a skill belongs. `shared`: the folder of all skills is the same as the other one. `text`: a file;
 * like a link it is ours if it names our folder, since git writes links as such files where there are no links.
 */
export type Place =
  | { kind: "absent" }
  | { kind: "shared" }
  | { kind: "link" | "text"; text: string; isOurs: boolean }
  | { kind: "folder"; files: ReadonlyMap<string, FoundFile>; links: readonly string[] };

/** One skill in the folder that most agents read, and in the one of Claude Code; `link` is what leads from there to it. */
export type FoundSkill = { name: string; agents: Place; claude: Place; link: string };

/** Everything about skills in a project. */
export type Found = {
  root: string;
  manifest: Manifest;
  manifestText: string | undefined;
  skills: readonly FoundSkill[];
  /** The text of `.claude/skills`, if that is a link to the other folder which git wrote as a file. */
  brokenLink: string | undefined;
  /** The number of the next folder of backups. */
  nextBackup: number;
};

const mostFiles = 200;
const deepest = 4;

/**
 * Looks at the skills of a project and changes nothing. Throws a Problem for a folder of skills that leads out of the
 * project or is none, and for a manifest that is not ours.
 */
export async function lookAtSkills(root: string): Promise<Found> {
  const [agentsPath, claudePath] = skillFolders;
  const agents = findFolder(root, agentsPath);
  const manifestText = findTarget(root, manifestPath).stats && (await findText(root, manifestPath));
  const top = await lookAtPlace(join(findFolder(root, ".claude"), "skills"), agents);
  const isBroken = top.kind === "text" && top.isOurs;
  if (top.kind === "text" && !isBroken) throw new Problem("skills/no-folder", { path: claudePath });
  const isShared = isBroken || (top.kind === "link" && top.isOurs);
  const claude = isShared ? agents : findFolder(root, claudePath);
  const manifest = readManifest(manifestText);
  const skills = ownSkillNames.map(async (name): Promise<FoundSkill> => {
    const own = join(agents, name);
    const link = relative(claude, own).split(sep).join("/");
    const place = claude === agents ? { kind: "shared" as const } : lookAtPlace(join(claude, name), own);
    return { name, agents: await lookAtPlace(own, undefined), claude: await place, link };
  });
  const numbers = (await listFolder(root, backupFolder)).map(Number).filter(Number.isSafeInteger);
  return {
    root,
    manifest,
    manifestText,
    skills: await Promise.all(skills),
    brokenLink: isBroken ? top.text : undefined,
    nextBackup: Math.max(0, ...numbers) + 1,
  };
}

/** What stands at an absolute path; `own` is where a link of ours leads. */
async function lookAtPlace(path: string, own: string | undefined): Promise<Place> {
  const stats = await lstat(path).catch(() => undefined);
  const isOurs = (text: string): boolean => own !== undefined && resolve(path, "..", text.trim()) === own;
  if (!stats) return { kind: "absent" };
  if (stats.isSymbolicLink()) {
    const text = readLink(path);
    return { kind: "link", text, isOurs: isOurs(text) };
  }
  if (stats.isDirectory()) return readSkill(path);
  const text = (stats.isFile() && (await findText(path, "").catch(() => undefined))) || "";
  return { kind: "text", text, isOurs: text.length < 1_000 && isOurs(text) };
}

/** The texts of a skill. What is no text, or has a name that no skill of ours could have, is left alone for ever. */
async function readSkill(folder: string): Promise<Place> {
  const files = new Map<string, FoundFile>();
  const links: string[] = [];
  const open = [""];
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
      const inside = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isSymbolicLink()) links.push(inside);
      if (entry.isDirectory() && inside.split("/").length < deepest) open.push(inside);
      if (!entry.isFile() || files.size === mostFiles || !canHold(`.agents/skills/sync/${inside}`)) continue;
      const text = await findText(folder, inside).catch(() => undefined);
      if (text !== undefined)
        files.set(inside, { text, mode: (await lstat(join(folder, inside))).mode & 0o777 });
    }
  }
  return { kind: "folder", files, links };
}
