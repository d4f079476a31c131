import { openProgram, pathOf, type SourceText } from "./code/program.ts";
import type { Found } from "./find.ts";
import type { Edit } from "./rules/rule.ts";
import type { Finding } from "./types.ts";

/** One file with its text before and after. */
export type FixedFile = { path: string; before: string; after: string };

type Piece = { path: string; start: number; end: number; text: string };

/**
 * Applies what findings bring with them to mend themselves. A finding whose edits touch those of one before it waits for
 * the next run. Line ends, byte order marks and everything between the edits stay as they are.
 */
export function applyEdits(
  files: readonly SourceText[],
  found: readonly Found[],
): { changes: FixedFile[]; fixed: Finding[] } {
  const taken: Piece[] = [];
  const fixed: Finding[] = [];
  for (const { finding, fault } of found) {
    const pieces = (fault.edits ?? []).map(pieceOf);
    if (pieces.length === 0 || pieces.some((piece) => taken.some((other) => overlap(piece, other)))) continue;
    taken.push(...pieces);
    fixed.push(finding);
  }
  const changes = files.flatMap(({ path, text }): FixedFile[] => {
    const own = taken.filter((piece) => piece.path === path);
    return own.length === 0 ? [] : [{ path, before: text, after: replaceIn(text, own) }];
  });
  refuseBroken(changes);
  return { changes, fixed };
}

function pieceOf({ node, text }: Edit): Piece {
  return { path: pathOf(node), start: node.getStart(), end: node.getEnd(), text };
}

function overlap(one: Piece, other: Piece): boolean {
  return one.path === other.path && one.start < other.end && other.start < one.end;
}

function replaceIn(text: string, pieces: readonly Piece[]): string {
  // Positions do not count the byte order mark.
  const mark = /^\uFEFF*/.exec(text)?.[0] ?? "";
  const fromEnd = [...pieces].sort((one, other) => other.start - one.start);
  return fromEnd.reduce(
    (whole, { start, end, text: piece }) =>
      whole.slice(0, mark.length + start) + piece + whole.slice(mark.length + end),
    text,
  );
}

/** An edit that breaks a file is a bug of the rule; better no file than that one. */
function refuseBroken(changes: readonly FixedFile[]): void {
  const { syntaxErrors } = openProgram(changes.map(({ path, after }) => ({ path, text: after })));
  const [error] = syntaxErrors;
  if (error) throw new Error(`a fix breaks ${error.file.fileName}: ${String(error.messageText)}`);
}
