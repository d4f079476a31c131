import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Problem } from "../problems/problem.ts";
import type { Sample } from "../sample/types.ts";
import type { Answers } from "./plan-answers.ts";
import type { Context, Outcome } from "./types.ts";

type Options = Answers & { files: readonly string[]; name?: string };

// Successive pages say little more after the second.
const mostFiles = 20;

/** Prints a plan for an API of one's own, made from saved answers of one of its lists. */
export async function planFromSample(
  context: Context,
  { files, name, param, set }: Options,
): Promise<Outcome> {
  if (files.length > mostFiles) throw new Problem("sample/too-many", { most: mostFiles });
  const [first, ...others] = await readAll(context, files);
  if (!first) throw new Error("a command line without its argument came this far");
  const { planFromSamples } = await import("../sample/plan.ts");
  const named = name === undefined ? [] : [`name=${name}`];
  const { plan, ...found } = planFromSamples([first, ...others], { params: param, set: [...named, ...set] });
  return {
    result: { ...found, plan },
    text: plan,
    next: ["create-sync plan check <file>", "create-sync add <file>"],
  };
}

async function readAll(context: Context, files: readonly string[]): Promise<Sample[]> {
  const { readSample } = await import("../sample/read.ts");
  const samples: Sample[] = [];
  for (const file of files)
    samples.push(
      file === "-"
        ? readSample(await readPiped(context), "standard input")
        : readSample(await readText(context, file), file),
    );
  return samples;
}

/** Only ordinary files of a bounded size: a pipe or a device might never end. */
async function readText({ cwd }: Context, file: string): Promise<string> {
  const { mostBytes, sayMost } = await import("../sample/read.ts");
  const path = resolve(cwd, file);
  const facts = await stat(path).catch((error: { code?: string }) => {
    throw error.code === "ENOENT"
      ? new Problem("sample/missing", {}, { file })
      : new Problem("sample/unreadable", { detail: String(error.code) }, { file });
  });
  if (!facts.isFile()) throw new Problem("sample/unreadable", { detail: "it is no ordinary file" }, { file });
  if (facts.size > mostBytes) throw new Problem("sample/too-large", { limit: sayMost }, { file });
  const bytes = await readFile(path).catch((error: { code?: string }) => {
    throw new Problem("sample/unreadable", { detail: String(error.code) }, { file });
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem("sample/unreadable", { detail: "it is not UTF-8" }, { file });
  }
}

async function readPiped(context: Context): Promise<string> {
  const { mostBytes, sayMost } = await import("../sample/read.ts");
  const place = { file: "standard input" };
  const problem = () => new Problem("sample/too-large", { limit: sayMost }, place);
  try {
    return await context.readStdin({ bytes: mostBytes, problem });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === "usage/stdin-empty") throw new Problem("sample/empty", {}, place);
    if (error.code === "usage/stdin-not-text")
      throw new Problem("sample/unreadable", { detail: "it is not UTF-8" }, place);
    throw error;
  }
}
