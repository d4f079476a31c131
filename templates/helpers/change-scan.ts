import { advance } from "./delta.js";
import { earlier } from "./earlier.js";
import { marked, type Mark } from "./marked.js";

/** Where a delta stands that knows only at the end of a scan that it has missed nothing. */
export type ChangeScan<Position> = Resting & {
  since?: string;
  until?: string;
  startedAt?: string;
  newest?: string;
  at?: Position;
  mark?: Mark<Position>;
  /** The page before, where records can shift from one page to another. */
  before?: { at?: Position; lastId: string };
  /** Whether this is the second time in one cycle. */
  again?: boolean;
  restarts?: number;
  refused?: { because: string; at: number };
};

/** `high`: everything up to this change time was read. `ahead`: by how many ms the server's clock is ahead of ours. */
type Resting = { v: 1; high?: string; ahead?: number };
type Bare = { high?: string | undefined; ahead?: number | undefined };

const resting = ({ high, ahead }: Bare): Resting => ({
  v: 1,
  ...(high !== undefined && { high }),
  ...(ahead !== undefined && { ahead }),
});

/** The scan to go on with, and the server's time as far as it is known. Throws what the call before refused. */
export function resumeState<P>(state: ChangeScan<P> | null | undefined) {
  const before: ChangeScan<P> = state?.v === 1 ? state : { v: 1 };
  const { refused } = before;
  if (refused && Date.now() - refused.at < 60_000) throw new Error(refused.because);
  const scan = refused ? resting(before) : before;
  return { ...scan, now: new Date(Date.now() + (scan.ahead ?? 0)).toISOString() };
}

/** Goes on with a scan, or starts one `overlapMs` behind where the last one got; the first, `lookbackMs` behind now. */
export function resumeScan<P>(
  state: ChangeScan<P> | null | undefined,
  overlapMs: number,
  lookbackMs: number,
) {
  const scan: ChangeScan<P> & { now: string } = resumeState(state);
  const start = scan.high === undefined ? earlier(scan.now, lookbackMs) : earlier(scan.high, overlapMs);
  return { ...scan, since: scan.since ?? start };
}

/** Takes note of a page: of the newest time on it, but of none after the scan began, where another page may lack some. */
export function scanned<P>(scan: ChangeScan<P>, times: readonly unknown[], serverNow: string): ChangeScan<P> {
  const startedAt = scan.startedAt ?? serverNow;
  const newest = scan.newest ?? scan.high;
  const { high } = advance(newest === undefined ? { v: 1 } : { v: 1, high: newest }, times, startedAt);
  const ahead = Date.parse(serverNow) - Date.now();
  return { ...scan, startedAt, ahead, ...(high !== undefined && { newest: high }) };
}

/** Hands in a page and goes on; a place that was passed before restarts the scan. */
export function nextInScan<Change, P>(
  scan: ChangeScan<P>,
  changes: Change[],
  next: Pick<ChangeScan<P>, "since" | "until" | "before"> & { at: P },
) {
  const { startedAt, newest, restarts = 0 } = scan;
  const mark = marked(scan.mark, scan.at, next.at);
  if (!mark) return restartScan<P>(scan, "The API gave the same page twice");
  const nextState: ChangeScan<P> = { ...resting(scan), restarts, mark, ...next };
  if (startedAt !== undefined) nextState.startedAt = startedAt;
  if (newest !== undefined) nextState.newest = newest;
  if (scan.again === true) nextState.again = true;
  return { changes, hasMore: true, nextState };
}

/** Ends the scan; only now everything up to the newest time is known to be read. */
export function finishScan<Change, P>(scan: ChangeScan<P>, changes: Change[]) {
  const high = scan.newest ?? scan.since;
  const nextState: ChangeScan<P> = resting({ ...scan, ...(high !== undefined && { high }) });
  return { changes, hasMore: false, nextState };
}

/** Ends a scan of one page. During a longer one a record may have changed and so got past the reader: it is made again, once. */
export function settleScan<Change, P>(scan: ChangeScan<P>, changes: Change[]) {
  const finished = finishScan(scan, changes);
  if (scan.at === undefined || scan.again === true) return finished;
  return { ...finished, hasMore: true, nextState: { ...finished.nextState, again: true } };
}

/** Begins the scan anew after the list moved underneath it; the fourth time in a row it fails with the reason. */
export function restartScan<P>(scan: ChangeScan<P>, because: string) {
  const restarts = (scan.restarts ?? 0) + 1;
  if (restarts > 3)
    return failNext<P>(scan, `${because}, ${restarts} times in a row; the next run begins anew.`);
  console.error(`${because}. The scan begins again.`);
  const nextState: ChangeScan<P> = { ...resting(scan), restarts };
  return { changes: [], hasMore: true, nextState };
}

/** Leaves a clean state and an error for the next call: a throw here would pin the page it happened on. */
export function failNext<P, Change = never>(known: Bare, because: string, changes: Change[] = []) {
  const nextState: ChangeScan<P> = { ...resting(known), refused: { because, at: Date.now() } };
  return { changes, hasMore: true, nextState };
}
