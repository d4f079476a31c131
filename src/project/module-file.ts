import type { SourceFile } from "ts-morph";
import { readImports } from "./imports.ts";
import { readNames } from "./names.ts";
import { styleOf } from "./style.ts";
import { parseSource, refuseDepth, refuseSyntaxErrors, splitByteOrderMark } from "./syntax.ts";
import type { ModuleFile } from "./types.ts";

/** The tree each text was read from, so that editing a file needs no second parse. */
const trees = new WeakMap<ModuleFile["imports"], SourceFile>();

/**
 * Reads any TypeScript file by its syntax alone. `path` is relative to the project root. Throws a Problem (exit 4) for
 * syntax errors and for more than 1 MB.
 */
export async function readModuleFile(path: string, text: string): Promise<ModuleFile> {
  const source = parseSource(path, text);
  refuseSyntaxErrors(path, source);
  return refuseDepth(path, () => {
    const imports = readImports(source);
    trees.set(imports, source);
    return { path, text, style: styleOf(source, text), imports, names: readNames(source, imports) };
  });
}

/** The syntax tree of a file that was read; parsed anew if its text is not the one that was read. */
export function treeOf(file: ModuleFile): SourceFile {
  const tree = trees.get(file.imports);
  const isSame = tree?.getFullText() === splitByteOrderMark(file.text).body;
  return tree && isSame ? tree : parseSource(file.path, file.text);
}
