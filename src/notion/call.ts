import type { PageOutcome } from "./page.ts";
import type { Call } from "./types.ts";

export type CallFrame = Pick<Call, "key" | "page" | "startedAt" | "endedAt">;

/** What one call of execute did, as it stands in the history. */
export function describeCall(outcome: PageOutcome, frame: CallFrame): Call {
  const nothing = { upserts: 0, deletes: 0, stateBytes: 0 };
  if (outcome.kind === "timeout")
    return { ...frame, ...nothing, outcome: "timeout", message: outcome.message };
  if (outcome.kind === "failed") {
    const { stage, message, frames } = outcome.report;
    const [top] = frames;
    const kind = stage === "rate-limit" ? "rate-limit" : "error";
    return { ...frame, ...nothing, outcome: kind, message, ...(top && { where: `${top.file}:${top.line}` }) };
  }
  const { page, changes } = outcome;
  return {
    ...frame,
    outcome: page.hasMore ? "page" : "end",
    upserts: changes.filter(({ type }) => type === "upsert").length,
    deletes: changes.filter(({ type }) => type === "delete").length,
    stateBytes: page.stateBytes,
  };
}
