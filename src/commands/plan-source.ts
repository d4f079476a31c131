import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Problem } from "../problems/problem.ts";
import type { Context } from "./types.ts";

// More than any plan may have; below it the plan room refuses in its own words.
const limit = 1_000_000;

/**
 * Reads a plan file relative to the folder of the command; the one place where plans are read. Only ordinary files of
 * a bounded size: a pipe or a device might never end. Fails with the system's error, or a problem that says why.
 */
export function readPlanFile({ cwd }: Pick<Context, "cwd">): (path: string) => Promise<string> {
  return async (path) => {
    const file = resolve(cwd, path);
    const facts = await stat(file);
    if (!facts.isFile())
      throw new Problem("plan/file-unreadable", { file: path, detail: "it is not an ordinary file" });
    if (facts.size > limit) throw new Problem("plan/too-large", { what: "256 KB" }, { file: path });
    return decode(await readFile(file), path);
  };
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem("plan/file-unreadable", { file: path, detail: "it is not UTF-8" });
  }
}
