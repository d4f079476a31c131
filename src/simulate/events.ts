import type { install } from "@sinonjs/fake-timers";
import { createAgenda } from "./agenda.ts";

// Node takes a longer delay for one of 1 ms.
const longestDelay = 2 ** 31 - 1;

/** What happens by itself, apart from the worker's timers. */
export type Events = {
  add(time: number, listener: () => void): () => void;
  /** How many of the faked timers are of the events: one if there are any. */
  timers(): number;
  /** Sets the timer again after all timers were forgotten. */
  rearm(): void;
  clear(): void;
};

/** Events in the time of faked timers, without any yet. A single timer stands for all of them. */
export function createEvents(fake: ReturnType<typeof install>): Events {
  const agenda = createAgenda(() => fake.now);
  let alarm: { time: number; handle: unknown } | undefined;
  const arm = (): void => {
    const time = agenda.next();
    if (alarm?.time === time) return;
    if (alarm !== undefined) fake.clearTimeout(alarm.handle as never);
    const delay = Math.min(Math.max(0, (time ?? 0) - fake.now), longestDelay);
    alarm = time === undefined ? undefined : { time, handle: fake.setTimeout(ring, delay) };
  };
  const ring = (): void => {
    alarm = undefined;
    try {
      agenda.runDue();
    } finally {
      arm();
    }
  };
  return {
    add(time, listener) {
      const cancel = agenda.add(time, listener);
      arm();
      return cancel;
    },
    timers: () => (alarm === undefined ? 0 : 1),
    rearm() {
      alarm = undefined;
      arm();
    },
    clear() {
      alarm = undefined;
      agenda.clear();
    },
  };
}
