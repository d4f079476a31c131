import { ts, type SourceFile } from "ts-morph";
import { defaultStyle } from "./default-style.ts";
import { parseSource, refuseDepth, splitByteOrderMark } from "./syntax.ts";
import type { Style } from "./types.ts";

/** How often a file does a thing, and how often the opposite. */
type Votes = { yes: number; no: number };

type Tally = { doubleQuotes: Votes; semicolons: Votes; trailingCommas: Votes; prose: Set<number> };

/** Reads the style of any TypeScript text, also of one that does not parse; an empty one gets Notion's template style. */
export function readStyle(text: string): Style {
  return refuseDepth("style.ts", () => styleOf(parseSource("style.ts", text), text));
}

/** The style of a file that is parsed already. `text` is the file as it is on disk, byte order mark included. */
export function styleOf(source: SourceFile, text: string): Style {
  const { mark, body } = splitByteOrderMark(text);
  const tally = takeTally(source.compilerNode);
  const code = body
    .split(/\r\n|\r|\n/)
    .filter((line, index) => line.trim() !== "" && !tally.prose.has(index));
  return {
    indent: readIndent(code),
    quote: hasMajority(tally.doubleQuotes, defaultStyle.quote === "double") ? "double" : "single",
    semicolons: hasMajority(tally.semicolons, defaultStyle.semicolons),
    trailingCommas: hasMajority(tally.trailingCommas, defaultStyle.trailingCommas),
    newline: readNewline(body),
    bom: mark !== "",
    printWidth: readPrintWidth(code),
  };
}

function takeTally(file: ts.SourceFile): Tally {
  const tally: Tally = {
    doubleQuotes: { yes: 0, no: 0 },
    semicolons: { yes: 0, no: 0 },
    trailingCommas: { yes: 0, no: 0 },
    prose: new Set(),
  };
  const nodes: ts.Node[] = [file];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    count(node, file, tally);
    ts.forEachChild(node, (child) => void nodes.push(child));
  }
  return tally;
}

function count(node: ts.Node, file: ts.SourceFile, tally: Tally): void {
  // A string with a quote in it had no choice.
  if (ts.isStringLiteral(node) && !/['"]/.test(node.text)) {
    vote(tally.doubleQuotes, file.text[node.getStart(file)] === '"');
  }
  if (mayEndInSemicolon(node)) vote(tally.semicolons, file.text[node.end - 1] === ";");
  const list = listOf(node);
  const last = list?.at(-1);
  // Only where the closing bracket has a line of its own is a trailing comma a habit.
  if (list && last && /[\r\n]/.test(file.text.slice(last.end, node.end))) {
    vote(tally.trailingCommas, list.hasTrailingComma === true);
  }
  // Lines inside a template literal are the author's text: neither their indent nor their width is a habit.
  if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line;
    for (let line = lineOf(node.getStart(file)) + 1; line <= lineOf(node.end); line++) tally.prose.add(line);
  }
}

function mayEndInSemicolon(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    ts.isVariableStatement(node) ||
    ts.isExpressionStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function listOf(node: ts.Node): ts.NodeArray<ts.Node> | undefined {
  if (ts.isObjectLiteralExpression(node)) return node.properties;
  if (ts.isArrayLiteralExpression(node) || ts.isNamedImports(node)) return node.elements;
  return undefined;
}

function vote(votes: Votes, yes: boolean): void {
  votes[yes ? "yes" : "no"]++;
}

function hasMajority(votes: Votes, whenEven: boolean): boolean {
  return votes.yes === votes.no ? whenEven : votes.yes > votes.no;
}

function readNewline(body: string): Style["newline"] {
  const all = body.split("\n").length - 1;
  const crlf = body.split("\r\n").length - 1;
  return crlf * 2 > all ? "\r\n" : "\n";
}

/** Tabs or spaces by the count of indented lines; the width of a step is the commonest growth from line to line. */
function readIndent(code: readonly string[]): Style["indent"] {
  const indents = code.filter((line) => !/^\s*\*/.test(line)).map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  const tabs = indents.filter((indent) => indent.startsWith("\t")).length;
  const spaces = indents.filter((indent) => indent.startsWith(" ")).length;
  if (tabs >= spaces) return spaces + tabs === 0 ? defaultStyle.indent : "tab";
  const steps = new Map<number, number>();
  indents.forEach((indent, index) => {
    const step = indent.length - (indents[index - 1] ?? "").length;
    if (step > 1 && step <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
  });
  const [widest] = [...steps].sort(([a, countA], [b, countB]) => countB - countA || a - b);
  return widest?.[0] ?? 2;
}

/** 100, unless the file goes beyond it as a habit: three lines and more than two in a hundred. */
function readPrintWidth(code: readonly string[]): number {
  const lengths = code
    .filter((line) => !/^\s*(\/\/|\/?\*|import\b)/.test(line))
    .map((line) => line.replaceAll("\t", "  ").length);
  const fits = (width: number): boolean => {
    const longer = lengths.filter((length) => length > width).length;
    return longer < 3 || longer * 50 <= lengths.length;
  };
  return [defaultStyle.printWidth, 110, 120, 140].find(fits) ?? 160;
}
