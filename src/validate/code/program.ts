import { ts } from "ts-morph";
import { libraryText } from "./library.ts";

/** A source file of the project: its path relative to the root, with forward slashes, and its text. */
export type SourceText = { path: string; text: string };

/** The files of a project, parsed and bound together; nothing of it was read from outside `files`. */
export type Program = {
  files: readonly ts.SourceFile[];
  checker: ts.TypeChecker;
  /** What the parser could not read, by file. */
  syntaxErrors: readonly ts.DiagnosticWithLocation[];
};

const base = "/project/";
const libraryPath = "/library.d.ts";

const options: ts.CompilerOptions = {
  noLib: true,
  types: [],
  allowJs: true,
  checkJs: false,
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  jsx: ts.JsxEmit.Preserve,
};

/**
 * Parses files together, so that names can be followed from one to another. Packages are not read: what comes from
 * them has the type any. `paths` are those of the project's tsconfig (`{ "@/*": ["./src/*"] }`).
 */
export function openProgram(
  files: readonly SourceText[],
  paths: Readonly<Record<string, string[]>> = {},
): Program {
  const texts = new Map(files.map(({ path, text }) => [base + path, text.replace(/^\uFEFF+/, "")]));
  texts.set(libraryPath, libraryText);
  const program = ts.createProgram({
    rootNames: [...texts.keys()],
    options: { ...options, ...(Object.keys(paths).length > 0 && { paths, baseUrl: base }) },
    host: hostOf(texts),
  });
  const sources = files
    .map(({ path }) => program.getSourceFile(base + path))
    .filter((source) => source !== undefined);
  return {
    files: sources,
    checker: program.getTypeChecker(),
    syntaxErrors: sources.flatMap((source) => [...program.getSyntacticDiagnostics(source)]),
  };
}

/** The path of the file a node stands in, relative to the project's root. */
export function pathOf(node: ts.Node): string {
  return node.getSourceFile().fileName.slice(base.length);
}

/** Whether a declaration is one of the standard library's. */
export function isOfLibrary(node: ts.Node): boolean {
  return node.getSourceFile().fileName === libraryPath;
}

function hostOf(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const folders = new Set(
    [...texts.keys()].flatMap((path) =>
      path.split("/").map((_, index, parts) => parts.slice(0, index).join("/")),
    ),
  );
  return {
    fileExists: (path) => texts.has(path),
    readFile: (path) => texts.get(path),
    directoryExists: (path) => folders.has(path.replace(/\/$/, "")),
    getDirectories: () => [],
    getSourceFile: (path, target) => {
      const text = texts.get(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, target, true);
    },
    getDefaultLibFileName: () => libraryPath,
    getCurrentDirectory: () => base,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
  };
}
