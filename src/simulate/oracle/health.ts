import type { Upstream } from "../../upstream/types.ts";
import type { Clock } from "../types.ts";

/** When the source did not answer as it should. */
export type Health = {
  /** Whether nothing right could be read at some moment of a time span; `failed` says that a call in it failed. */
  wasUnwell(span: { from: number; to: number; failed: boolean }): boolean;
  /** The last moment of trouble; -Infinity where there was none. */
  lastTrouble(): number;
};

/** `ill`: an answer that hides or lacks records, a server error, or GraphQL errors. `tampered`: a scenario may have changed the answer. */
type Trouble = { at: number; kind: "ill" | "tampered" };

/** Watches the source from now on. Must be called before its first request. */
export function watchHealth(upstream: Upstream, clock: Clock): Health {
  const troubles: Trouble[] = [];
  const times: number[] = [];
  upstream.onRequest(() => {
    const at = clock.now();
    times[upstream.log.length] = at;
    const { outage, hideFraction, fault } = upstream.knobs;
    if (outage || hideFraction > 0) troubles.push({ at, kind: "ill" });
    else if (fault !== undefined) troubles.push({ at, kind: "tampered" });
  });
  let read = 0;
  const readLog = (): void => {
    for (; read < upstream.log.length; read += 1) {
      const exchange = upstream.log[read];
      const { status = 200, hasErrors = false, at = 0 } = exchange ?? {};
      if (status >= 500 || status < 200 || hasErrors) troubles.push({ at: times[read] ?? at, kind: "ill" });
    }
    troubles.sort((one, other) => one.at - other.at);
  };
  return {
    wasUnwell({ from, to, failed }) {
      readLog();
      const first = findFirst(troubles, from);
      for (let index = first; index < troubles.length; index += 1) {
        const trouble = troubles[index];
        if (trouble === undefined || trouble.at > to) return false;
        if (trouble.kind === "ill" || failed) return true;
      }
      return false;
    },
    lastTrouble() {
      readLog();
      return troubles.at(-1)?.at ?? -Infinity;
    },
  };
}

function findFirst(troubles: readonly Trouble[], from: number): number {
  let [low, high] = [0, troubles.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((troubles[middle]?.at ?? Infinity) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
