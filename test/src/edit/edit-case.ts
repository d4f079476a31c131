import { readFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { editModule, editWorkerFile, type EditRequest } from "../../../src/edit/edit.ts";
import { resolveImports } from "../../../src/edit/imports.ts";
import { formatSnippet } from "../../../src/format/format.ts";
import { readModuleFile } from "../../../src/project/module-file.ts";
import { readWorkerFile } from "../../../src/project/worker-file.ts";
import type { ModuleFile, WorkerFile } from "../../../src/project/types.ts";
import type { ImportNeed, Snippet } from "../../../src/render/snippet.ts";

const folder = fileURLToPath(new URL("../../edit/", import.meta.url));

/** What a case asks for: in the texts of its snippets, `$name$` stands for what the file calls an import or the worker. */
type CaseRequest = { file?: string; imports: ImportNeed[]; snippets: Snippet[] };

export type EditCase = { name: string; files: string[]; before: string; request: CaseRequest };

/** The folders of test/edit, by name. */
export function editCases(): EditCase[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      files: readdirSync(join(folder, name)).sort(),
      before: readText(join(name, "before.ts")),
      request: JSON.parse(
        readText(
          existsSync(join(folder, name, "request.json")) ? join(name, "request.json") : "request.json",
        ),
      ) as CaseRequest,
    }));
}

export function readText(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** A case as the pipeline would run it: names resolved, snippets spelt with them and formatted. */
export async function prepare({
  before,
  request,
}: EditCase): Promise<{ file: ModuleFile; request: EditRequest }> {
  const file = await readCaseFile(before, request.file);
  const taken = [
    ...file.names.map((each) => each.name),
    ...request.snippets.flatMap((snippet) => snippet.declares),
  ];
  const imports = resolveImports({ imports: file.imports, taken }, request.imports);
  const words = new Map(request.imports.map((need, index) => [need.local, imports[index]?.local ?? ""]));
  if (isWorkerFile(file)) words.set("worker", file.worker);
  const snippets = await Promise.all(
    request.snippets.map(async (snippet) => {
      const text = snippet.text.replace(/\$(\w+)\$/g, (_, word: string) => words.get(word) ?? "");
      return { ...snippet, text: await formatSnippet(text, file.style) };
    }),
  );
  return { file, request: { imports, snippets } };
}

export async function editCase(editCase: EditCase): Promise<string> {
  const { file, request } = await prepare(editCase);
  return isWorkerFile(file) ? editWorkerFile(file, request) : editModule(file.text, request);
}

function readCaseFile(text: string, path: string | undefined): Promise<ModuleFile> {
  return path === undefined ? readWorkerFile("src/index.ts", text) : readModuleFile(path, text);
}

export function isWorkerFile(file: ModuleFile): file is WorkerFile {
  return "worker" in file;
}
