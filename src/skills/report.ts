import { type Change, isLink } from "../write/changes.ts";
import type { SkillsDraft } from "./draft.ts";
import { manifestPath } from "./manifest.ts";
import type { Sight, SkillStatus, State } from "./state.ts";

/** One change in a line's worth of facts. */
export type ToldChange = { path: string; does: "new" | "edit" | "remove" | "link" };

/** The changes of a draft by what they do, without the manifest, which is nobody's to read. */
export function listChanges({ changes }: SkillsDraft): ToldChange[] {
  return changes
    .filter(({ path }) => path !== manifestPath)
    .map((one) => ({ path: one.path, does: sayWhat(one) }));
}

/** What was done to a project, or would be, in lines for a person. */
export function describeDraft(draft: SkillsDraft): string[] {
  const listed = listChanges(draft).map(({ path, does }) => `  ${does.padEnd(6)}  ${path}`);
  return [
    ...(draft.changes.length > 0 && listed.length === 0
      ? [`  The skills are there already; ${manifestPath} now says so.`]
      : listed),
    ...draft.backups.map(({ path, backup }) => `What was in ${path} is kept in ${backup}.`),
    ...draft.repaired.map((path) => `${path} was a link that git wrote as a text file; now it is a link.`),
    ...draft.unlinked.map(({ path, target }) => `${path} led to ${target} before.`),
  ];
}

/** The skills in rows: state, and which agent sees each. `installed` is the version that was installed last. */
export function describeStatus(status: readonly SkillStatus[], installed: string | undefined): string {
  const rows = [
    ["Skill", "State", "Claude Code", "Codex"],
    ...status.map(({ name, state, claudeCode, codex }) => [
      name,
      sayState(state, installed),
      saySight(claudeCode),
      saySight(codex),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The command that mends what a status shows; undefined if nothing is amiss. */
export function findMend(status: readonly SkillStatus[]): string | undefined {
  const isAny = (...states: State[]): boolean => status.some(({ state }) => states.includes(state));
  if (isAny("edited", "foreign")) return "create-sync skills install --force --dry-run";
  if (isAny("missing") || status.some(({ claudeCode, codex }) => !claudeCode.sees || !codex.sees))
    return "create-sync skills install";
  return isAny("outdated") ? "create-sync skills update" : undefined;
}

function sayWhat(change: Change): ToldChange["does"] {
  if (change.after === undefined) return "remove";
  if (isLink(change, "after")) return "link";
  return change.before === undefined ? "new" : "edit";
}

function sayState(state: State, installed: string | undefined): string {
  const older = installed === undefined ? "" : ` (installed by ${installed})`;
  const words: Record<State, string> = {
    current: "current",
    outdated: `outdated${older}`,
    edited: "edited since it was installed",
    foreign: "not installed by create-sync",
    missing: "missing",
  };
  return words[state];
}

function saySight({ sees, by, fault }: Sight): string {
  if (!sees) return `no: ${fault}`;
  return by === "folder" ? "yes" : `yes, by ${by === "link" ? "a link" : "a copy"}`;
}
