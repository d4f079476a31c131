import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { repository } from "../../kit/temp-project.ts";

/** What the upstream of a case answers to calls whose URL has `url` in it; `times`: how often, before the next rule has its turn. */
export type Answer = {
  url?: string;
  times?: number;
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON; every "#N" in it becomes the number of the call. */
  json?: unknown;
  text?: string;
  takesMs?: number;
  /** No answer: the code of a network error, such as ECONNREFUSED. */
  fails?: string;
};

/** One run: calls of `execute` while there is more, each with the state of the one before. */
export type Run = { key: string; pages?: number; state?: unknown };

/** How the platform shows what was printed. */
export type Shown = {
  prefix?: "timestamp" | "run-id" | "stream" | "json-lines" | "json-array";
  /** Lines longer than this many characters end there. */
  cut?: number;
  /** The log is broken off after so many characters. */
  head?: number;
  crlf?: boolean;
  /** Lines of the runs take turns; needs a prefix that tells them apart. */
  interleaved?: boolean;
  /** Where the worker lies on the platform; default /app. */
  root?: string;
};

/** A broken worker, what it met, and the cause that its log should lead to. */
export type Case = {
  /** The expected one first; the others are right as well. */
  causes: string[];
  also?: string[];
  /** What a person would say who sees rows rather than errors. */
  symptom?: "missing" | "stale" | "duplicated" | "vanished" | "not-cleared";
  /** What the platform tells beside the log. */
  platform: "succeeded" | "failed" | "timed out" | "disabled";
  /** The worker ended well, and Notion refused what it gave. */
  refused?: boolean;
  files?: Record<string, string>;
  plan?: {
    id: string;
    params?: string[];
    set?: string[];
    edits?: { file: string; find: string; replace: string }[];
  };
  build?: "tsx" | "bundle" | "bundle-with-map";
  sdk?: "0.9.2" | "0.4.0";
  /** How it is started; default as the platform does. */
  with?: "ntn exec";
  /** What the project's .env has, and what of it the run gets; `pushed` names those, default all. */
  env?: Record<string, string>;
  pushed?: string[];
  answers?: Answer[];
  runs: Run[];
  /** All runs in one process, as on a platform that keeps it warm. */
  warm?: boolean;
  /** Secrets that must not come out of anything that reads the log. */
  canaries?: string[];
  shown?: Shown;
};

/** The half that causes were written by, the one they were measured by, and cases that nobody tunes by. */
export const halves = ["open", "closed", "fresh"] as const;
export type Half = (typeof halves)[number];

export type NamedCase = { name: string; half: Half; given: Case };

const folder = join(repository, "test/debug");

/** The half a case belongs to, by its name alone; a fresh one is put where it is by hand. */
export function halfOf(name: string): "open" | "closed" {
  return (createHash("sha256").update(name).digest()[0] ?? 0) % 2 === 0 ? "open" : "closed";
}

/** Where the log of a case is. */
export function logFile({ name, half }: Pick<NamedCase, "name" | "half">): string {
  return join(folder, half, `${name}.log`);
}

/** All cases of the given halves, by name. */
export async function listCases(halves: readonly Half[]): Promise<NamedCase[]> {
  const cases: NamedCase[] = [];
  for (const half of halves) {
    for (const file of (await readdir(join(folder, half))).sort()) {
      if (!file.endsWith(".yaml")) continue;
      const given = parse(await readFile(join(folder, half, file), "utf8")) as Case;
      cases.push({ name: file.slice(0, -".yaml".length), half, given });
    }
  }
  return cases;
}
