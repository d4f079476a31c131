import { HttpError } from "./http-error.js";

/** What is remembered of each partition, and inside a cycle which of them are done. */
export type Partitioned<State> = {
  v: 1;
  of: [partition: string, state: State][];
  done?: string[];
  /** How often what changed during a walk was read again. */
  rounds?: number;
  /** Why some could not be read, which is told when the others are done. */
  trouble?: string[];
  refused?: { because: string; at: number };
};

/** What one call on one partition gives. */
export type PartitionPage<Change, State> = { changes: Change[]; hasMore: boolean; nextState?: State };

/** Reads on in one partition, from its own state. */
export type ReadPartition<Change, State> = (
  partition: string,
  state: State | undefined,
) => Promise<PartitionPage<Change, State>>;

/** The states of the partitions there are now: one that was taken out is forgotten. Throws what the call before refused. */
export function resumeEach<State>(
  given: Partitioned<State> | null | undefined,
  partitions: readonly string[],
) {
  const state = given?.v === 1 && Array.isArray(given.of) ? given : undefined;
  const { refused } = state ?? {};
  if (refused && Date.now() - refused.at < 60_000) throw new Error(refused.because);
  const known = (state?.of ?? []).filter((entry) => Array.isArray(entry) && partitions.includes(entry[0]));
  const { done = [], trouble = [], rounds = 0 }: Partial<Partitioned<State>> = refused ? {} : (state ?? {});
  return { of: new Map(known), done: done.filter((one) => partitions.includes(one)), trouble, rounds };
}

/** For `.catch()` on a partition: why it cannot be read, if it refuses with one of the statuses, else the error again. */
export function unreadable(partition: string, list: string, fits: (status: number) => boolean) {
  return (error: unknown): { because: string } => {
    if (!(error instanceof HttpError) || !fits(error.status)) throw error;
    const isGone = [403, 404, 410].includes(error.status);
    const mend = isGone
      ? `: it is gone, or may not be read any more. If that is so for good, take it out of ${list}; its rows leave with the next full read.`
      : ".";
    return { because: `${partition} answers HTTP ${error.status}${mend}` };
  };
}
