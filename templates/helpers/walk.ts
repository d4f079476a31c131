import { marked, type Mark } from "./marked.js";

/** Where a full walk stands. Between cycles only `v` and `lastRows` are left. */
export type Walk<Position, TailPosition = never, Bounds = { since: string }> = Idle & {
  restarts?: number;
  refused?: { because: string; at: number };
  startedAt?: string;
  seen?: number;
  /** The token after which all that changes while the walk is under way is told. */
  anchor?: string | undefined;
  at?: Position;
  /** A place passed on the way, by which a circle of pages is noticed. */
  mark?: Mark<Position | TailPosition>;
  /** The page before, where a list can move. */
  before?: { at?: Position; lastId: string; ends?: string[] };
  /** How often in a row the walk went back to the page before. */
  stepsBack?: number;
  /** What changed since the walk began, read at its end. */
  tail?: Bounds & { at?: TailPosition; again?: boolean; before?: { at?: TailPosition; lastId: string } };
};

/** `lastRows`: how many records the last complete cycle saw; the measure for the brake. */
type Idle = { v: 1; lastRows?: number };

const idle = ({ lastRows }: { lastRows?: number }): Idle =>
  lastRows === undefined ? { v: 1 } : { v: 1, lastRows };

/** The walk to go on with. Throws what the call before refused; a minute later the walk begins anew. */
export function resumeWalk<P, T, B>(state: Walk<P, T, B> | null | undefined): Walk<P, T, B> {
  if (state?.v !== 1) return { v: 1 };
  if (state.refused && Date.now() - state.refused.at < 60_000) throw new Error(state.refused.because);
  return state.refused ? idle(state) : state;
}

// More than any database takes; a list that goes on has no end.
const mostPages = 100_000;

/** Hands in a page and goes on; a place that was passed before restarts the walk. */
export function nextPage<Change, P, T, B>(
  walk: Walk<P, T, B>,
  changes: Change[],
  next: Pick<Walk<P, T, B>, "startedAt" | "seen" | "anchor" | "at" | "before" | "tail">,
) {
  const [at, to] = next.tail ? [walk.tail?.at, next.tail.at] : [walk.at, next.at];
  // The tail has places of its own, which may look like those of the list.
  const known = next.tail && !walk.tail ? undefined : walk.mark;
  const mark = to === undefined ? undefined : marked<P | T>(known, at, to);
  if (to !== undefined && !mark) return restartWalk(walk, "The API gave the same page twice");
  if (mark && mark.pages > mostPages)
    return refuseWalk(walk, `The list did not end after ${mostPages} pages.`);
  const { restarts = 0, seen = 0 } = walk;
  const nextState = { ...idle(walk), restarts, seen, ...(mark && { mark }), ...next };
  return { changes, hasMore: true, nextState };
}

const mostStepsBack = 10;

/**
 * Goes back to the page before, to which records slipped, and hands it in as it is now. Where none of the records it
 * ended with is left, nobody can say how far they slipped, and the walk begins again.
 */
export function stepBack<Change, P, T, B>(
  walk: Walk<P, T, B>,
  ids: readonly string[],
  changes: Change[],
  because: string,
) {
  const { before, stepsBack = 0, seen = 0 } = walk;
  const border = Math.max(-1, ...(before?.ends ?? []).map((id) => ids.lastIndexOf(id)));
  const slippedIds = ids.slice(border + 1);
  if (!before || border === -1 || slippedIds.length === 0 || stepsBack >= mostStepsBack)
    return restartWalk(walk, because);
  const end = { lastId: ids.at(-1) ?? "", ends: ids.slice(-3) };
  const next = { seen: seen + slippedIds.length, stepsBack: stepsBack + 1, before: { ...before, ...end } };
  return { changes, hasMore: true, nextState: { ...walk, ...next } };
}

/** Leaves a clean state and an error for the next call: a throw here would pin the page it happened on. */
export function refuseWalk(walk: { lastRows?: number }, because: string) {
  return { changes: [], hasMore: true, nextState: { ...idle(walk), refused: { because, at: Date.now() } } };
}

/** Begins the cycle anew after the list moved underneath it; the fourth time in a row it fails with the reason. */
export function restartWalk(walk: { lastRows?: number; restarts?: number }, because: string) {
  const restarts = (walk.restarts ?? 0) + 1;
  if (restarts > 3)
    return refuseWalk(
      walk,
      `${because}, ${restarts} times in a row. Nothing was deleted; the next run begins anew.`,
    );
  console.error(`${because}. The walk begins again.`);
  return { changes: [], hasMore: true, nextState: { ...idle(walk), restarts } };
}

/** Reads what changed meanwhile from its beginning, without another walk; the fourth time in a row it fails with the reason. */
export function restartTail<P, T, B>(walk: Walk<P, T, B>, bounds: B, because: string) {
  const restarts = (walk.restarts ?? 0) + 1;
  if (restarts > 3) return restartWalk({ ...walk, restarts }, because);
  console.error(`${because}. The changes during the walk are read again.`);
  const { mark: _mark, ...rest } = walk;
  return { changes: [], hasMore: true, nextState: { ...rest, restarts, tail: { ...bounds } } };
}

/** Ends the cycle, upon which Notion removes every row it did not see; so it refuses when the list looks partial. */
export function finishWalk<Change>(
  walk: { lastRows?: number },
  rows: number,
  changes: Change[],
  // `of`: the partition that was walked. One may be empty, but for one that had records the last time.
  options: { key: string; allowEmpty?: boolean; of?: string },
) {
  const { lastRows = 0 } = walk;
  const where = options.of === undefined ? "" : ` in ${options.of}`;
  const causes =
    "Nothing was deleted. Usual causes: a permission that was taken away, another account, a filter.";
  if (rows === 0 && !options.allowEmpty && options.of === undefined) {
    return refuseWalk(
      walk,
      `${options.key}: the API lists no records. ${causes} If there may be none: allowEmpty: true`,
    );
  }
  const isEmptied = rows === 0 && lastRows > 0 && !options.allowEmpty;
  if (isEmptied || (rows < lastRows * 0.7 && lastRows - rows > 20)) {
    const release = `If the loss is real: ntn workers sync state reset ${options.key}`;
    return refuseWalk(
      walk,
      `${options.key}: the API lists ${rows || "no"} records${where}, ${lastRows} the last time. ${causes} ${release}`,
    );
  }
  return { changes, hasMore: false, nextState: { v: 1 as const, lastRows: rows } };
}
