import { isRecord, type ErrorReport } from "../run/protocol.ts";
import { readChange, type Change } from "../run/changes.ts";
import type { PageResult, PlatformClock, PlatformLimits, WorkerUnderTest } from "./types.ts";

/** The outcome of one call of execute: a page that may be committed, or why there is none. */
export type PageOutcome =
  | { kind: "page"; page: PageResult; changes: Change[] }
  | { kind: "timeout"; message: string }
  | { kind: "failed"; report: ErrorReport };

export type PageContext = { worker: WorkerUnderTest; clock: PlatformClock; limits: PlatformLimits };

const cutOff = Symbol("cut off");

/** Runs one page while time passes, and holds it against the limits. Never throws what the worker throws. */
export async function runPage(
  { worker, clock, limits }: PageContext,
  key: string,
  state: unknown,
): Promise<PageOutcome> {
  let callOff = (): void => {};
  const limit = new Promise<typeof cutOff>((resolve) => {
    callOff = clock.at(clock.now() + limits.executeMs, () => resolve(cutOff));
  });
  try {
    const page = await clock.settle(Promise.race([worker.execute(key, state), limit]));
    if (page === cutOff) {
      worker.abandon();
      return { kind: "timeout", message: `execute ran for more than ${limits.executeMs / 1000} s.` };
    }
    const changes = page.changes.map(readChange);
    const fault = findFault(page, changes, limits);
    return fault === undefined ? { kind: "page", page, changes } : refused(fault);
  } catch (error) {
    worker.abandon();
    return { kind: "failed", report: worker.describe(error) };
  } finally {
    callOff();
  }
}

function findFault(
  { stateBytes, changes }: PageResult,
  read: readonly Change[],
  limits: PlatformLimits,
): string | undefined {
  if (stateBytes > limits.stateBytes)
    return `The state has ${stateBytes} bytes, at most ${limits.stateBytes}.`;
  if (changes.length > limits.changes)
    return `${changes.length} changes in one page, at most ${limits.changes}.`;
  const unreadable = read.find((change) => change.type === "unreadable");
  if (unreadable) return `A change is no upsert and no delete: ${unreadable.what}.`;
  // The SDK's types ask for text; what the platform makes of anything else nobody has seen.
  const isOdd = changes.some((change) => isRecord(change) && typeof change.key !== "string");
  return isOdd ? "The key of a change is no text." : undefined;
}

function refused(message: string): PageOutcome {
  return { kind: "failed", report: { stage: "result", name: "Error", message, frames: [] } };
}
