import { sayGuarantee } from "../../plan/guarantee.ts";
import type { PlatformSettings } from "../../notion/types.ts";
import type { Figures, Finding, Verdict } from "../types.ts";
import type { ShrunkFailure } from "../shrink.ts";
import type { SubjectOutcome } from "./outcome.ts";
import { bare } from "./say.ts";
import { summarise, type ReportOptions, type ScenarioSummary, type SubjectSummary } from "./summary.ts";
import { sayRepeat } from "./text.ts";

/** The outcome for `--json`. Times in ms; null where nothing is promised or known. Long lists are cut, with `more` for the rest. */
export type SimulationJson = { ok: boolean; subjects: SubjectJson[] };

export type SubjectJson = {
  syncs: string[];
  database: string;
  ok: boolean;
  guarantee: {
    text: string;
    changesMs: number | null;
    visibleMs: number | null;
    laterMs: number | null;
    deletesMs: number | null;
    worstChangeMs: number;
    worstDeleteMs: number;
  };
  promises: { name: string; meaning: string; state: "kept" | "broken" | "untested"; brokenBy: string[] }[];
  scenarios: ScenarioJson[];
  skipped: { scenario: string; because: string }[];
  notes: string[];
  /** Added up over all runs; waits and sizes are the largest of any. */
  figures: Figures;
};

export type ScenarioJson = {
  name: string;
  title: string;
  group: string;
  hazards: string[];
  ok: boolean;
  runs: number;
  /** Why it is right to fail here; null for scenarios that code must survive. */
  unsurvivable: string | null;
  failures: FailureJson[];
  more: number;
};

export type FailureJson = {
  seed: number;
  settings: PlatformSettings;
  findings: FindingJson[];
  more: number;
  messages: string[];
  /** The shortest history that was found to fail so: records at the start, and what happened then; null if none was looked for. */
  history: { records: number; lines: string[]; more: number } | null;
  /** The command that plays it again. */
  repeat: string;
};

export type FindingJson = {
  kind: Finding["kind"];
  key: string;
  properties: string[];
  detail: string;
  where: string | null;
};

const mostFailures = 5;
const mostFindings = 20;
const mostMessages = 5;
const mostNotes = 50;
const mostHistory = 50;
const longestText = 500;

/** The same outcome as data, of a stable shape. */
export function toSimulationJson(
  outcomes: readonly SubjectOutcome[],
  options: ReportOptions,
): SimulationJson {
  const subjects = outcomes.map((outcome) => toSubject(summarise(outcome, options), options));
  return { ok: subjects.every(({ ok }) => ok), subjects };
}

function toSubject(summary: SubjectSummary, { words }: ReportOptions): SubjectJson {
  const { keys, outcome, figures, promises } = summary;
  const { guarantee, databaseKey } = outcome.subject;
  const scenarios = summary.scenarios.map((scenario) => toScenario(scenario, summary, words));
  return {
    syncs: [...keys],
    database: databaseKey,
    ok: scenarios.every(({ ok }) => ok),
    guarantee: {
      text: sayGuarantee(guarantee),
      changesMs: guarantee.changesMs ?? null,
      visibleMs: guarantee.visibleMs ?? null,
      laterMs: guarantee.laterMs ?? null,
      deletesMs: guarantee.deletesMs ?? null,
      worstChangeMs: figures.worstChangeMs,
      worstDeleteMs: figures.worstDeleteMs,
    },
    promises: promises.map((promise) => ({ ...promise, brokenBy: [...promise.brokenBy] })),
    scenarios,
    skipped: outcome.skipped.map(({ scenario, because }) => ({ scenario, because })),
    notes: outcome.notes.slice(0, mostNotes).map((note) => bare(note, longestText)),
    figures,
  };
}

function toScenario(
  scenario: ScenarioSummary,
  { keys, outcome: { histories } }: SubjectSummary,
  words: readonly string[] | undefined,
): ScenarioJson {
  const { name, title, group, hazards, runs, failed, unsurvivable } = scenario;
  return {
    name,
    title,
    group,
    hazards: [...hazards],
    ok: failed.length === 0,
    runs,
    unsurvivable: unsurvivable ?? null,
    failures: failed.slice(0, mostFailures).map((verdict) => ({
      ...toFailure(verdict),
      history: toHistory(histories?.get(verdict)),
      repeat: sayRepeat(keys, verdict, words),
    })),
    more: Math.max(0, failed.length - mostFailures),
  };
}

function toFailure({ seed, settings, findings, messages }: Verdict): Omit<FailureJson, "repeat" | "history"> {
  return {
    seed,
    settings,
    findings: findings.slice(0, mostFindings).map(toFinding),
    more: Math.max(0, findings.length - mostFindings),
    messages: messages.slice(-mostMessages).map((message) => bare(message, longestText)),
  };
}

function toHistory(history: ShrunkFailure | undefined): FailureJson["history"] {
  if (history === undefined) return null;
  const { records, lines } = history;
  return {
    records,
    lines: lines.slice(0, mostHistory).map((line) => bare(line, longestText)),
    more: Math.max(0, lines.length - mostHistory),
  };
}

function toFinding({ kind, key, properties, detail, where }: Finding): FindingJson {
  return {
    kind,
    key: key.slice(0, longestText),
    properties: [...(properties ?? [])],
    detail: bare(detail, longestText),
    where: where ?? null,
  };
}
