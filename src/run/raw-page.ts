import { findJsonLosses } from "./json-losses.ts";
import { isRecord, type ErrorReport, type RawPage } from "./protocol.ts";

const mostChanges = 50_000;

/** An error whose report is already known, such as a result that is none. */
export class Reported extends Error {
  readonly stage: ErrorReport["stage"];
  constructor(stage: ErrorReport["stage"], message: string) {
    super(message);
    this.stage = stage;
  }
}

/** The page that `run` of a worker gave. Throws Reported for what is none or cannot become JSON. */
export function readResult(result: unknown): RawPage {
  const given = isRecord(result) && Array.isArray(result.changes) ? result.changes.length : undefined;
  if (!isRecord(result) || given === undefined) throw new Reported("result", "changes is no array.");
  if (given > mostChanges) throw new Reported("result", `${given} changes in one page.`);
  const { hasMore, nextUserContext: nextState, nextPacerStates } = result;
  const changes = result.changes as unknown[];
  const lost = {
    changes: findJsonLosses(changes),
    state: nextState === undefined ? [] : findJsonLosses(nextState),
  };
  if (lost.changes.length > 0) toJson("changes", changes, lost.changes);
  const stateBytes = Buffer.byteLength(toJson("nextState", nextState, lost.state));
  return {
    changes,
    hasMore,
    nextState,
    stateBytes,
    lost,
    pacers: (nextPacerStates ?? {}) as RawPage["pacers"],
  };
}

function toJson(name: string, value: unknown, losses: readonly string[]): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    throw new Reported("result", `${name} cannot be sent: ${losses.join("; ")}`);
  }
}
