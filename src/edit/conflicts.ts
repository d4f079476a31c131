import { Problem } from "../problems/problem.ts";
import type { WorkerFile, WorkerItem } from "../project/types.ts";
import type { Snippet } from "../render/snippet.ts";

/**
 * A Problem (exit 4) for each key a snippet would register that anything in the worker has taken, whatever its kind
 * and file, and for each identifier it would declare that the worker's file has taken. `items` are those of the whole
 * project.
 */
export function findConflicts(
  file: WorkerFile,
  items: readonly WorkerItem[],
  snippets: readonly Snippet[],
): Problem[] {
  return snippets.flatMap((snippet) => [...takenKeys(items, snippet), ...takenNames(file, snippet)]);
}

function takenKeys(items: readonly WorkerItem[], snippet: Snippet): Problem[] {
  return snippet.registers.flatMap(({ kind, key }) => {
    const item = items.find((each) => each.key === key);
    if (!item) return [];
    const holder = `${item.kind === "other" ? "item" : item.kind} at ${item.file}:${item.line}`;
    const args = { name: key, holder, wanted: `${kind} "${key}"`, flag: renamingFlag(kind) };
    return [new Problem("edit/key-taken", args, { file: item.file, line: item.line })];
  });
}

function takenNames(file: WorkerFile, snippet: Snippet): Problem[] {
  return snippet.declares.flatMap((name) => {
    const taken = file.names.find((each) => each.name === name);
    if (!taken) return [];
    const what = taken.kind === "other" ? "declaration" : taken.kind;
    const args = {
      name,
      holder: `${what} at ${file.path}:${taken.line}`,
      wanted: wantedBy(snippet),
      flag: renamingFlag(snippet.role),
    };
    return [new Problem("edit/name-taken", args, { file: file.path, line: taken.line })];
  });
}

function wantedBy(snippet: Snippet): string {
  const [registered] = snippet.registers;
  return registered ? `${registered.kind} "${registered.key}"` : snippet.role;
}

/** What of a plan a key or name comes from; most derive from its name. */
const sources: Readonly<Record<string, string>> = {
  database: "database.key",
  pacer: "pacer",
  client: "pacer",
  oauth: "pacer",
  credential: "source.auth.env",
};

function renamingFlag(kind: string): string {
  return `--set ${sources[kind] ?? "name"}=…`;
}
