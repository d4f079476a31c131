import { ts } from "ts-morph";
import { findNearest } from "../problems/nearest.ts";
import { pathOf, type Program } from "./code/program.ts";
import type { Found } from "./find.ts";
import type { Finding } from "./types.ts";

/** A finding that a comment in the code takes back, with the comment's reason. */
export type Suppressed = Finding & { reason: string };

/** What is left when the comments have been heard: `suppression` findings are about comments themselves. */
export type Judged = { found: Found[]; suppressed: Suppressed[]; complaints: Finding[] };

/** The id of findings about comments. It is no rule: nothing in a worker's code breaks it. */
export const suppressionId = "suppression";

type Comment = { at: Span; ids: string[]; reason: string; line: number };
type Span = Pick<Finding, "file" | "line" | "column" | "endLine" | "endColumn">;

const pattern = /\/\/[ \t]*create-sync-ignore\b([^\r\n]*)/g;

/**
 * Takes out the findings that a comment answers: `// create-sync-ignore <rule-id>: <reason>`, at the end of the line or
 * on the line before. `ids`: the rules there are; `played`: those that were judged, which alone can be unused.
 */
export function hearComments(
  program: Program,
  found: readonly Found[],
  { ids, played }: { ids: readonly string[]; played: ReadonlySet<string> },
): Judged {
  const comments = program.files.flatMap(commentsOf);
  const used = new Set<string>();
  const left: Found[] = [];
  const suppressed: Suppressed[] = [];
  for (const one of found) {
    const { finding } = one;
    const comment = comments.find(
      (each) => each.reason !== "" && each.ids.includes(finding.rule) && isAbout(each, finding),
    );
    if (!comment) left.push(one);
    else suppressed.push({ ...finding, reason: comment.reason });
    if (comment) used.add(useOf(comment, finding.rule));
  }
  const complaints = comments.flatMap((comment) => [
    ...faultsOf(comment, ids),
    ...comment.ids
      .filter(
        (id) => ids.includes(id) && comment.reason !== "" && played.has(id) && !used.has(useOf(comment, id)),
      )
      .map((id) => complain(comment, `Nothing here breaks ${id}; the comment is in vain.`, "Take it out.")),
  ]);
  return { found: left, suppressed, complaints };
}

function faultsOf(comment: Comment, ids: readonly string[]): Finding[] {
  const example = "// create-sync-ignore unpaced-request: the client waits by itself";
  if (comment.ids.length === 0 || comment.reason === "")
    return [
      complain(
        comment,
        "This comment gives no rule or no reason, and suppresses nothing.",
        `Write both, as in \`${example}\`.`,
      ),
    ];
  const unknown = comment.ids.filter((id) => !ids.includes(id));
  return unknown.map((id) => {
    const nearest = findNearest(id, ids);
    return complain(
      comment,
      `No rule is called "${id.slice(0, 60)}"; this comment suppresses nothing of that name.`,
      nearest ? `Did you mean ${nearest}?` : "create-sync validate prints the rule of each finding.",
    );
  });
}

function complain(comment: Comment, message: string, fix: string): Finding {
  return { rule: suppressionId, severity: "warn", message, fix, hazards: [], fixable: false, ...comment.at };
}

function isAbout(comment: Comment, finding: Finding): boolean {
  return comment.at.file === finding.file && comment.line === finding.line;
}

function useOf({ at }: Comment, id: string): string {
  return [at.file, at.line, at.column, id].join(" ");
}

function commentsOf(file: ts.SourceFile): Comment[] {
  const { text } = file;
  return [...text.matchAll(pattern)].flatMap((match) => {
    if (isInToken(file, match.index)) return [];
    const [list = "", ...reason] = (match[1] ?? "").split(":");
    const start = file.getLineAndCharacterOfPosition(match.index);
    const end = file.getLineAndCharacterOfPosition(match.index + match[0].trimEnd().length);
    return {
      at: {
        file: pathOf(file),
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      },
      ids: list.split(/[\s,]+/).filter(Boolean),
      reason: reason.join(":").trim(),
      line: lineMeant(text, file, start.line) + 1,
    };
  });
}

/** The comment's own line if there is code on it, else the next line with code. */
function lineMeant(text: string, file: ts.SourceFile, own: number): number {
  const starts = file.getLineStarts();
  const lineAt = (line: number): string => text.slice(starts[line], starts[line + 1]).trim();
  if (!lineAt(own).startsWith("//")) return own;
  let line = own + 1;
  while (line < starts.length && /^$|^\/\//.test(lineAt(line))) line += 1;
  return line;
}

/** Whether a position is inside a text, a template or another token rather than between tokens. */
function isInToken(file: ts.SourceFile, position: number): boolean {
  let node: ts.Node = file;
  for (;;) {
    let inner: ts.Node | undefined;
    ts.forEachChild(node, (child) => {
      if (child.pos <= position && position < child.end) inner ??= child;
    });
    if (!inner) return node !== file && node.getChildCount(file) === 0 && node.getStart(file) <= position;
    node = inner;
  }
}
