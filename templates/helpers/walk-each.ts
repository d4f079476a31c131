import { finishWalk } from "./walk.js";
import { resumeEach, unreadable, type Partitioned, type ReadPartition } from "./partitioned.js";

type Walking = {
  v: 1;
  lastRows?: number;
  seen?: number;
  restarts?: number;
  tail?: object;
  /** When the tail was read to its end, by this machine's clock. */
  endedAt?: number;
  refused?: { because: string; at: number };
};

type Options = { key: string; list: string; overlap?: number; allowEmpty?: boolean };

const mostRounds = 5;

/**
 * Walks one partition after the other within one cycle, so that the sweep at its end sees the rows of all of them. What
 * changed meanwhile is read when every list has been: the sweep comes after the last. One that cannot be read any
 * more, or is suddenly empty, refuses the cycle, and nothing is swept.
 */
export async function walkEach<Change, State extends Walking>(
  given: Partitioned<State> | null | undefined,
  partitions: readonly string[],
  options: Options,
  read: ReadPartition<Change, State>,
) {
  const { of, done, rounds } = resumeEach(given, partitions);
  const cycle = { of, done: new Set(done), rounds, partitions };
  const changes: Change[] = [];
  const startedAt = Date.now();
  for (let pages = 0; ; pages += 1) {
    // What was read before a failure counts; the next call fails with it at once.
    const step = stepOn(cycle, options, read);
    const stepped = await (pages === 0 ? step : step.catch(() => undefined));
    changes.push(...(stepped?.changes ?? []));
    if (stepped?.anew) return { changes, hasMore: true, nextState: stepped.anew };
    if (stepped && cycle.done.size === partitions.length) {
      const late = partitions.filter((each) => isLate(of.get(each), options.overlap));
      if (late.length === 0) return finishEach(of, changes, options);
      if (cycle.rounds === mostRounds) return refuseSlow(of, changes, options);
      cycle.rounds += 1;
      for (const each of late) cycle.done.delete(each);
    }
    // Read again in calls of their own, tails would grow old once more while the others are read.
    const goesOn =
      stepped && cycle.rounds > 0 && changes.length < mostRereadRows && Date.now() - startedAt < mostTime;
    if (!goesOn) return { changes, hasMore: true, nextState: stateOf(cycle) };
  }
}

// What a call hands in at most, and how long it reads (ms), where it reads more than one page.
const mostRereadRows = 100;
const mostTime = 60_000;

type Cycle<State> = {
  of: Map<string, State>;
  done: Set<string>;
  rounds: number;
  partitions: readonly string[];
};

const stateOf = <State>({ of, done, rounds }: Cycle<State>): Partitioned<State> => ({
  v: 1,
  of: [...of],
  done: [...done],
  ...(rounds > 0 && { rounds }),
});

/**
 * Whether so much time has passed since a tail was read that the delta may no longer go back behind what the sweep would
 * take; half of its overlap is left for the sweep itself.
 */
function isLate(state: Walking | undefined, overlap: number | undefined): boolean {
  if (state?.endedAt === undefined || overlap === undefined) return false;
  return Math.abs(Date.now() - state.endedAt) > overlap / 2;
}

/** Reads one page of the partition whose turn it is; `anew` is the state of a cycle that begins again. */
async function stepOn<Change, State extends Walking>(
  cycle: Cycle<State>,
  options: Options,
  read: ReadPartition<Change, State>,
): Promise<{ changes: Change[]; anew?: Partitioned<State> }> {
  const { of, done, partitions, rounds } = cycle;
  const left = partitions.filter((each) => !done.has(each));
  // The one that refused comes first, so that it does not cost a walk through the others to find out.
  const partition =
    left.find((each) => of.get(each)?.refused) ?? left.find((each) => !of.get(each)?.tail) ?? left[0];
  if (partition === undefined) return { changes: [] };
  const before = of.get(partition);
  const isGone = (status: number): boolean => [403, 404, 410].includes(status);
  const page = await read(partition, before).catch(unreadable(partition, options.list, isGone));
  if ("because" in page) {
    const because = `${options.key}: ${page.because} Nothing was deleted.`;
    return { changes: [], anew: walkAnew(of, partition, { refused: { because, at: Date.now() } }) };
  }
  const { changes, hasMore, nextState } = page;
  // After a restart the others' tails would be too old at the sweep.
  const hasRestarted = hasMore && before?.tail !== undefined && nextState?.tail === undefined;
  if (nextState?.refused || (hasRestarted && (done.size > 0 || rounds > 0)))
    return { changes, anew: walkAnew(of, partition, nextState ?? {}) };
  if (hasMore && nextState) of.set(partition, nextState);
  if (!hasMore) {
    // How many there were the last time counts until the cycle has ended.
    const ended = { ...onlyRows(before), seen: nextState?.lastRows ?? 0, ...(before && tailAnew(before)) };
    of.set(partition, ended as State);
    done.add(partition);
  }
  return { changes };
}

/** From where a tail that has ended can be read once more. */
function tailAnew({ tail }: Walking): Partial<Walking> {
  if (tail === undefined) return {};
  const { at: _at, again: _again, before: _before, ...bounds } = tail as Record<string, unknown>;
  return { tail: bounds, endedAt: Date.now() };
}

type Begun = Pick<Walking, "restarts" | "refused">;

/** Begins the cycle anew in every partition, with what one of them remembers of why. */
function walkAnew<State extends Walking>(
  of: ReadonlyMap<string, State>,
  partition: string,
  { restarts, refused }: Begun,
): Partitioned<State> {
  const idle = [...of].map(([each, state]) => [each, onlyRows(state)] as [string, State]);
  const own = {
    ...onlyRows(of.get(partition)),
    ...(restarts !== undefined && { restarts }),
    ...(refused && { refused }),
  } as State;
  return { v: 1, of: [...new Map(idle).set(partition, own)] };
}

/** Gives the cycle up that reads tails again and again, because the first is old when the last is read. */
function refuseSlow<Change, State extends Walking>(
  of: ReadonlyMap<string, State>,
  changes: Change[],
  { key, list, overlap = 0 }: Options,
) {
  const idle = [...of].map(([each, state]) => [each, onlyRows(state)] as [string, State]);
  const because =
    `${key}: reading what changed in all of ${list} takes longer than ${Math.round(overlap / 2000)} s, half of the overlap. ` +
    "Nothing was deleted. Raise the overlap, or read fewer of them in one sync.";
  const nextState: Partitioned<State> = { v: 1, of: idle, refused: { because, at: Date.now() } };
  return { changes, hasMore: true, nextState };
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
