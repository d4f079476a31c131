import { sayGuarantee } from "../../plan/guarantee.ts";
import { shellWord } from "../../problems/shell-word.ts";
import type { Figures, Finding, Verdict } from "../types.ts";
import type { ShrunkFailure } from "../shrink.ts";
import type { SubjectOutcome } from "./outcome.ts";
import { bare, count, saySpan } from "./say.ts";
import {
  countKinds,
  summarise,
  type ReportOptions,
  type ScenarioSummary,
  type SubjectSummary,
} from "./summary.ts";

const mostFindings = 3;
const mostMessages = 2;
const mostNotes = 10;
const mostHistory = 12;
const longestMessage = 200;
const indent = "            ";

/**
 * The outcome in words, for a terminal: of each subject a line per scenario with what failed and the command that repeats
 * it, the promises, the guarantee with the worst waits, and the figures. All foreign text is on one line and bounded.
 */
export function describeSimulation(
  outcomes: readonly SubjectOutcome[],
  options: ReportOptions & { colour?: boolean },
): string {
  return outcomes.map((outcome) => describeSubject(summarise(outcome, options), options)).join("\n\n");
}

/** The command that plays exactly this again. */
export function sayRepeat(
  keys: readonly string[],
  { scenario, seed }: Verdict,
  words: readonly string[] = [],
): string {
  const parts = [
    "create-sync",
    "simulate",
    ...keys,
    "--scenario",
    scenario,
    "--seed",
    String(seed),
    ...words,
  ];
  return parts.map(shellWord).join(" ");
}

type Style = ReportOptions & { colour?: boolean };

function describeSubject(summary: SubjectSummary, style: Style): string {
  const { keys, outcome, scenarios, runs } = summary;
  const failed = scenarios.filter((scenario) => scenario.failed.length > 0).length;
  const score = failed === 0 ? "all passed" : `${failed} FAILED`;
  const heading = `${keys.map((key) => bare(key)).join(" + ")}: ${count(scenarios.length, "scenario")} in ${count(runs, "run")}, ${score}`;
  return [
    heading,
    ...describeNotes(outcome),
    ...describeGroups(summary, style),
    ...describeSkipped(outcome),
    describePromises(summary, style),
    describeWaits(summary),
    describeFigures(summary.figures),
  ].join("\n\n");
}

function describeNotes({ notes }: SubjectOutcome): string[] {
  if (notes.length === 0) return [];
  const more = notes.length > mostNotes ? [`  … and ${notes.length - mostNotes} more`] : [];
  return [
    [
      "Code and plan differ",
      ...notes.slice(0, mostNotes).map((line) => `  ${bare(line, 300)}`),
      ...more,
    ].join("\n"),
  ];
}

function describeGroups(summary: SubjectSummary, style: Style): string[] {
  const width = summary.scenarios.reduce((most, { name }) => Math.max(most, name.length), 0);
  const groups = [...new Set(summary.scenarios.map(({ group }) => group))];
  return groups.map((group) => {
    const own = summary.scenarios.filter((scenario) => scenario.group === group);
    return [group, ...own.flatMap((scenario) => describeScenario(scenario, { summary, style, width }))].join(
      "\n",
    );
  });
}

type Frame = { summary: SubjectSummary; style: Style; width: number };

function describeScenario(scenario: ScenarioSummary, { summary, style, width }: Frame): string[] {
  const { name, title, failed, runs, unsurvivable } = scenario;
  const mark = failed.length === 0 ? paint("ok    ", 32, style) : paint("FAILED", 31, style);
  const share = failed.length > 0 && runs > 1 ? ` (${failed.length} of ${runs} runs)` : "";
  const line = `  ${mark}  ${name.padEnd(width)}  ${title}${share}`;
  const why = unsurvivable === undefined ? [] : [`${indent}must fail with a message: ${unsurvivable}`];
  const [first] = failed;
  if (first === undefined) return [line, ...why];
  const findings = oneOfEach(first.findings);
  const rest = findings.slice(mostFindings);
  return [
    line,
    ...why,
    ...findings.slice(0, mostFindings).map((finding) => indent + describeFinding(finding)),
    ...(rest.length > 0 ? [`${indent}… and ${rest.length} more: ${countKinds(rest)}`] : []),
    ...first.messages
      .slice(-mostMessages)
      .map((message) => `${indent}it said: ${bare(message, longestMessage)}`),
    ...describeHistory(summary.outcome.histories?.get(first)).map((line) => indent + line),
    `${indent}${describeSettings(first)}`,
    `${indent}again: ${sayRepeat(summary.keys, first, style.words)}`,
  ];
}

