import { extname } from "node:path";
import { type Node, Project as SyntaxTree, type SourceFile, type ts } from "ts-morph";
import { Problem } from "../problems/problem.ts";
import { maxFileBytes } from "./limits.ts";

/** Parts the byte order mark (some files have two) from the text behind it; positions in a parsed file never count it. */
export function splitByteOrderMark(text: string): { mark: string; body: string } {
  const mark = /^\uFEFF*/.exec(text)?.[0] ?? "";
  return { mark, body: text.slice(mark.length) };
}

/**
 * Parses one file by its syntax alone: no library, no other file, no types. Errors of syntax are left in the tree;
 * `refuseSyntaxErrors` looks at them. Throws a Problem for files over 1 MB or nested too deep to be parsed.
 */
export function parseSource(path: string, text: string): SourceFile {
  if (Buffer.byteLength(text) > maxFileBytes) {
    throw new Problem("project/file-too-large", { file: path, limit: maxFileBytes }, { file: path });
  }
  const tree = new SyntaxTree({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    compilerOptions: { noLib: true, noResolve: true, allowJs: true, types: [] },
  });
  const { body } = splitByteOrderMark(text);
  return refuseDepth(path, () => tree.createSourceFile(`/source${extname(path)}`, body));
}

/** Throws a Problem with line and column if the file does not parse. */
export function refuseSyntaxErrors(path: string, source: SourceFile): void {
  const [error] = source.getProject().getProgram().getSyntacticDiagnostics(source);
  if (!error) return;
  const { line, column } = source.getLineAndColumnAtPos(error.getStart());
  const message = error.getMessageText();
  const detail = typeof message === "string" ? message : message.getMessageText();
  throw new Problem(
    "project/syntax-error",
    { file: path, line, column, detail },
    { file: path, line, column },
  );
}

/** Where the lines of a file begin; ts-morph counts from the top of the file for every node that is asked for. */
const lineStarts = new WeakMap<ts.SourceFile, readonly number[]>();

/** The line on which a node begins, from 1, without the comment above it. Only line feeds are counted. */
export function lineOf(node: Node): number {
  const file = node.getSourceFile().compilerNode;
  const starts = lineStarts.get(file) ?? [
    0,
    ...Array.from(file.text.matchAll(/\n/g), ({ index }) => index + 1),
  ];
  lineStarts.set(file, starts);
  const position = node.getStart();
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** Runs a walk over a syntax tree; a tree too deep for the call stack is the file's fault, not ours. */
export function refuseDepth<T>(path: string, walk: () => T): T {
  try {
    return walk();
  } catch (error) {
    if (error instanceof RangeError)
      throw new Problem("project/file-too-deep", { file: path }, { file: path });
    throw error;
  }
}
