/** Where a full walk stands. Between cycles only `v` and `lastRows` are left. */
export type Walk<Position, TailPosition = never> = Idle & {
  restarts?: number;
  refused?: { because: string; at: number };
  startedAt?: string;
  seen?: number;
  at?: Position;
  /** The page before, where a list can move. */
  before?: { at?: Position; lastId: string };
  tail?: { since: string; at?: TailPosition };
};

/** `lastRows`: how many records the last complete cycle saw; the measure for the brake. */
type Idle = { v: 1; lastRows?: number };

const idle = ({ lastRows }: { lastRows?: number }): Idle =>
  lastRows === undefined ? { v: 1 } : { v: 1, lastRows };

/** The walk to go on with. Throws what the call before refused; a minute later the walk begins anew. */
export function resumeWalk<P, T>(state: Walk<P, T> | null | undefined): Walk<P, T> {
  if (state?.v !== 1) return { v: 1 };
  if (state.refused && Date.now() - state.refused.at < 60_000) throw new Error(state.refused.because);
  return state.refused ? idle(state) : state;
}

/** Hands in a page and goes on; a position that did not move restarts the walk. */
export function nextPage<Change, P, T>(
  walk: Walk<P, T>,
  changes: Change[],
  next: Pick<Walk<P, T>, "startedAt" | "seen" | "at" | "before" | "tail">,
) {
  const stuck = [walk.at, walk.tail?.at].some(
    (at) => at !== undefined && JSON.stringify(at) === JSON.stringify(next.tail ? next.tail.at : next.at),
  );
  if (stuck) return restartWalk(walk, "The API gave the same page twice");
  return {
    changes,
    hasMore: true,
    nextState: { ...idle(walk), restarts: walk.restarts ?? 0, seen: walk.seen ?? 0, ...next },
  };
}

/** Leaves a clean state and an error for the next call: a throw here would pin the page it happened on. */
function refuse(walk: { lastRows?: number }, because: string) {
  return { changes: [], hasMore: true, nextState: { ...idle(walk), refused: { because, at: Date.now() } } };
}

/** Begins the cycle anew after the list moved underneath it; the fourth time in a row it fails with the reason. */
export function restartWalk(walk: { lastRows?: number; restarts?: number }, because: string) {
  const restarts = (walk.restarts ?? 0) + 1;
  if (restarts > 3)
    return refuse(
      walk,
      `${because}, ${restarts} times in a row. Nothing was deleted; the next run begins anew.`,
    );
  console.error(`${because}. The walk begins again.`);
  return { changes: [], hasMore: true, nextState: { ...idle(walk), restarts } };
}

/** Ends the cycle, upon which Notion removes every row it did not see; so it refuses when the list looks partial. */
export function finishWalk<Change>(
  walk: { lastRows?: number },
  rows: number,
  changes: Change[],
  options: { key: string; allowEmpty?: boolean },
) {
  const { lastRows = 0 } = walk;
  const causes =
    "Nothing was deleted. Usual causes: a permission that was taken away, another account, a filter.";
  if (rows === 0 && !options.allowEmpty) {
    return refuse(
      walk,
      `${options.key}: the API lists no records. ${causes} If there may be none: allowEmpty: true`,
    );
  }
  if (rows < lastRows * 0.7 && lastRows - rows > 20) {
    const release = `If the loss is real: ntn workers sync state reset ${options.key}`;
    return refuse(
      walk,
      `${options.key}: the API lists ${rows} records, ${lastRows} the last time. ${causes} ${release}`,
    );
  }
  return { changes, hasMore: false, nextState: { v: 1 as const, lastRows: rows } };
}
