import { finishWalk } from "./walk.js";
import { resumeEach, unreadable, type Partitioned, type ReadPartition } from "./partitioned.js";

type Walking = {
  v: 1;
  lastRows?: number;
  seen?: number;
  restarts?: number;
  tail?: object;
  refused?: { because: string; at: number };
};

/**
 * Walks one partition after the other within one cycle, so that the sweep at its end sees the rows of all of them. What
 * changed meanwhile is read when every list has been: the sweep comes after the last. One that cannot be read any
 * more, or is suddenly empty, refuses the cycle, and nothing is swept.
 */
export async function walkEach<Change, State extends Walking>(
  given: Partitioned<State> | null | undefined,
  partitions: readonly string[],
  { list, ...options }: { key: string; list: string; allowEmpty?: boolean },
  read: ReadPartition<Change, State>,
) {
  const { of, done } = resumeEach(given, partitions);
  const left = partitions.filter((each) => !done.includes(each));
  // The one that refused comes first, so that it does not cost a walk through the others to find out.
  const partition =
    left.find((each) => of.get(each)?.refused) ?? left.find((each) => !of.get(each)?.tail) ?? left[0];
  if (partition === undefined) return finishEach<Change, State>(of, [], options);
  const before = of.get(partition);
  const isGone = (status: number): boolean => [403, 404, 410].includes(status);
  const page = await read(partition, before).catch(unreadable(partition, list, isGone));
  if ("because" in page) {
    const because = `${options.key}: ${page.because} Nothing was deleted.`;
    return walkAnew<Change, State>(of, partition, [], { refused: { because, at: Date.now() } });
  }
  const { changes, hasMore, nextState } = page;
  // After a restart the others' tails would be too old at the sweep.
  const hasRestarted = hasMore && before?.tail !== undefined && nextState?.tail === undefined;
  if (nextState?.refused || (hasRestarted && done.length > 0))
    return walkAnew(of, partition, changes, nextState ?? {});
  if (hasMore && nextState) of.set(partition, nextState);
  if (!hasMore) {
    // How many there were the last time counts until the cycle has ended.
    of.set(partition, { ...onlyRows(before), seen: nextState?.lastRows ?? 0 } as State);
    done.push(partition);
  }
  if (done.length === partitions.length) return finishEach(of, changes, options);
  const states: Partitioned<State> = { v: 1, of: [...of], done };
  return { changes, hasMore: true, nextState: states };
}

type Begun = Pick<Walking, "restarts" | "refused">;

/** Begins the cycle anew in every partition, with what one of them remembers of why. */
function walkAnew<Change, State extends Walking>(
  of: ReadonlyMap<string, State>,
  partition: string,
  changes: Change[],
  { restarts, refused }: Begun,
) {
  const idle = [...of].map(([each, state]) => [each, onlyRows(state)] as [string, State]);
  const own = {
    ...onlyRows(of.get(partition)),
    ...(restarts !== undefined && { restarts }),
    ...(refused && { refused }),
  } as State;
  const states: Partitioned<State> = { v: 1, of: [...new Map(idle).set(partition, own)] };
  return { changes, hasMore: true, nextState: states };
}

/** Ends the cycle, unless all partitions together look partial. */
function finishEach<Change, State extends Walking>(
  of: ReadonlyMap<string, State>,
  changes: Change[],
  options: { key: string; allowEmpty?: boolean },
) {
  const sum = (counts: (number | undefined)[]): number =>
    counts.reduce<number>((all, count = 0) => all + count, 0);
  const states = [...of.values()];
  const lastRows = sum(states.map((state) => state.lastRows));
  const end = finishWalk({ lastRows }, sum(states.map(({ seen }) => seen)), changes, options);
  const counted = (state: Walking): Walking =>
    end.hasMore ? onlyRows(state) : { v: 1, lastRows: state.seen ?? 0 };
  const idle = [...of].map(([each, state]) => [each, counted(state)] as [string, State]);
  const refused = "refused" in end.nextState ? { refused: end.nextState.refused } : {};
  const nextState: Partitioned<State> = { v: 1, of: idle, ...refused };
  return { changes: end.changes, hasMore: end.hasMore, nextState };
}

const onlyRows = (state: Walking | undefined): Walking =>
  state?.lastRows === undefined ? { v: 1 } : { v: 1, lastRows: state.lastRows };
