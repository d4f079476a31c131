import { posix } from "node:path";
import { Node, SyntaxKind, type SourceFile } from "ts-morph";
import { findNewWorkers, isSdkWorker } from "./find-worker.ts";
import { localNames, readImports } from "./imports.ts";
import { readItems } from "./items.ts";
import { parseSource, refuseDepth } from "./syntax.ts";
import type { ImportFact, WorkerFile, WorkerItem } from "./types.ts";

/** A file of the project with its text. Paths are relative to the root, with forward slashes. */
export type SourceText = { path: string; text: string };

/**
 * What another file of the project registers on the worker: calls on its variable's name, on an import of the worker's
 * file, or on a parameter of the SDK's type `Worker`. A file that builds a worker of its own (a test) registers on that.
 */
export function readOtherItems({ path, text }: SourceText, file: WorkerFile): WorkerItem[] {
  // Parsing is the dear part: a file that cannot know the worker by any name is left alone.
  if (![file.worker, "Worker", "index"].some((word) => text.includes(word))) return [];
  const source = parseSource(path, text);
  return refuseDepth(path, () => {
    const imports = readImports(source);
    if (findNewWorkers(source, imports).length > 0) return [];
    const imported = imports.filter((fact) => isModule(path, fact.from, file.path)).flatMap(localNames);
    const workers = new Set([file.worker, ...imported, ...typedWorkers(source, imports)]);
    return readItems({ path, source, imports, workers });
  });
}

function isModule(path: string, from: string, wanted: string): boolean {
  if (!from.startsWith(".")) return false;
  const target = posix.join(posix.dirname(path), from);
  return (
    withoutExtension(target) === withoutExtension(wanted) ||
    `${target.replace(/\/$/, "")}/index` === withoutExtension(wanted)
  );
}

function typedWorkers(source: SourceFile, imports: readonly ImportFact[]): string[] {
  return source
    .getDescendantsOfKind(SyntaxKind.Parameter)
    .filter((parameter) => {
      const type = parameter.getTypeNode();
      return Node.isTypeReference(type) && isSdkWorker(type.getTypeName(), imports);
    })
    .map((parameter) => parameter.getName());
}

function withoutExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}
