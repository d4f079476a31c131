import { findNearest } from "../problems/nearest.ts";
import { Problem } from "../problems/problem.ts";
import { refuseDepth } from "../project/syntax.ts";
import { byPlace, findFaults, type Found } from "./find.ts";
import type { Sources } from "./read-sources.ts";
import { rules } from "./rules/index.ts";
import type { Rule, Severity } from "./rules/rule.ts";
import { hearComments, suppressionId, type Suppressed } from "./suppress.ts";
import type { Finding } from "./types.ts";

/** Which rules to judge by (all, if none is named) and about which files to speak. Paths are relative to the root. */
export type Choice = { rules?: readonly string[]; files?: readonly string[] };

/** What the rules say of a worker. `found` are the findings that stand, with what mends them. */
export type Review = {
  rules: readonly Rule[];
  files: readonly string[];
  findings: readonly Finding[];
  suppressed: readonly Suppressed[];
  found: readonly Found[];
};

/**
 * Judges a worker by the rules. All files are read together whichever are asked about, because a fault in one may only
 * be seen from another. Throws a Problem (exit 2) for rules and files there are not.
 */
export function review(sources: Sources, choice: Choice = {}): Review {
  const played = chooseRules(choice.rules ?? []);
  const paths = sources.files.map(({ path }) => path);
  const files = choice.files?.length ? choice.files.map((file) => findPath(file, paths)) : paths;
  const isAsked = ({ file }: Finding): boolean => files.includes(file);
  const { found, suppressed, complaints } = refuseDepth("src", () =>
    hearComments(sources.program, findFaults(sources.program, played), {
      ids: rules.map(({ id }) => id),
      played: new Set(played.map(({ id }) => id)),
    }),
  );
  const standing = found.filter(({ finding }) => isAsked(finding));
  const findings = [...standing.map(({ finding }) => finding), ...complaints.filter(isAsked)];
  return {
    rules: played,
    files,
    findings: findings.sort(byPlace),
    suppressed: suppressed.filter(isAsked),
    found: standing,
  };
}

const severities: readonly Severity[] = ["info", "warn", "error"];

/** Whether a finding is worse than what may pass. `most` as it was typed; throws a Problem if it is no severity. */
export function isWorse(findings: readonly Finding[], most = "info"): boolean {
  const passes = severities.findIndex((each) => each === most);
  if (passes === -1)
    throw new Problem("usage/invalid-value", {
      option: "--max-severity",
      value: most,
      expected: "error, warn or info",
    });
  return findings.some(({ severity }) => severities.indexOf(severity) > passes);
}

/** The id of a rule as the table has it. Throws a Problem (exit 2), with the nearest name, if there is none. */
export function findRule(id: string): Rule {
  const rule = rules.find((each) => each.id === id);
  if (rule) return rule;
  const ids = rules.map((each) => each.id);
  throw new Problem("validate/unknown-rule", { rule: id, nearest: findNearest(id, ids), rules: ids });
}

function chooseRules(ids: readonly string[]): readonly Rule[] {
  if (ids.length === 0) return rules;
  return [...new Set(ids)].filter((id) => id !== suppressionId).map(findRule);
}

function findPath(asked: string, paths: readonly string[]): string {
  const path = asked.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
  const found = paths.find((each) => each === path);
  if (found === undefined) throw new Problem("validate/unknown-file", { file: asked });
  return found;
}
