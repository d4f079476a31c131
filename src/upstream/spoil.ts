import type { ApiAnswer, ApiRequest, Fault, Knobs } from "./types.ts";

/** Lets the fault knob change an answer; each fault counts the requests from the moment it was set. */
export function createSpoiler(
  knobs: Knobs,
): (request: ApiRequest, asked: { route: string | undefined; now: number }, answer: ApiAnswer) => ApiAnswer {
  let known: Fault | undefined;
  let counts = new Map<string, number>();

  return (request, { route, now }, answer) => {
    const { fault } = knobs;
    if (fault !== known) counts = new Map();
    known = fault;
    if (fault === undefined || route === undefined) return answer;
    const before = counts.get(route) ?? 0;
    counts.set(route, before + 1);
    return fault({ request, route, before, now, answer });
  };
}
