// The complete read as a machine of four phases. Nothing in this file asks the network or the clock.

/** A page to be asked for next, with a page passed before by which a circle is noticed. */
export type Position = { url: string; passed: string; steps: number };

export type Phase =
  | { phase: "idle" }
  | { phase: "listing"; startedAt?: number; seen: number; at?: Position }
  | { phase: "catching-up"; startedAt: number; seen: number; at?: Position }
  | { phase: "stopped"; because: string; stoppedAt: number };

/** `lastSeen`: how many samples the last complete read saw. */
export type WalkState = { v: 1; lastSeen: number; attempts: number } & Phase;

/** What a page of the API comes to; `serverNow` is when it was served, by the API's clock. */
export type Step = { rows: number; next?: string; serverNow: number };

const mostAttempts = 4;
const secondTryMs = 60_000;

/** The phase a call begins in, whatever was saved. Throws why the read was stopped, within a minute of that. */
export function start(
  saved: WalkState | undefined,
  now: number,
): Exclude<WalkState, { phase: "idle" | "stopped" }> {
  const isKnown = saved?.v === 1 && typeof saved.lastSeen === "number" && typeof saved.phase === "string";
  const lastSeen = isKnown ? saved.lastSeen : 0;
  if (!isKnown || saved.phase === "idle") {
    const attempts = isKnown ? saved.attempts : 0;
    return { v: 1, lastSeen, attempts, phase: "listing", seen: 0 };
  }
  if (saved.phase !== "stopped") return saved;
  if (now - saved.stoppedAt < secondTryMs) throw new Error(saved.because);
  return { v: 1, lastSeen, attempts: 0, phase: "listing", seen: 0 };
}

/** The phase after a page. */
export function advance(
  state: Extract<WalkState, { phase: "listing" | "catching-up" }>,
  { rows, next, serverNow }: Step,
  now: number,
): WalkState {
  const seen = state.phase === "listing" ? state.seen + rows : state.seen;
  const startedAt = state.startedAt ?? serverNow;
  const { at, ...rest } = state;
  if (next === undefined) {
    if (state.phase === "listing") return { ...rest, startedAt, seen, phase: "catching-up" };
    return finish(state, now);
  }
  const position = move(at, next);
  return position
    ? { ...rest, startedAt, seen, at: position }
    : startOver(state, "Benchbook served the same page twice", now);
}

/** Begins again because the list cannot be read on; after a few times it stops with the reason. */
export function startOver({ lastSeen, attempts }: WalkState, because: string, now: number): WalkState {
  if (attempts + 1 >= mostAttempts)
    return stop(
      lastSeen,
      `${because}, ${mostAttempts} times. Nothing was deleted; the next run begins again.`,
      now,
    );
  return { v: 1, lastSeen, attempts: attempts + 1, phase: "idle" };
}

/** The end. Notion then removes the rows that were not seen, so a list that looks cut off is not believed. */
function finish({ seen, lastSeen }: { seen: number; lastSeen: number }, now: number): WalkState {
  const isMissingMany = lastSeen - seen > 20 && seen / lastSeen < 0.7;
  if (seen > 0 && !isMissingMany) return { v: 1, lastSeen: seen, attempts: 0, phase: "idle" };
  const counts = `Benchbook lists ${seen} samples; there were ${lastSeen}. Nothing was deleted.`;
  const advice = "Look at the token's permission; if they are gone: ntn workers sync state reset samplesAll";
  return stop(lastSeen, `${counts} ${advice}`, now);
}

function stop(lastSeen: number, because: string, stoppedAt: number): WalkState {
  return { v: 1, lastSeen, attempts: 0, phase: "stopped", because, stoppedAt };
}

/** The next position; undefined if it was passed before. */
export function move(at: Position | undefined, url: string): Position | undefined {
  if (at && (url === at.url || url === at.passed)) return undefined;
  const steps = (at?.steps ?? 0) + 1;
  const isMilestone = !at || Number.isInteger(Math.log2(steps));
  return { url, steps, passed: isMilestone ? url : at.passed };
}
