import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openProgram, type SourceText } from "../../src/validate/code/program.ts";
import { findFaults } from "../../src/validate/find.ts";
import { repository } from "../kit/temp-project.ts";
import { operators } from "./static-mutants.ts";
import { readStyles } from "./style-kit.ts";

/** A worker that mistakes are made in. */
export type Base = { name: string; files: SourceText[] };
/** `found`: what rules say of the mistake that they do not say of the worker without it. */
export type Trial = { operator: string; rule: string; base: string; found: string[] };
export type Mistake = { operator: string; rule: string; base: Base; files: SourceText[] };

// Each of its own shape: cursors, changes and tombstones in CRLF; links without semicolons; lookups; partitions.
const shapes = ["custom-crlf-aliases", "releases-no-semicolons", "names-behind-ids", "several-calendars"];

/** The styles, and some of the code generated for the goldens. */
export function readBases(): Base[] {
  const golden = join(repository, "test", "golden");
  const goldens = shapes.map((name) => ({
    name: `golden/${name}`,
    files: readSources(join(golden, name, "after")),
  }));
  return [...readStyles(), ...goldens];
}

/** Every mistake made in every base where there is a place for it. */
export function makeMistakes(bases: readonly Base[], only = ""): Mistake[] {
  return operators
    .filter(({ name }) => name.includes(only))
    .flatMap(({ name, rule, apply }) =>
      bases.flatMap((base): Mistake[] => {
        const files = apply(base.files);
        if (!files || files.every(({ text }, index) => text === base.files[index]?.text)) return [];
        return [{ operator: name, rule, base, files }];
      }),
    );
}

/** Asks all the rules about each mistake. */
export function tryAll(mistakes: readonly Mistake[]): Trial[] {
  const before = new Map<Base, Map<string, number>>();
  return mistakes.map(({ base, files, ...mistake }) => {
    const known = before.get(base) ?? counts(base.files);
    before.set(base, known);
    const found = [...counts(files)].filter(([id, count]) => count > (known.get(id) ?? 0)).map(([id]) => id);
    return { ...mistake, base: base.name, found };
  });
}

export const isCaught = ({ rule, found }: Trial): boolean => found.includes(rule);

function counts(files: readonly SourceText[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { finding } of findFaults(openProgram(files))) {
    if (finding.severity !== "info") found.set(finding.rule, (found.get(finding.rule) ?? 0) + 1);
  }
  return found;
}

function readSources(root: string): SourceText[] {
  return readdirSync(join(root, "src"), { recursive: true })
    .map((path) => `src/${String(path).replaceAll("\\", "/")}`)
    .filter((path) => /\.[jt]s$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
