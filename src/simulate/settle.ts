const quickTurns = 50;

const realSetImmediate = globalThis.setImmediate;
const realSetTimeout = globalThis.setTimeout;
const realNow = performance.now.bind(performance);

/** The timers of the worker. `countSignals` are the deadlines among them that nobody may be waiting for, which `countTimers` leaves out. */
export type Timers = { countTimers(): number; countSignals(): number; next(): void; realWaitMs: number };

/** Lets time pass, timer by timer, until a promise settles. Throws where it waits longer than `realWaitMs` of real time for something else. */
export async function settle<Value>(promise: Promise<Value>, timers: Timers): Promise<Value> {
  let isSettled = false;
  const mark = (): void => void (isSettled = true);
  promise.then(mark, mark);
  let idle = 0;
  let idleSince = 0;
  for (;;) {
    await turn();
    if (isSettled) return promise;
    if (timers.countTimers() > 0) {
      timers.next();
      idle = 0;
      continue;
    }
    if (idle === 0) idleSince = realNow();
    idle += 1;
    if (idle <= quickTurns) continue;
    if (realNow() - idleSince < timers.realWaitMs) {
      await new Promise((resolve) => realSetTimeout(resolve, 1));
      continue;
    }
    if (timers.countSignals() === 0)
      throw new Error("The code waits for something that is neither an answer to fetch nor a timer.");
    timers.next();
    idle = 0;
  }
}

/** Lets everything happen that promises and nextTick have to do: it is done before the next real immediate. */
export function turn(): Promise<void> {
  return new Promise((resolve) => realSetImmediate(resolve));
}
