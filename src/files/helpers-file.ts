import { editModule } from "../edit/edit.ts";
import { resolveImports } from "../edit/imports.ts";
import { formatSnippet } from "../format/format.ts";
import { Problem, throwAll } from "../problems/problem.ts";
import { readModuleFile } from "../project/module-file.ts";
import type { ModuleFile, Style } from "../project/types.ts";
import { helperHeader, helperSnippets } from "../render/helper-module.ts";
import type { Snippet } from "../render/snippet.ts";
import type { FileChange } from "../write/changes.ts";

const path = "src/sync-helpers.ts";

/**
 * The helper module with the helpers that are missing in it; those that are there stay, edited or not. Throws a
 * Problem (exit 4) if a module of that name is somebody else's and has one of our names.
 */
export async function helpersFile(
  names: readonly string[],
  before: string | undefined,
  format: { style: Style; root: string },
): Promise<FileChange> {
  const text = before ?? helperHeader + format.style.newline;
  const file = await readModuleFile(path, text);
  const { snippets, imports } = await helperSnippets(names);
  const taken = file.names.map(({ name }) => name);
  const missing = snippets.filter((snippet) => !snippet.declares.some((name) => taken.includes(name)));
  if (!text.includes("Written by create-sync")) throwAll(foreignNames(file, snippets));
  const resolved = resolveImports({ imports: file.imports, taken }, imports);
  const style = before === undefined ? format.style : file.style;
  const formatted = await Promise.all(
    missing.map(async (snippet) => ({
      ...snippet,
      text: await formatSnippet(withLocals(snippet.text, resolved), style, format.root),
    })),
  );
  const used = resolved.filter(({ local }) => missing.some((snippet) => wordIn(snippet.text, local)));
  return {
    path,
    before,
    after: await editModule(text, { imports: used, snippets: formatted }, { path, style }),
  };
}

function foreignNames(file: ModuleFile, snippets: readonly Snippet[]): Problem[] {
  const wanted = new Set(snippets.flatMap((snippet) => snippet.declares));
  return file.names
    .filter(({ name }) => wanted.has(name))
    .map(
      ({ name, line }) =>
        new Problem("files/helpers-taken", { name, place: `${path}:${line}` }, { file: path, line }),
    );
}

/** A helper text with the names by which its module knows the SDK; the texts use each only as a name of its own. */
function withLocals(text: string, imports: readonly { name: string; from: string; local: string }[]): string {
  return imports.reduce((code, { name, from, local }) => {
    const own = name === "*" && from.endsWith("/builder") ? "Builder" : name;
    return own === local ? code : code.replaceAll(new RegExp(`\\b${own}\\b`, "g"), local);
  }, text);
}

const wordIn = (text: string, word: string): boolean =>
  new RegExp(`\\b${word.replaceAll("$", "\\$")}\\b`).test(text);
