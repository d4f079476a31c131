import type { Call } from "../notion/types.ts";
import { tellHistory, type WorldEvent } from "./shrink-events.ts";
import type { Finding } from "./types.ts";

/** A history to play: so many records at the start, and the scenario's changes without some, by number. */
export type Attempt = { records: number; without: ReadonlySet<number> };

/** What came of it. */
export type Replay = {
  findings: readonly Finding[];
  /** The changes after the start that were made. */
  events: readonly WorldEvent[];
  calls: readonly Call[];
  nameOf: (id: string) => string;
};

export type ShrinkOptions = {
  /** The records at the start of the failure as it was found. */
  records: number;
  /** Plays the same scenario, seed and settings again on a new stage. */
  rerun: (attempt: Attempt) => Promise<Replay>;
  /** Default 60. */
  mostReruns?: number;
  /** Calls of execute, over all reruns, after which it stops with what there is. Default 6 000. */
  mostCalls?: number;
};

/** The shortest history that was found to fail in the same way. */
export type ShrunkFailure = {
  records: number;
  recordsBefore: number;
  /** How many changes after the start are left, of how many. */
  events: number;
  eventsBefore: number;
  /** The changes, one line each. */
  lines: readonly string[];
  findings: readonly Finding[];
  reruns: number;
};

type Best = Attempt & { replay: Replay };
type Search = { best: Best; isOver: () => boolean; fails: (attempt: Attempt) => Promise<boolean> };

// Bounds of work, not of time: the same failure is told by the same history on every machine.
const mostReruns = 60;
const mostCalls = 6_000;
/** Beginnings worth trying, smallest first: most failures need no page, one, or a few records. */
const fewRecords = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144];

/**
 * Looks for the shortest history that still brings a finding of the kind that weighs most: fewer records at the start,
 * then fewer changes. Undefined if the failure does not come again at all. Rejects with what the first rerun throws.
 */
export async function shrinkFailure(options: ShrinkOptions): Promise<ShrunkFailure | undefined> {
  const { rerun, records } = options;
  const most = { reruns: options.mostReruns ?? mostReruns, calls: options.mostCalls ?? mostCalls };
  const whole = { records, without: new Set<number>() };
  const first = await rerun(whole);
  const kind = first.findings[0]?.kind;
  if (kind === undefined) return undefined;
  let reruns = 1;
  let calls = first.calls.length;
  const search: Search = {
    best: { ...whole, replay: first },
    isOver: () => reruns >= most.reruns || calls >= most.calls,
    async fails(attempt) {
      reruns += 1;
      // A scenario may need the records that are left out, and throw without them: that is no failure of the sync.
      const replay = await rerun(attempt).catch(() => undefined);
      calls += replay?.calls.length ?? 0;
      if (replay?.findings.some((finding) => finding.kind === kind) !== true) return false;
      search.best = { ...attempt, replay };
      return true;
    },
  };
  await dropRecords(search);
  await dropEvents(search);
  if (search.best.without.size > 0) await dropRecords(search);
  const { best } = search;
  return {
    records: best.records,
    recordsBefore: records,
    events: best.replay.events.length,
    eventsBefore: first.events.length,
    lines: tellHistory(best.replay),
    findings: best.replay.findings,
    reruns,
  };
}

async function dropRecords(search: Search): Promise<void> {
  const { records, without } = search.best;
  for (const fewer of fewRecords) {
    if (fewer >= records || search.isOver()) return;
    if (await search.fails({ records: fewer, without })) return;
  }
}

/** Delta debugging: tries to do without ever smaller shares of the changes, until none can be spared. */
async function dropEvents(search: Search): Promise<void> {
  let shares = 1;
  for (;;) {
    const left = search.best.replay.events.map(({ number }) => number);
    if (left.length === 0) return;
    const isSmaller = await dropShare(search, left, shares);
    if (search.isOver()) return;
    if (isSmaller) shares = Math.max(2, shares - 1);
    else if (shares >= left.length) return;
    else shares = Math.min(left.length, shares * 2);
  }
}

async function dropShare(search: Search, left: readonly number[], shares: number): Promise<boolean> {
  const size = Math.ceil(left.length / shares);
  for (let from = 0; from < left.length; from += size) {
    if (search.isOver()) return false;
    const { records, without } = search.best;
    const share = left.slice(from, from + size);
    if (await search.fails({ records, without: new Set([...without, ...share]) })) return true;
  }
  return false;
}
