import type { Delta } from "./delta.js";
import { HttpError } from "./http-error.js";
import { refusal } from "./refusal.js";

/** The state of a delta that also reads a log of deletions. The log has a place of its own; `inLog`: it is being read. */
export type WithLog<State, Position> = State & { log?: Delta<Position>; inLog?: boolean };

type Page<Change, State> = { changes: Change[]; hasMore: boolean; nextState?: State };

/**
 * Reads the changes to their end and then the log of deletions, page by page, in one cycle: a record that was edited and
 * then deleted must not come back. A log that is refused fails with the next call, but not at once: the refusal would
 * pin the place in the log, and no change would be read any more.
 */
export async function changesThenLog<State extends { v: 1 }, Position, Change>(
  state: WithLog<State, Position> | null | undefined,
  read: {
    changes: (state: State | undefined) => Promise<Page<Change, State>>;
    log: (log: Delta<Position> | undefined) => Promise<Page<Change, Delta<Position>>>;
    /** What it means that the log cannot be read. */
    unreadable: string;
  },
) {
  const known = state?.v === 1 ? state : undefined;
  const log: Delta<Position> | undefined = known?.log;
  const refused = log?.refused;
  if (refused && Date.now() - refused.at < 60_000) throw new Error(refused.because);
  if (known?.inLog !== true) {
    const page = await read.changes(known);
    const nextState = { ...page.nextState, ...(log && { log }), inLog: !page.hasMore };
    return { ...page, hasMore: true, nextState: nextState as WithLog<State, Position> };
  }
  const page = await read.log(log).catch(refusedLog(log, read.unreadable));
  const inLog = page.hasMore && page.nextState?.refused === undefined;
  return { ...page, nextState: { ...known, ...(page.nextState && { log: page.nextState }), inLog } };
}

function refusedLog<Position>(log: Delta<Position> | undefined, unreadable: string) {
  return (error: unknown): Page<never, Delta<Position>> => {
    const isRefused = error instanceof HttpError && error.status >= 400 && error.status < 500;
    // 401 is about the credential, without which the changes cannot be read either.
    if (!isRefused || error.status === 401) throw error;
    const high = log?.high === undefined ? {} : { high: log.high };
    const nextState = { v: 1 as const, ...high, refused: refusal(`${error.message}. ${unreadable}`) };
    return { changes: [], hasMore: true, nextState };
  };
}
