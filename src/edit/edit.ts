import type { SourceFile } from "ts-morph";
import { readModuleFile, treeOf } from "../project/module-file.ts";
import { refuseDepth, splitByteOrderMark } from "../project/syntax.ts";
import type { ModuleFile, Style, WorkerFile } from "../project/types.ts";
import { roles, type ImportNeed, type Snippet } from "../render/snippet.ts";
import { mergeImports } from "./import-insertions.ts";
import { declarationTexts } from "./import-text.ts";
import { missingImports } from "./imports.ts";
import { applyInsertions, type Insertion } from "./insertions.ts";
import { findCodePlace, findImportPlace, type Place } from "./place.ts";

/** What a file is to get: imports under the names `resolveImports` gave them, and formatted snippets. */
export type EditRequest = { imports: readonly ImportNeed[]; snippets: readonly Snippet[] };

/** The new text of the worker's file. Every byte of the old one is kept, in order; line breaks become the file's own. */
export async function editWorkerFile(file: WorkerFile, request: EditRequest): Promise<string> {
  return edit(file, request);
}

/** Whose text it is, for messages; and the style of what is inserted, if it is not to be read off the text (a new file). */
export type ModuleOptions = { path?: string; style?: Style };

/**
 * The same for any other TypeScript text, `src/sync-helpers.ts` above all; an empty one becomes a new file. Throws a
 * Problem that names the path if it does not parse.
 */
export async function editModule(
  text: string,
  request: EditRequest,
  options: ModuleOptions = {},
): Promise<string> {
  const file = await readModuleFile(options.path ?? "src/sync-helpers.ts", text);
  return edit({ ...file, style: options.style ?? file.style }, request);
}

function edit(file: ModuleFile, request: EditRequest): string {
  const { mark, body } = splitByteOrderMark(file.text);
  const insertions = refuseDepth(file.path, () => findInsertions(file, request));
  return mark + applyInsertions(body, insertions);
}

/** What goes where, as offsets in the text after its byte order mark. An edit is these insertions and nothing else. */
export function findInsertions(file: ModuleFile, request: EditRequest): Insertion[] {
  const source = treeOf(file);
  const { insertions, rest } = mergeImports(
    source,
    missingImports(file.imports, request.imports),
    file.style,
  );
  const declarations = declarationTexts(rest, file.style).join("\n");
  const code = inRoleOrder(request.snippets).map((snippet) => snippet.text.trim());
  const all = [...insertions, ...blockInsertions(source, declarations, code)];
  return all.map(({ at, text }) => ({ at, text: text.replace(/\r\n|\n/g, file.style.newline) }));
}

function blockInsertions(source: SourceFile, declarations: string, code: readonly string[]): Insertion[] {
  const importPlace = findImportPlace(source);
  // In a file without statements imports and code stand at the same place: they are one block.
  const imports = importPlace && declarations !== "" ? [blockAt(importPlace, declarations)] : [];
  const blocks = importPlace || declarations === "" ? code : [declarations, ...code];
  if (blocks.length === 0) return imports;
  const place = findCodePlace(source);
  const isShared = imports.length > 0 && importPlace?.at === place.at;
  const shared = isShared ? importPlace.breaksAfter : 0;
  return [
    ...imports,
    blockAt({ ...place, breaksBefore: Math.max(0, place.breaksBefore - shared) }, blocks.join("\n\n")),
  ];
}

function blockAt({ at, breaksBefore, breaksAfter }: Place, text: string): Insertion {
  return { at, text: "\n".repeat(breaksBefore) + text + "\n".repeat(breaksAfter) };
}

function inRoleOrder(snippets: readonly Snippet[]): Snippet[] {
  return [...snippets].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
}
