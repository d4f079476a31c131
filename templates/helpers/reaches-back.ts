import { isBefore } from "./is-before.js";

/** Whether a page of a list with the newest change first reaches back to an instant: its last time is before it. */
export function reachesBack(times: readonly unknown[], instant: string): boolean {
  const readable = times.filter((time) => !Number.isNaN(Date.parse(String(time))));
  return isBefore(readable.at(-1), instant);
}
