import { extname } from "node:path";
import { Project as SyntaxTree, type SourceFile } from "ts-morph";
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
