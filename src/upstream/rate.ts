import type { Plan } from "../plan/schema.ts";
import { parseDuration } from "../source/duration.ts";
import type { PacedKind } from "../source/schema.ts";
import type { Refusal } from "./parts.ts";
import { throttled } from "./throttle.ts";

/** Counts requests against the documented windows. */
export type RateLimit = {
  /** Lets a request to a route through (undefined), or refuses it. `now` is the clock, `serverNow` what the API believes it is. */
  admit(route: string, now: number, serverNow: number): Refusal | undefined;
  /** Headers of an answer that is not refused, where the API tells how much is left. */
  headers(route: string, now: number): Record<string, string>;
};

type Window = {
  requests: number;
  perMs: number;
  /** The only kind of request that counts to it; undefined: every one. */
  of: PacedKind | undefined;
  times: number[];
  first: number;
};

/** Sliding windows: no span of a window's length ever holds more than its number of requests. */
export function createRateLimit({ rate, throttle }: Plan["source"]): RateLimit {
  const windows: Window[] = rate.map(({ requests, per, for: of }) => ({
    requests,
    perMs: parseDuration(per) ?? 1000,
    of,
    times: [],
    first: 0,
  }));

  const concerned = (route: string): Window[] => windows.filter(({ of }) => of === undefined || of === route);

  return {
    admit(route, now, serverNow) {
      const waits = concerned(route).map((window) => waitOf(window, now));
      const wait = Math.max(0, ...waits);
      if (wait <= 0) {
        for (const window of concerned(route)) window.times.push(now);
        return undefined;
      }
      const seconds = Math.max(1, Math.ceil(wait / 1000));
      if (throttle === undefined)
        return { status: 429, error: "too_many_requests", headers: { "retry-after": String(seconds) } };
      return throttled(throttle, { now: serverNow, waitMs: wait });
    },
    headers(route, now) {
      if (throttle === undefined || !("header" in throttle) || !/remaining/i.test(throttle.header)) return {};
      const left = concerned(route).map((window) => {
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
