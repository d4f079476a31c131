import {
  type ExportDeclaration,
  ImportDeclaration,
  Node,
  Project,
  type SourceFile,
  SyntaxKind,
} from "ts-morph";
import { repository } from "../kit/temp-project.ts";

/** One import of one file. `to` is a path of the house for a relative import, else the name of a package. */
export type Arrow = {
  from: string;
  to: string;
  line: number;
  isType: boolean;
  isLazy: boolean;
  isPackage: boolean;
};

/** The code of the repository, or of a bad example, by path ("src/model/build.ts"). */
export type House = { files: Map<string, SourceFile>; arrows: Arrow[] };

/** Reads `src/` and `generators/` of this repository. */
export function readHouse(): House {
  const project = new Project({ tsConfigFilePath: `${repository}tsconfig.json` });
  return describe(project, repository);
}

/** Makes a house out of texts by path: an example that must be found at fault. */
export function makeHouse(texts: Record<string, string>): House {
  const project = new Project({ useInMemoryFileSystem: true });
  for (const [path, text] of Object.entries(texts)) project.createSourceFile(`/${path}`, text);
  return describe(project, "/");
}

/** The room a file belongs to: its folder under src/, its own name for a file of src/ itself, or "generators". */
export function roomOf(path: string): string {
  const [first = "", second = "", third] = path.split("/");
  if (first !== "src") return first;
  return third === undefined ? second.replace(/\.ts$/, "") : second;
}

function describe(project: Project, root: string): House {
  const files = new Map(
    project.getSourceFiles().map((file) => [file.getFilePath().slice(root.length), file]),
  );
  return { files, arrows: [...files].flatMap(([path, file]) => arrowsOf(path, file)) };
}

function arrowsOf(path: string, file: SourceFile): Arrow[] {
  const arrow = (to: string, line: number, kind: { isType?: boolean; isLazy?: boolean }): Arrow => {
    const isPackage = !to.startsWith(".");
    const target = isPackage ? to : new URL(to, `file:///${path}`).pathname.slice(1);
    return { from: path, to: target, line, isType: false, isLazy: false, isPackage, ...kind };
  };
  const stated = [...file.getImportDeclarations(), ...file.getExportDeclarations()].flatMap((one) => {
    const to = one.getModuleSpecifierValue();
    return to === undefined
      ? []
      : [arrow(to, one.getStartLineNumber(), { isType: one.isTypeOnly() || hasOnlyTypes(one) })];
  });
  const lazy = file.getDescendantsOfKind(SyntaxKind.CallExpression).flatMap((call) => {
    const [to] = call.getArguments();
    if (call.getExpression().getKind() !== SyntaxKind.ImportKeyword || !Node.isStringLiteral(to)) return [];
    return [arrow(to.getLiteralValue(), call.getStartLineNumber(), { isLazy: true })];
  });
  const types = file
    .getDescendantsOfKind(SyntaxKind.ImportType)
    .map((one) =>
      arrow(one.getArgument().getText().slice(1, -1), one.getStartLineNumber(), { isType: true }),
    );
  return [...stated, ...lazy, ...types];
}

function hasOnlyTypes(one: ImportDeclaration | ExportDeclaration): boolean {
  if (one instanceof ImportDeclaration && one.getDefaultImport()) return false;
  const names = one instanceof ImportDeclaration ? one.getNamedImports() : one.getNamedExports();
  return names.length > 0 && names.every((name) => name.isTypeOnly());
}