/** The first finding of each kind, then the others: twenty lost records must not hide the one reason. */
function oneOfEach(findings: readonly Finding[]): Finding[] {
  const first = findings.filter(
    (finding, index) => findings.findIndex(({ kind }) => kind === finding.kind) === index,
  );
  return [...first, ...findings.filter((finding) => !first.includes(finding))];
}

function describeFinding({ kind, detail, where }: Finding): string {
  return `${kind}: ${bare(detail, 300)}${where === undefined ? "" : ` (${bare(where)})`}`;
}

function describeHistory(history: ShrunkFailure | undefined): string[] {
  if (history === undefined) return [];
  const { records, recordsBefore, events, eventsBefore, lines } = history;
  const isShorter = records < recordsBefore || events < eventsBefore;
  // What could not be made shorter tells nothing that the scenario's title does not.
  if (!isShorter && events > mostHistory) return [];
  const changes =
    events === eventsBefore ? count(events, "change") : `${events} of ${count(eventsBefore, "change")}`;
  const more = lines.length - mostHistory;
  return [
    `it takes no more than ${count(records, "record")} at the start and ${changes}${lines.length === 0 ? "." : ":"}`,
    ...lines.slice(0, mostHistory).map((line) => `  ${bare(line, longestMessage)}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

function describeSettings({ seed, settings: { sweep, lastState, omitted } }: Verdict): string {
  const sweeps = sweep === "takes" ? "takes rows of the other sync" : "spares rows of the other sync";
  return `with seed ${seed}, where a sweep ${sweeps}, a last state is ${lastState}, and an omitted property is ${omitted}`;
}

function describeSkipped({ skipped }: SubjectOutcome): string[] {
  if (skipped.length === 0) return [];
  const width = skipped.reduce((most, { scenario }) => Math.max(most, scenario.length), 0);
  const lines = skipped.map(({ scenario, because }) => `  ${scenario.padEnd(width)}  ${because}`);
  return [["Does not apply here", ...lines].join("\n")];
}

function describePromises({ promises }: SubjectSummary, style: Style): string {
  const marks = {
    kept: paint("kept  ", 32, style),
    broken: paint("BROKEN", 31, style),
    untested: "–     ",
  };
  const width = promises.reduce((most, { name }) => Math.max(most, name.length), 0);
  const lines = promises.map(({ name, meaning, state, brokenBy }) => {
    const words = state === "broken" ? `by ${brokenBy.join(", ")}` : meaning;
    return `  ${marks[state]}  ${name.padEnd(width)}  ${words}`;
  });
  return ["Promises", ...lines].join("\n");
}

function describeWaits({ outcome, figures }: SubjectSummary): string {
  const { guarantee } = outcome.subject;
  const wait = (many: string, worstMs: number, promisedMs: number | undefined): string => {
    const promise = promisedMs === undefined ? "nothing promised" : `promised ${saySpan(promisedMs)}`;
    return `  worst wait for ${many}: ${saySpan(worstMs)} (${promise})`;
  };
  return [
    `Guarantee: ${sayGuarantee(guarantee)}`,
    wait("changes", figures.worstChangeMs, guarantee.changesMs),
    wait("deletes", figures.worstDeleteMs, guarantee.deletesMs),
  ].join("\n");
}

function describeFigures(figures: Figures): string {
  const { requests, leastRequests, rows, executes, simulatedMs, flickers } = figures;
  const lines = [
    `${count(requests, "request")}, at least ${leastRequests} needed; ${count(rows, "row")} written in ${count(executes, "call")} of execute`,
    `largest page ${figures.largestBatch} changes, largest state ${figures.largestState} bytes, ${saySpan(simulatedMs)} of simulated time`,
    ...(flickers === 0 ? [] : [`${count(flickers, "live row")} missing for a moment and back in time`]),
  ];
  return ["Figures", ...lines.map((line) => `  ${line}`)].join("\n");
}

function paint(text: string, colour: number, { colour: isColoured }: Style): string {
  return isColoured === true ? `\u001b[${colour}m${text}\u001b[39m` : text;
}
