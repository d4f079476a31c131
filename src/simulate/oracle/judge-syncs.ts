import type { Call, Notion } from "../../notion/types.ts";
import type { Upstream } from "../../upstream/types.ts";
import { bare, count, sayMoment, saySpan } from "../report/say.ts";
import type { Finding } from "../types.ts";
import { isFailure, type Cycle } from "./cycles.ts";

export type SyncsJudge = {
  keys: readonly string[];
  notion: Notion;
  upstream: Upstream;
  cyclesOf: (key: string) => readonly Cycle[];
  /** The last moment at which the source was not well, or changed. */
  quietFrom: number;
  /** How many versions of records there ever were. */
  versions: number;
  isGenerated: boolean;
  /** For how many calls a sync's state has been the same, in the cycle under way. */
  unmovedOf: (key: string) => number;
};

const kilobyte = 1024;
const mostChanges = 100;
/** A cycle that has worked this long in a calm, small source does not end any more. */
const endlessMs = 3_600_000;
const fewestUnmoved = 3;
const fewestFailures = 2;

/** Judges the syncs themselves: whether each still works and comes to an end, and whether it keeps to the limits. */
export function judgeSyncs(judge: SyncsJudge): Finding[] {
  const { keys, notion, upstream } = judge;
  const calls = new Map(keys.map((key) => [key, notion.calls.filter((call) => call.key === key)]));
  const findings = keys.flatMap((key) => {
    const own = calls.get(key) ?? [];
    const stuck = findStuck(key, own, judge);
    return [...(stuck === undefined ? [] : [stuck]), ...findLimits(key, own, judge)];
  });
  const [first = ""] = keys;
  if (notion.calls.length === 0)
    findings.push({ kind: "stuck", key: first, detail: "No sync was ever started." });
  if (upstream.tooFast > 0) {
    const detail = `${count(upstream.tooFast, "request")} came faster than the API's documented rate.`;
    findings.push({ kind: "limit", key: first, detail });
  }
  return findings;
}

function findStuck(key: string, calls: readonly Call[], judge: SyncsJudge): Finding | undefined {
  const stuck = (detail: string, where?: string): Finding => ({
    kind: "stuck",
    key,
    detail,
    ...(where === undefined ? {} : { where }),
  });
  const calm = calls.filter(({ startedAt }) => startedAt > judge.quietFrom);
  const failures = calm.slice(calm.findLastIndex((call) => !isFailure(call)) + 1);
  const last = failures.at(-1);
  if (last !== undefined && failures.length >= fewestFailures) {
    const since = `since ${sayMoment(failures[0]?.startedAt ?? last.startedAt)}, although the source answers`;
    return stuck(`${key} failed ${failures.length} times in a row ${since}: ${sayFailure(last)}`, last.where);
  }
  const cycles = judge.cyclesOf(key);
  const endless = cycles.find(({ unbroken }) => unbroken > 50 + 4 * judge.versions);
  if (endless !== undefined)
    return stuck(
      `${key} read ${endless.unbroken} pages in one cycle, and ${judge.versions} changes are all there is.`,
    );
  const cycle = cycles.at(-1);
  if (cycle === undefined || cycle.isEnded || !judge.notion.isInCycle(key)) return undefined;
  const unmoved = judge.unmovedOf(key);
  if (unmoved >= fewestUnmoved)
    return stuck(
      `${key} said hasMore ${unmoved} times with the same state, so it reads the same page for ever.`,
    );
  const workedMs = cycle.endedAt - Math.max(cycle.startedAt, judge.quietFrom);
  if (workedMs < endlessMs) return undefined;
  const failed = calls.findLast(isFailure);
  const why = failed === undefined ? "." : `, the last failure being: ${sayFailure(failed)}`;
  const begun = `a cycle that began ${sayMoment(cycle.startedAt)}, after ${count(cycle.pages, "page")}`;
  return stuck(`${key} is still in ${begun}${why}`, failed?.where);
}

function findLimits(key: string, calls: readonly Call[], judge: SyncsJudge): Finding[] {
  const limit = (detail: string): Finding => ({ kind: "limit", key, detail });
  const findings: Finding[] = [];
  const mostBytes = (judge.isGenerated ? 16 : 64) * kilobyte;
  const largest = maxBy(calls, ({ stateBytes }) => stateBytes);
  if (largest !== undefined && largest.stateBytes > mostBytes)
    findings.push(
      limit(
        `${key} left a state of ${largest.stateBytes} bytes after ${sayCall(largest)}; ${mostBytes} are allowed.`,
      ),
    );
  const widest = maxBy(calls, sizeOf);
  if (judge.isGenerated && widest !== undefined && sizeOf(widest) > mostChanges)
    findings.push(
      limit(
        `${key} gave ${sizeOf(widest)} changes at once on ${sayCall(widest)}; about ${mostChanges} are a good page.`,
      ),
    );
  const slow = calls.find(({ outcome, startedAt }) => outcome === "timeout" && startedAt > judge.quietFrom);
  if (slow !== undefined)
    findings.push(
      limit(
        `${key} was stopped on ${sayCall(slow)} after ${saySpan(slow.endedAt - slow.startedAt)}: it took too long.`,
      ),
    );
  return findings;
}

/** How many changes a call handed in. */
export function sizeOf({ upserts, deletes }: Call): number {
  return upserts + deletes;
}

function sayCall({ page, startedAt }: Call): string {
  return `page ${page} at ${sayMoment(startedAt)}`;
}

function sayFailure({ message, outcome }: Call): string {
  return bare(message ?? outcome, 200);
}

function maxBy<Item>(items: readonly Item[], measure: (item: Item) => number): Item | undefined {
  let best: Item | undefined;
  for (const item of items) if (best === undefined || measure(item) > measure(best)) best = item;
  return best;
}
