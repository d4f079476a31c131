import { diffLines, formatPatch, OMIT_HEADERS, structuredPatch } from "diff";
import type { Change } from "./changes.ts";

/**
 * The changes as one unified diff that `git apply` takes: `a/…` and `b/…`, `/dev/null` for what comes or goes, line
 * ends as they are. Empty text if nothing changes.
 */
export function unifiedDiff(changes: readonly Change[]): string {
  return changes.flatMap(splitTypeChange).map(diffOne).join("");
}

/** How many lines a change adds and takes away. */
export function countLines({ before, after }: Change): { added: number; removed: number } {
  const parts = diffLines(before ?? "", after ?? "");
  const count = (chosen: typeof parts) => chosen.reduce((sum, part) => sum + part.count, 0);
  return {
    added: count(parts.filter((part) => part.added)),
    removed: count(parts.filter((part) => part.removed)),
  };
}

/** For git a file that becomes a link is one that goes and one that comes. */
function splitTypeChange(change: Change): Change[] {
  const { path, before, after, link } = change;
  if (before === after && link !== "before" && link !== "after") return [];
  if (before === undefined || after === undefined || link === undefined || link === "both") return [change];
  return [
    { path, before, after: undefined, ...(link === "before" && { link }) },
    { path, before: undefined, after, ...(link === "after" && { link }) },
  ];
}

function diffOne(change: Change): string {
  const { path, before, after } = change;
  const [from, to] = [quote(`a/${path}`), quote(`b/${path}`)];
  const head = [`diff --git ${from} ${to}`];
  if (before === undefined) head.push(`new file mode ${modeOf(change)}`);
  if (after === undefined) head.push(`deleted file mode ${modeOf(change)}`);
  const patch = structuredPatch("a", "b", before ?? "", after ?? "", undefined, undefined, { context: 3 });
  if (patch.hunks.length === 0) return `${head.join("\n")}\n`;
  const names = [
    `--- ${before === undefined ? "/dev/null" : end(from)}`,
    `+++ ${after === undefined ? "/dev/null" : end(to)}`,
  ];
  return `${[...head, ...names].join("\n")}\n${formatPatch(patch, OMIT_HEADERS)}`;
}

// Git knows links and two kinds of files, with and without the execute bit.
function modeOf({ link, mode = 0o644 }: Change): string {
  if (link) return "120000";
  return mode & 0o111 ? "100755" : "100644";
}

// As git writes names: in quotes when they hold a quote, a backslash or a control character …
function quote(name: string): string {
  if (!/["\\\u0000-\u001f\u007f]/.test(name)) return name;
  const inside = name.replace(/["\\]/g, "\\$&").replace(/[\u0000-\u001f\u007f]/g, octal);
  return `"${inside}"`;
}

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
}

// … and with a tab behind a name that holds a space, which would otherwise end it.
function end(name: string): string {
  return name.includes(" ") ? `${name}\t` : name;
}
