import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../package-files.ts";
import type { ImportNeed, Snippet } from "./snippet.ts";

// The helpers are real TypeScript files, one each, that import one another; a user's helper module gets the bodies of
// those in use and one import of the SDK at its top.

type Helper = { file: string; declares: string[]; body: string; needs: string[]; imports: ImportNeed[] };

/** The first line of a helper module we wrote; without it the file is somebody else's. */
export const helperHeader =
  "// Helpers shared by this worker's syncs. Written by create-sync; yours to read and edit.";

/** The helpers that export these names and all they need, each after what it builds on, with the SDK imports they use. */
export async function helperSnippets(
  names: readonly string[],
): Promise<{ snippets: Snippet[]; imports: ImportNeed[] }> {
  const helpers = await readHelpers();
  const byFile = new Map(helpers.map((helper) => [helper.file, helper]));
  const ordered = new Map<string, Helper>();
  const visit = (helper: Helper | undefined, wanted: string): void => {
    if (!helper) throw new Error(`No helper exports ${wanted}`);
    if (ordered.has(helper.file)) return;
    for (const file of helper.needs) visit(byFile.get(file), file);
    ordered.set(helper.file, helper);
  };
  for (const name of names)
    visit(
      helpers.find((helper) => helper.declares.includes(name)),
      name,
    );
  const chosen = [...ordered.values()];
  return {
    snippets: chosen.map(({ declares, body }) => ({ role: "mapper", declares, registers: [], text: body })),
    imports: chosen.flatMap((helper) => helper.imports),
  };
}

async function readHelpers(): Promise<Helper[]> {
  const folder = join(packageRoot(), "templates", "helpers");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts"));
  return Promise.all(
    files.map(async (file) => parseHelper(file, await readFile(join(folder, file), "utf8"))),
  );
}

const sibling = /^import (?:type )?\{[^}]*\} from "\.\/([\w-]+)\.js";$/;
const fromSdk = /^import (?:\{ (\w+) \}|\* as (\w+)) from "(@notionhq\/workers[\w/-]*)";$/;

/** Our own files, written one import a line; anything else in their head is our mistake. */
function parseHelper(file: string, text: string): Helper {
  const lines = text.split("\n");
  const head = lines.filter((line) => line.startsWith("import "));
  const imports: ImportNeed[] = [];
  const needs: string[] = [];
  for (const line of head) {
    const [, name, namespace, from] = fromSdk.exec(line) ?? [];
    const other = sibling.exec(line)?.[1];
    if (from !== undefined)
      imports.push({ from, name: name ?? "*", typeOnly: false, local: name ?? namespace ?? "" });
    else if (other !== undefined) needs.push(`${other}.ts`);
    else throw new Error(`Import of ${file} not understood: ${line}`);
  }
  const body = lines
    .filter((line) => !line.startsWith("import "))
    .join("\n")
    .trim();
  const declares = [...body.matchAll(/^(?:export )?(?:async )?(?:const|function|class|type) (\w+)/gm)].map(
    (match) => match[1] ?? "",
  );
  return { file, declares, body, needs, imports };
}
