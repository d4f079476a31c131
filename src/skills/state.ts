import type { Found, FoundSkill, Place } from "./look.ts";
import { hashText, isSameText, type Manifest, skillFolders } from "./manifest.ts";
import type { Pack } from "./pack.ts";

/** How an installed skill compares with the one of this package; see `stateOf`. */
export type State = "current" | "outdated" | "edited" | "foreign" | "missing";

/** Whether an agent will find a skill, and how. `fault` says why not. */
export type Sight = { sees: boolean; by?: "folder" | "link" | "copy"; fault?: string };

/** One skill as `skills status` tells it. */
export type SkillStatus = { name: string; state: State; claudeCode: Sight; codex: Sight };

const gravest: readonly State[] = ["edited", "foreign", "missing", "outdated", "current"];

/** Every skill of the package, with its state in the project and whether each agent will see it. */
export function readStatus(found: Found, pack: Pack): SkillStatus[] {
  return found.skills.map((skill) => {
    const states = placesOf(skill).map(({ folder, place }) =>
      stateOf(place, {
        ours: pack.skills.get(skill.name) ?? new Map(),
        recorded: recordedIn(found.manifest, folder),
      }),
    );
    return {
      name: skill.name,
      state: gravest.find((state) => states.includes(state)) ?? "missing",
      claudeCode: seeFromClaude(found, skill),
      codex: isThere(skill.agents)
        ? { sees: true, by: "folder" }
        : { sees: false, fault: "it is not in .agents/skills" },
    };
  });
}

/** The folders in which a skill's own files are, or belong: the main one, and the one of Claude Code if it is a copy. */
export function placesOf({ name, agents, claude }: FoundSkill): { folder: string; place: Place }[] {
  const [main, copies] = skillFolders.map((folder) => `${folder}/${name}`) as [string, string];
  const isOwn =
    claude.kind === "folder" || ((claude.kind === "link" || claude.kind === "text") && !claude.isOurs);
  return [{ folder: main, place: agents }, ...(isOwn ? [{ folder: copies, place: claude }] : [])];
}

/** The hashes that the manifest has for the files of a folder, by their paths inside it. */
export function recordedIn(manifest: Manifest, folder: string): Map<string, string> {
  const start = `${folder}/`;
  const inside = [...manifest.files].filter(([path]) => path.startsWith(start));
  return new Map(inside.map(([path, hash]) => [path.slice(start.length), hash]));
}

/** What a folder is compared with: our files with their texts, and the hashes of those that were installed. */
export type Compared = { ours: ReadonlyMap<string, string>; recorded: ReadonlyMap<string, string> };

/**
 * current: every file is as in this package. outdated: as it was installed, by another version or with a file gone
 * since. edited: somebody changed what was installed. foreign: we never installed it. missing: nothing is there.
 */
export function stateOf(place: Place, { ours, recorded }: Compared): State {
  if (place.kind === "absent" || (place.kind === "folder" && place.files.size + place.links.length === 0))
    return "missing";
  if (place.kind !== "folder" || place.links.length > 0) return "foreign";
  const { files } = place;
  const isCurrent = [...ours].every(([path, text]) => isSameText(files.get(path)?.text, text));
  const isLeft = [...recorded.keys()].some((path) => !ours.has(path) && files.has(path));
  if (isCurrent && !isLeft) return "current";
  if (recorded.size === 0) return "foreign";
  return findEdited(files, { ours, recorded }).length > 0 ? "edited" : "outdated";
}

/** The files that are neither as they were installed nor as this package has them. */
export function findEdited(
  files: ReadonlyMap<string, { text: string }>,
  { ours, recorded }: Compared,
): string[] {
  const paths = [...new Set([...ours.keys(), ...recorded.keys()])];
  return paths.filter((path) => {
    const [text, own] = [files.get(path)?.text, ours.get(path)];
    if (text === undefined || hashText(text) === recorded.get(path)) return false;
    return own === undefined || !isSameText(text, own);
  });
}

function isThere(place: Place): boolean {
  return place.kind === "link" || (place.kind === "folder" && place.files.has("SKILL.md"));
}

function seeFromClaude({ brokenLink }: Found, { agents, claude }: FoundSkill): Sight {
  if (brokenLink !== undefined)
    return { sees: false, fault: ".claude/skills is a link that git wrote as a text file" };
  const missing: Sight = { sees: false, fault: "it is not in .claude/skills" };
  switch (claude.kind) {
    case "absent":
      return missing;
    case "text":
      return { sees: false, fault: "a file is where its folder should be" };
    case "folder":
      return isThere(claude) ? { sees: true, by: "copy" } : missing;
    default:
      return isThere(agents) || (claude.kind === "link" && !claude.isOurs)
        ? { sees: true, by: "link" }
        : { sees: false, fault: "its link leads to nothing" };
  }
}
