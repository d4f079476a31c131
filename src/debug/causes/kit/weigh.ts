import type { Evidence, Heard } from "../../evidence.ts";
import type { Place } from "../../types.ts";
import type { Finding } from "../../../validate/types.ts";
import type { Look, Sign } from "../cause.ts";

/** What recognises something in a log: a pattern, or more than a pattern can say. */
export type Test = RegExp | ((heard: Heard) => boolean);

/** How a cause is told. Weights are from 0 to 100. */
export type Spec = {
  heard?: Test;
  /** Of an error that says so; a printed line weighs less. Default 75. */
  weight?: number;
  /** Whether what was heard leaves no other explanation. */
  isProven?: boolean;
  /** Rules of `validate` whose findings speak for it, and what they weigh where the log says nothing. Default 0: nothing. */
  rules?: readonly string[];
  ruleWeight?: number;
  /** Further signs, and what they weigh where the log says nothing. Default 0: nothing. */
  signs?: readonly Sign[];
  signWeight?: number;
  against?: readonly Sign[];
  fix: string;
  proof: readonly string[];
  blind?: readonly string[];
  /** Where to look if neither the log nor a rule names a line. */
  place?: Place;
};

const printed = 20;
const earlier = 12;
const passed = 30;
const each = 15;
const support = 6;
const mostSigns = 4;
// A scenario that fails is the fault itself, seen here.
const shown = 86;
// What a rule says explains an error only where the error says it, too.
const beside = 0.5;
// What a rule only asks about explains no error at all.
const asked = 0.2;

/** Weighs what speaks for a cause: its log lines, the findings of its rules and further signs. Undefined where nothing does. */
export function weigh(evidence: Evidence, spec: Spec): Look | undefined {
  const { rules = [], signs = [], against = [], weight = 75 } = spec;
  const hits = spec.heard ? hearing(evidence, spec.heard) : [];
  const [hit] = hits;
  const findings = findingsOf(evidence, rules);
  const [finding] = findings;
  const { failed, survived } = playedOf(evidence, spec.proof);
  const weights = [
    hit ? weight + lessOf(hit) : 0,
    finding ? (spec.ruleWeight ?? 0) * (isUnheard(evidence) ? 1 : worthBeside(finding)) : 0,
    signs.length > 0 ? (spec.signWeight ?? 0) : 0,
    failed ? shown : 0,
  ];
  const most = Math.max(...weights);
  if (most <= 0) return undefined;
  const kinds = [failed !== undefined, hits.length > 0, findings.length > 0, signs.length > 0].filter(
    Boolean,
  ).length;
  const objections = [...against, ...(hit?.isPassed ? [passedSign(hit)] : []), ...(hit ? [] : survived)];
  const place = failed?.place ?? hit?.error?.frames[0] ?? (finding && placeOf(finding)) ?? spec.place;
  return {
    weight: Math.max(
      0,
      Math.min(100, most + support * (kinds - 1) - each * (against.length + (hit ? 0 : 2 * survived.length))),
    ),
    isProven: spec.isProven === true && hit?.error !== undefined && hit.isLast && objections.length === 0,
    for: [
      ...(failed ? [failed] : []),
      ...distinct(hits).map(quote),
      ...signs,
      ...findings.slice(0, 2).map(quoteFinding),
    ].slice(0, mostSigns + 2),
    against: objections,
    // A rule knows the edit itself, where it is all that speaks for the cause.
    fix: finding && weights[1] === most && !hit ? finding.fix : spec.fix,
    proof: spec.proof,
    blind: spec.blind ?? [],
    ...(place && { place }),
  };
}

function worthBeside({ severity }: Finding): number {
  return severity === "info" ? asked : beside;
}

/** What a log says that passes a test; what tells most comes first. */
export function hearing({ heard }: Evidence, test: Test): Heard[] {
  const fits = test instanceof RegExp ? ({ text }: Heard) => test.test(text) : test;
  return heard.filter(fits).sort((one, other) => lessOf(other) - lessOf(one) || other.at - one.at);
}

/** The findings of some rules, those of the sync in question before those of nobody; others' are left out. */
export function findingsOf({ code, key }: Evidence, rules: readonly string[]): Finding[] {
  const found = (code?.findings ?? []).filter(({ rule }) => rules.includes(rule));
  return found.filter(({ sync }) => key === undefined || sync === undefined || sync === key);
}

/** A line of the log as a sign. */
export function quote({ text, at }: Heard): Sign {
  return { text: `"${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}"`, line: at };
}

/** A finding of `validate` as a sign. */
export function quoteFinding(finding: Finding): Sign {
  return { text: `${finding.message} [${finding.rule}]`, place: placeOf(finding) };
}

/** The key of the sync for a command line, or the word for one. */
export function keyOf({ key }: Evidence): string {
  return key !== undefined && /^[\w.-]+$/.test(key) ? key : "<key>";
}

/** `create-sync run` of the sync in question. */
export function runOf(evidence: Evidence, pages = 1): string {
  return `create-sync run ${keyOf(evidence)}${pages === 1 ? "" : ` --pages ${pages}`}`;
}

/** `create-sync simulate` of the sync in question with one scenario. */
export function simulateOf(evidence: Evidence, scenario: string): string {
  return `create-sync simulate ${keyOf(evidence)} --scenario ${scenario}`;
}

/** `create-sync validate` by one rule. */
export function validateOf(rule: string): string {
  return `create-sync validate --rule ${rule}`;
}

/** What playing the scenarios of a proof came to: the first that failed, or those that the code survives. */
function playedOf({ played }: Evidence, proof: readonly string[]): { failed?: Sign; survived: Sign[] } {
  const own = played.filter(({ scenario }) =>
    proof.some((command) => command.endsWith(`--scenario ${scenario}`)),
  );
  const failed = own.find(({ detail }) => detail !== undefined);
  if (failed)
    return {
      failed: {
        text: `${failed.scenario} fails here: ${failed.detail}`,
        ...(failed.place && { place: failed.place }),
      },
      survived: [],
    };
  return { survived: own.slice(0, 1).map(({ scenario }) => ({ text: `the code survives ${scenario}` })) };
}

function isUnheard({ heard, platform }: Evidence): boolean {
  if (platform.outcome === "failed" || platform.outcome === "timed out") return false;
  return !heard.some(({ error, isLast }) => isLast && error !== undefined && error.kind !== "rate-limit");
}

const longestQuote = 300;

function lessOf({ error, isLast, isPassed }: Heard): number {
  return (error ? 0 : -printed) + (isLast ? 0 : -earlier) + (isPassed ? -passed : 0);
}

// The same sentence in fifty runs is one sign.
function distinct(hits: readonly Heard[]): Heard[] {
  return hits
    .filter(({ text }, index) => hits.findIndex((one) => one.text === text) === index)
    .slice(0, mostSigns);
}

function passedSign({ at }: Heard): Sign {
  return { text: "a later run of the same sync went through", line: at };
}

function placeOf({ file, line, column }: Finding): Place {
  return { file, line, column };
}
