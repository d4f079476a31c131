import { Node, type SourceFile, type Statement } from "ts-morph";

/** A place for whole lines: where they go, and the line breaks that must stand before and after them. */
export type Place = { at: number; breaksBefore: number; breaksAfter: number };

/** Comments that speak of the whole file and must stay its first lines; not those that speak of the next line. */
const fileComment =
  /^\/\*!|@(license|preserve|fileoverview|file|ts-check|ts-nocheck)\b|copyright|SPDX-|eslint-(disable|enable|env)(?!-)|biome-ignore-all/i;

/**
 * Where new import declarations go: below the imports that lead the file, else above its first statement, after a
 * shebang, directives and the file's own comments. Undefined in a file without any statement.
 */
export function findImportPlace(source: SourceFile): Place | undefined {
  const statements = source.getStatements().filter((statement) => !isDirective(statement));
  const [first] = statements;
  if (!first) return undefined;
  const last = lastLeadingImport(statements);
  if (!last) return placeAbove(first, 2);
  const text = source.getFullText();
  const comment = last.getTrailingCommentRanges().at(-1);
  const end = comment?.getEnd() ?? last.getEnd();
  const blanks = /^[ \t]*(?=[\r\n]|$)/.exec(text.slice(end));
  return blanks
    ? { at: end + blanks[0].length, breaksBefore: 1, breaksAfter: 0 }
    : { at: last.getEnd(), breaksBefore: 1, breaksAfter: 1 };
}

/** Where new code goes: above a closing `export default …` with its comment, else at the end of the file. */
export function findCodePlace(source: SourceFile): Place {
  const statements = source.getStatements();
  const rest = [...statements].reverse().findIndex((statement) => !isClosingExport(statement));
  const closing = rest === -1 ? statements[0] : statements[statements.length - rest];
  if (closing) return placeAbove(closing, 2);
  const text = source.getFullText();
  return { at: text.length, breaksBefore: breaksUpTo(text, 2), breaksAfter: 1 };
}

/** Above a statement and the comments that belong to it; on a line of its own, whatever the line began with. */
function placeAbove(statement: Statement, breaksAfter: number): Place {
  const text = statement.getSourceFile().getFullText();
  const start = startWithComments(statement);
  const lineStart = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const at = text.slice(lineStart, start).trim() === "" && start > 0 ? lineStart : start;
  return { at, breaksBefore: breaksUpTo(text.slice(0, at), 2), breaksAfter };
}

/** Where a statement begins with the comments right above it; those that speak of the file are not its own. */
function startWithComments(statement: Statement): number {
  const text = statement.getSourceFile().getFullText();
  let start = statement.getStart();
  for (const comment of statement.getLeadingCommentRanges().reverse()) {
    if (countBreaks(text.slice(comment.getEnd(), start)) > 1) break;
    start = comment.getPos();
  }
  const isFirst = statement.getSourceFile().getStatements()[0] === statement;
  const speaksOfFile = isFirst && fileComment.test(text.slice(start, statement.getStart()));
  return speaksOfFile ? statement.getStart() : start;
}

/** How many line breaks are missing between a text and the line that is to follow it, `wanted` at most. */
function breaksUpTo(text: string, wanted: number): number {
  const end = text.trimEnd().length;
  return end === 0 ? 0 : Math.max(0, wanted - countBreaks(text.slice(end)));
}

function countBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function lastLeadingImport(statements: readonly Statement[]): Statement | undefined {
  const end = statements.findIndex((statement) => !isImport(statement));
  const leading = end === -1 ? statements : statements.slice(0, end);
  return leading.at(-1) ?? statements.findLast(isImport);
}

function isImport(statement: Statement): boolean {
  return Node.isImportDeclaration(statement) || Node.isImportEqualsDeclaration(statement);
}

function isDirective(statement: Statement): boolean {
  return Node.isExpressionStatement(statement) && Node.isStringLiteral(statement.getExpression());
}

/** `export default worker`, `export = worker`, `export { a, b }`: they declare no name, and read best last. */
function isClosingExport(statement: Statement): boolean {
  return (
    Node.isExportAssignment(statement) ||
    (Node.isExportDeclaration(statement) && !statement.hasModuleSpecifier())
  );
}
