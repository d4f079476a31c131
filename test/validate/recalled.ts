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
export type Trial = {
  operator: string;
  rule: string;
  base: string;
  found: string[];
  /** Whether the claimed rule asks about it, at info: it sees the place, and cannot decide. */
  isAsked: boolean;
};
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
  const before = new Map<Base, Counts>();
  return mistakes.map(({ base, files, ...mistake }) => {
    const known = before.get(base) ?? counts(base.files);
    before.set(base, known);
    const after = counts(files);
    const more = (kind: keyof Counts): string[] =>
      [...after[kind]].filter(([id, count]) => count > (known[kind].get(id) ?? 0)).map(([id]) => id);
    const found = more("told");
    return { ...mistake, base: base.name, found, isAsked: more("asked").includes(mistake.rule) };
  });
}

export const isCaught = ({ rule, found }: Trial): boolean => found.includes(rule);

type Counts = { told: Map<string, number>; asked: Map<string, number> };

function counts(files: readonly SourceText[]): Counts {
  const found: Counts = { told: new Map(), asked: new Map() };
  for (const { finding } of findFaults(openProgram(files))) {
    const kind = finding.severity === "info" ? found.asked : found.told;
    kind.set(finding.rule, (kind.get(finding.rule) ?? 0) + 1);
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
