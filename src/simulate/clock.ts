import { syncBuiltinESMExports } from "node:module";
import { install } from "@sinonjs/fake-timers";
import { createEvents } from "./events.ts";
import { settle, turn } from "./settle.ts";
import type { Clock } from "./types.ts";
import { installDate } from "./virtual-date.ts";
import { installSignals } from "./virtual-signals.ts";

/** The clock of a simulating process. */
export type InstalledClock = Omit<Clock, "settle"> & {
  /** Lets time pass until the promise settles. Without any timer it may take `realWaitMs` of real time. */
  settle<Value>(promise: Promise<Value>, realWaitMs?: number): Promise<Value>;
  /** Forgets every timer of the worker, as the end of its process would. What was given to `at` stays. */
  dropTimers(): void;
  /** Forgets everything, and begins again at the moment of the installation. */
  restart(): void;
};

const faked = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
  "performance",
  "hrtime",
] as const;

const longestRealWait = 2_000;

/**
 * Replaces the process's time by a virtual one that starts at `startMs` (ms since 1970): Date, timers, performance and
 * AbortSignal.timeout. To be called before the worker is imported, so that whatever it keeps is virtual too. `realWaitMs`
 * is how long real work (a file, a key being made) may take before it counts as hanging; default 2 000.
 */
export function installClock(
  startMs: number,
  { realWaitMs = longestRealWait }: { realWaitMs?: number } = {},
): { clock: InstalledClock; uninstall(): void } {
  const fake = install({ now: startMs, toFake: [...faked] });
  const restoreDate = installDate(() => fake.now);
  const signals = installSignals();
  const events = createEvents(fake);
  const forgetTimers = (time: number): void => {
    fake.reset();
    fake.setSystemTime(time);
    signals.forget();
  };
  // An abort that nobody may be waiting for is no reason to let time pass while real work is under way.
  const countTimers = (): number => fake.countTimers() - events.timers() - signals.pending();
  const clock: InstalledClock = {
    now: () => fake.now,
    at: events.add,
    settle: (promise, waitMs = realWaitMs) =>
      settle(promise, { countTimers, countSignals: signals.pending, next: fake.next, realWaitMs: waitMs }),
    async runUntil(time, isEnough = () => false) {
      let isReached = false;
      const cancel = events.add(time, () => (isReached = true));
      while (!isReached && !isEnough()) {
        const isWorkers = countTimers() > 0;
        fake.next();
        if (isWorkers) await turn();
      }
      cancel();
    },
    dropTimers() {
      forgetTimers(fake.now);
      events.rearm();
    },
    restart() {
      forgetTimers(startMs);
      events.clear();
    },
  };
  syncBuiltinESMExports();
  return {
    clock,
    uninstall() {
      fake.uninstall();
      restoreDate();
      signals.restore();
      syncBuiltinESMExports();
    },
  };
}
