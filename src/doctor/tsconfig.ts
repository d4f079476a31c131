import { existsSync } from "node:fs";
import { lstat, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runProgram } from "../run/run-program.ts";
import type { Place, Tsconfig } from "./types.ts";

const patienceMs = 10_000;

/** Asks the project's own compiler for what its tsconfig.json comes to, with all that it extends. Runs no project code. */
export async function readTsconfig({
  root,
  env,
  node,
}: Pick<Place, "root" | "env" | "node">): Promise<Tsconfig> {
  const path = join(root, "tsconfig.json");
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) return { kind: "none" };
  // The compiler would wait at a pipe.
  if ((await stat(path).catch(() => facts)).isFIFO()) return { kind: "fault", fault: "it is no file" };
  const compiler = findCompiler(root);
  if (compiler === undefined) return { kind: "no-compiler" };
  const { exit, out, err, end } = await runProgram(
    node.path,
    [compiler, "--showConfig", "-p", "tsconfig.json"],
    {
      root,
      env,
      mask: (text) => text,
      timeoutMs: patienceMs,
    },
  );
  if (end === "time") return { kind: "fault", fault: `tsc --showConfig took over ${patienceMs / 1000} s` };
  const shown = exit === 0 ? parse(out) : undefined;
  if (!shown)
    return { kind: "fault", fault: `${out}\n${err}`.trim().split("\n")[0] || "tsc --showConfig failed" };
  const { compilerOptions, files } = shown;
  return {
    kind: "read",
    options: new Map(isRecord(compilerOptions) ? Object.entries(compilerOptions) : []),
    files: Array.isArray(files) ? files.filter((file) => typeof file === "string") : [],
  };
}

/** The compiler as Node finds packages: in the nearest node_modules at or above the project. */
function findCompiler(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const compiler = join(folder, "node_modules", "typescript", "bin", "tsc");
    if (existsSync(compiler)) return compiler;
    if (dirname(folder) === folder) return undefined;
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
