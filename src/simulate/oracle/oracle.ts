import type { Notion } from "../../notion/types.ts";
import type { DatabaseInfo } from "../../run/manifest.ts";
import type { Upstream } from "../../upstream/types.ts";
import type { World } from "../../world/types.ts";
import { createCellTexts, type CellTexts } from "../expect/cell-texts.ts";
import type { Clock, Expectation, Figures, Finding, Oracle, Subject } from "../types.ts";
import { isFailure } from "./cycles.ts";
import { addFigures } from "./figures.ts";
import { watchHealth } from "./health.ts";
import { judgeRecord, type RecordVerdict } from "./judge-record.ts";
import { judgeRows } from "./judge-rows.ts";
import { judgeSyncs } from "./judge-syncs.ts";
import { readPromises } from "./promises.ts";
import { watchStates } from "./states.ts";
import { followWorld, tellStories, type Story } from "./stories.ts";
import { followRows, joinCells } from "./timelines.ts";

export type OracleOptions = {
  subject: Subject;
  world: World;
  upstream: Upstream;
  notion: Notion;
  clock: Clock;
  expectation: Expectation;
  /** The database as the worker declares it. */
  database: DatabaseInfo;
  /** Whether the code is the generator's, which keeps to tighter limits. Default false. */
  isGenerated?: boolean;
  /** Messages of failures that are right in this scenario: what they delay is not late. */
  expectedFailure?: RegExp;
};

/**
 * Watches a source and a Notion from now on; must be made before the first record and the first request. `judge` gives
 * what went wrong by the subject's guarantee, worst things first, and what it cost. Rejects with what the expectation throws.
 */
export function createOracle(options: OracleOptions): Oracle {
  const { subject, world, upstream, notion, clock, expectation, database, isGenerated = false } = options;
  const startedAt = clock.now();
  const texts = createCellTexts(database.properties);
  const keys = [subject.walk, subject.delta].filter((key) => key !== undefined);
  const happenedAt = followWorld(world, clock);
  const timelines = followRows(notion, subject.databaseKey, texts);
  const health = watchHealth(upstream, clock);
  const unmovedOf = watchStates(notion, upstream, keys);

  return {
    async judge() {
      const now = clock.now();
      const stories = await tellStories({ world, expectation, texts, timelines, happenedAt, now });
      const promises = readPromises({
        subject,
        notion,
        health,
        now,
        expectedFailure: options.expectedFailure,
      });
      const rows = judgeRows({
        stories,
        texts,
        rows: readRows(notion, subject.databaseKey, texts),
        primaryKey: database.primaryKey,
        one: subject.plan.source.record.one,
      });
      const whereOf = (key: string | undefined): string | undefined => findFailing(notion, key);
      const verdicts = stories.map((story) => judgeRecord(story, { subject, texts, promises, now, whereOf }));
      const syncs = judgeSyncs({
        keys,
        notion,
        upstream,
        cyclesOf: promises.cyclesOf,
        quietFrom: Math.max(health.lastTrouble(), lastShown(stories)),
        versions: stories.reduce((sum, { chapters }) => sum + chapters.length, 0),
        isGenerated,
        unmovedOf,
      });
      const records = verdicts
        .flatMap(({ findings }) => findings)
        .filter(({ kind, key }) => kind !== "lost" || !rows.misfiled.has(key));
      const findings = sortFindings([...records, ...rows.findings, ...syncs]);
      const figures = addFigures({
        subject,
        world,
        upstream,
        notion,
        cyclesOf: promises.cyclesOf,
        waits: addWaits(verdicts),
        simulatedMs: now - startedAt,
      });
      return { findings, figures };
    },
  };
}

/** What weighs more is told first. */
const order: readonly Finding["kind"][] = [
  "falsely-deleted",
  "lost",
  "stuck",
  "silent",
  "stale",
  "not-cleared",
  "wrong",
  "duplicate",
  "resurrected",
  "ghost",
  "late",
  "limit",
  "check",
];

/** Findings by their weight; of the same weight in the order they came. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

function readRows(notion: Notion, databaseKey: string, texts: CellTexts): ReadonlyMap<string, string> {
  const rows = [...notion.rows(databaseKey)];
  return new Map(rows.map(([key, row]) => [key, joinCells(texts.ofValues(row.properties))]));
}

/** Where the last call of a sync failed; undefined if it did not, or nobody knows. */
function findFailing(notion: Notion, key: string | undefined): string | undefined {
  const last = notion.calls.findLast((call) => call.key === key);
  return last !== undefined && isFailure(last) ? last.where : undefined;
}

function lastShown(stories: readonly Story[]): number {
  let last = -Infinity;
  for (const { chapters } of stories) for (const { shownAt } of chapters) last = Math.max(last, shownAt);
  return last;
}

function addWaits(
  verdicts: readonly RecordVerdict[],
): Pick<Figures, "worstChangeMs" | "worstDeleteMs" | "flickers"> {
  let [worstChangeMs, worstDeleteMs, flickers] = [0, 0, 0];
  for (const verdict of verdicts) {
    worstChangeMs = Math.max(worstChangeMs, verdict.worstChangeMs);
    worstDeleteMs = Math.max(worstDeleteMs, verdict.worstDeleteMs);
    flickers += verdict.flickers;
  }
  return { worstChangeMs, worstDeleteMs, flickers };
}
