import { ts } from "ts-morph";
import { pathOf, type Program } from "./code/program.ts";
import { readFacts } from "./facts/read.ts";
import { rules as allRules } from "./rules/index.ts";
import type { Fault, Rule } from "./rules/rule.ts";
import type { Finding } from "./types.ts";

/** A finding together with what can be applied. */
export type Found = { finding: Finding; fault: Fault };

/** Plays every rule over a program. Findings in the order of files and lines; one per rule and place. Pure. */
export function findFaults(program: Program, rules: readonly Rule[] = allRules): Found[] {
  const facts = readFacts(program);
  const found = new Map<string, Found>();
  for (const rule of rules) {
    for (const fault of rule.check(facts)) {
      const finding = describe(rule, fault);
      // A helper that several syncs share has its fault once.
      const place = [rule.id, finding.file, finding.line, finding.column].join(" ");
      if (!found.has(place)) found.set(place, { finding, fault });
    }
  }
  return [...found.values()].sort((one, other) => byPlace(one.finding, other.finding));
}

function describe(rule: Rule, fault: Fault): Finding {
  const source = fault.at.getSourceFile();
  const start = ts.getLineAndCharacterOfPosition(source, fault.at.getStart(source));
  const end = ts.getLineAndCharacterOfPosition(source, fault.at.getEnd());
  return {
    rule: rule.id,
    severity: fault.severity ?? rule.severity,
    message: fault.message,
    fix: fault.fix,
    hazards: rule.hazards,
    ...(fault.sync?.key !== undefined && { sync: fault.sync.key }),
    fixable: (fault.edits?.length ?? 0) > 0,
    file: pathOf(fault.at),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Puts findings in the order of files and lines. */
export function byPlace(one: Finding, other: Finding): number {
  return one.file < other.file
    ? -1
    : one.file > other.file
      ? 1
      : one.line - other.line || one.column - other.column;
}
