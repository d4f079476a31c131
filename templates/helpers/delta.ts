import { earlier } from "./earlier.js";
import type { Mark } from "./marked.js";

/** What a delta knows between cycles: `high` is the newest change it has ever seen. */
type Known = { v: 1; high?: string };
/** Inside a cycle also where it started (`since`) and the page it is at. */
export type Delta<Position> = Known & {
  since?: string;
  at?: Position;
  mark?: Mark<Position>;
  refused?: { because: string; at: number };
};

/**
 * Goes on with a cycle, or starts one `overlapMs` behind the newest change seen; the first, `lookbackMs` behind now.
 * Throws what the call before refused; a minute later a new cycle starts.
 */
export function resumeDelta<Position>(
  state: Delta<Position> | null | undefined,
  overlapMs: number,
  lookbackMs: number,
) {
  const { high, refused, ...cycle }: Partial<Delta<Position>> = state?.v === 1 ? state : {};
  if (refused && Date.now() - refused.at < 60_000) throw new Error(refused.because);
  const start = high === undefined ? earlier(new Date().toISOString(), lookbackMs) : earlier(high, overlapMs);
  const { since, at, mark } = refused ? {} : cycle;
  const inside = since === undefined ? { at: undefined, mark: undefined } : { at, mark };
  return { since: since ?? start, ...inside, known: known(high) };
}

/** What is known after a page: the newest time on it, never ahead of the server's clock. A page without times moves nothing. */
export function advance(before: Known, times: readonly unknown[], serverNow: string): Known {
  const all = [...times, before.high].map((time) => Date.parse(String(time))).filter(Number.isFinite);
  if (all.length === 0) return before;
  return known(new Date(Math.min(Math.max(...all), Date.parse(serverNow))).toISOString());
}

const known = (high: string | undefined): Known => (high === undefined ? { v: 1 } : { v: 1, high });
