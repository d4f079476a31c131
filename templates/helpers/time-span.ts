import { earlier } from "./earlier.js";
import { resumeState, type ChangeScan } from "./change-scan.js";

/** From one instant to another. */
export type TimeSpan = { since: string; until: string };

/** The time around an instant. */
export const spanAround = (now: string, backMs: number, aheadMs: number): TimeSpan => ({
  since: earlier(now, backMs),
  until: earlier(now, -aheadMs),
});

/** Goes on with a scan of the time around now, or starts one. */
export function resumeSpan<P>(state: ChangeScan<P> | null | undefined, backMs: number, aheadMs: number) {
  const scan: ChangeScan<P> & { now: string } = resumeState(state);
  const { since, until } = spanAround(scan.now, backMs, aheadMs);
  return { ...scan, since: scan.since ?? since, until: scan.until ?? until };
}

/** Ends a scan of the time around now. Nothing is kept of it: the next one reads all of its own time. */
export function finishSpan<Change, P>({ ahead }: ChangeScan<P>, changes: Change[]) {
  const nextState: ChangeScan<P> = ahead === undefined ? { v: 1 } : { v: 1, ahead };
  return { changes, hasMore: false, nextState };
}
