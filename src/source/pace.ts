import { parseDuration } from "./duration.ts";
import { paced, type PacedKind, type RateFacts } from "./rate-schema.ts";

/** One pacer's pace: so many requests in a span of time, spread evenly over it. */
export type Pace = { requests: number; intervalMs: number };

/**
 * The pacers that keep all of an API's limits. A pacer spreads its requests evenly, so the slowest window of those
 * that concern the same requests keeps the others too. `own` are kinds of requests with a slower pace of their own.
 */
export function pacesOf(rates: readonly RateFacts[]): {
  shared: Pace;
  own: readonly { kind: PacedKind; pace: Pace }[];
} {
  const shared = slowest(rates.filter((rate) => rate.for === undefined)) ?? {
    requests: 1_000_000,
    intervalMs: 1,
  };
  const own = paced.flatMap((kind) => {
    const pace = slowest(rates.filter((rate) => rate.for === kind));
    return pace !== undefined && gapOf(pace) > gapOf(shared) ? [{ kind, pace }] : [];
  });
  return { shared, own };
}

/** The time between two requests of a pacer, in ms. */
export const gapOf = ({ requests, intervalMs }: Pace): number => intervalMs / requests;

function slowest(rates: readonly RateFacts[]): Pace | undefined {
  const all = rates.map((rate) => ({ requests: rate.requests, intervalMs: parseDuration(rate.per) ?? 1000 }));
  return all.length === 0 ? undefined : all.reduce((slow, pace) => (gapOf(pace) > gapOf(slow) ? pace : slow));
}
