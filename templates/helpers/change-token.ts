import type { Listing } from "./listing.js";
import { listedAgain } from "./listed-again.js";
import type { Mark } from "./marked.js";
import { refusal } from "./refusal.js";

/**
 * What a delta knows between cycles: the token it goes on from, and a younger one that takes its place once it is old
 * enough. So a cycle reads again what came last, and what a sweep took by mistake comes back.
 */
type KnownToken = { v: 1; token?: string; younger?: { token: string; takenAt: string } };

/** Where the tail of a full walk begins: the token it took before it began, or that its list ended with. */
export type SinceToken = { token: string };

/** Inside a cycle also the page it is at; before the first token, and once none is valid, where the listing is. */
export type ChangeToken<Position, ListPosition> = KnownToken & {
  at?: Position;
  mark?: Mark<Position>;
  listing?: Listing<ListPosition>;
  refused?: { because: string; at: number };
};

/** Goes on with a cycle, or starts one; without a token ("") with a listing. Throws what the call before refused. */
export function resumeToken<P, L>(state: ChangeToken<P, L> | null | undefined) {
  const before: Partial<ChangeToken<P, L>> = state?.v === 1 ? state : {};
  const { token, younger, refused } = before;
  if (refused && Date.now() - refused.at < 60_000) throw new Error(refused.because);
  const { at, mark, listing }: Partial<ChangeToken<P, L>> = refused ? {} : before;
  const known: KnownToken = { v: 1, ...(token !== undefined && { token }), ...(younger && { younger }) };
  return { token: token ?? "", at, mark, listing: token === undefined ? (listing ?? {}) : listing, known };
}

/** The token that a listing gives: that of its last page, unless one is `kept` already. */
export function firstToken(page: { next?: unknown; token: string | undefined }, kept?: string) {
  if (kept !== undefined || (page.next !== undefined && page.token === undefined)) return {};
  return page.token === undefined ? noToken() : { token: page.token };
}

/** Ends a cycle. The next one starts from the same token, until the younger one is `overlapMs` old. */
export function finishToken<Change>(
  known: KnownToken,
  page: { token: string | undefined; now: string; isFull?: boolean },
  changes: Change[],
  overlapMs: number,
) {
  const { token, now } = page;
  if (token === undefined) return { changes, hasMore: true, nextState: { ...known, ...noToken() } };
  const { younger } = known;
  const next: KnownToken = { v: 1, token: younger?.token ?? token, younger: { token, takenAt: now } };
  const isEarly = younger && Date.parse(now) - Date.parse(younger.takenAt) < overlapMs;
  if (page.isFull || known.token === undefined)
    return { changes, hasMore: false, nextState: { ...next, token } };
  if (!younger) return { changes, hasMore: false, nextState: { ...next, token: known.token } };
  return { changes, hasMore: false, nextState: isEarly ? known : next };
}

/** Goes on after the API refused a token: from the younger one, else with a listing of everything. */
export function forgetToken({ younger }: KnownToken, backfill: string) {
  const nextState: KnownToken = younger ? { v: 1, token: younger.token } : { v: 1 };
  if (!younger) listedAgain("The API no longer knows what changed since the last run", backfill);
  return { changes: [], hasMore: true, nextState };
}

const noToken = () => ({ refused: refusal("The last page has no token for what changes from now on") });
