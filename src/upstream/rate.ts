import type { Plan } from "../plan/schema.ts";
import { parseDuration } from "../source/duration.ts";
import type { Refusal } from "./parts.ts";

/** Counts requests against the documented windows. */
export type RateLimit = {
  /** Lets a request through (undefined), or refuses it. `now` is the clock, `serverNow` what the API believes it is. */
  admit(now: number, serverNow: number): Refusal | undefined;
  /** Headers of an answer that is not refused, where the API tells how much is left. */
  headers(now: number): Record<string, string>;
};

type Window = { requests: number; perMs: number; times: number[]; first: number };

/** Sliding windows: no span of a window's length ever holds more than its number of requests. */
export function createRateLimit({ rate, throttle }: Plan["source"]): RateLimit {
  const windows: Window[] = rate.map(({ requests, per }) => ({
    requests,
    perMs: parseDuration(per) ?? 1000,
    times: [],
    first: 0,
  }));

  return {
    admit(now, serverNow) {
      const waits = windows.map((window) => waitOf(window, now));
      const wait = Math.max(...waits);
      if (wait <= 0) {
        for (const window of windows) window.times.push(now);
        return undefined;
      }
      const seconds = Math.max(1, Math.ceil(wait / 1000));
      if (throttle === undefined)
        return { status: 429, error: "too_many_requests", headers: { "retry-after": String(seconds) } };
      const reset = String(Math.ceil((serverNow + wait) / 1000));
      const when = throttle.resetHeader
        ? { [throttle.resetHeader.toLowerCase()]: reset }
        : { "retry-after": String(seconds) };
      const headers = { [throttle.header.toLowerCase()]: throttle.equals, ...when };
      return { status: throttle.status, error: "rate_limit_exceeded", headers };
    },
    headers(now) {
      if (throttle === undefined || !/remaining/i.test(throttle.header)) return {};
      const left = windows.map((window) => {
        forget(window, now);
        return window.requests - (window.times.length - window.first);
      });
      return { [throttle.header.toLowerCase()]: String(Math.max(0, Math.min(...left))) };
    },
  };
}

function waitOf(window: Window, now: number): number {
  forget(window, now);
  const { times, first, requests, perMs } = window;
  if (times.length - first < requests) return 0;
  return (times[first] ?? now) + perMs - now;
}

function forget(window: Window, now: number): void {
  while (window.first < window.times.length && now - (window.times[window.first] ?? now) >= window.perMs)
    window.first += 1;
  if (window.first < 5000) return;
  window.times.splice(0, window.first);
  window.first = 0;
}
