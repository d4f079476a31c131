import { makeEvidence, type CodeFacts, type Evidence, type SyncCode } from "../../../src/debug/evidence.ts";
import type { LoggedError, LoggedPage, LoggedRun, Place, RunLog } from "../../../src/debug/types.ts";
import type { Finding } from "../../../src/validate/types.ts";

/** An error of a log, from its message or more of it. */
export function errorOf(given: string | Partial<LoggedError>): LoggedError {
  const own = typeof given === "string" ? { message: given } : given;
  return { kind: "generic", name: "Error", message: "", causes: [], frames: [], at: 5, ...own };
}

/** A page that ends a cycle with three rows, or what is said of it. */
export function pageOf(given: Partial<LoggedPage> = {}): LoggedPage {
  return { at: 2, upserts: 3, deletes: 0, hasMore: false, oddities: [], ...given };
}

export type RunGiven = {
  sync?: string;
  errors?: (string | Partial<LoggedError>)[];
  pages?: Partial<LoggedPage>[];
  said?: string[];
  isCut?: boolean;
};

/** A run of a log. */
export function runOf({ errors = [], pages = [], said = [], isCut = false, sync }: RunGiven): LoggedRun {
  return {
    ...(sync !== undefined && { sync }),
    pages: pages.map(pageOf),
    pageCount: pages.length,
    errors: errors.map(errorOf),
    errorCount: errors.length,
    said: said.map((text, index) => ({ text, at: index + 1 })),
    lineCount: errors.length + pages.length + said.length,
    isCut,
  };
}

/** A log of some runs. */
export function logOf(...runs: RunGiven[]): RunLog {
  const made = runs.map(runOf);
  const lines = made.reduce((sum, { lineCount }) => sum + lineCount, 0);
  return { runs: made, lines, bytes: lines * 100, masked: 0 };
}

export const place: Place = { file: "src/index.ts", line: 2, column: 1 };

/** The code of a worker, as far as a test needs it. */
export function codeOf(
  given: Partial<Omit<CodeFacts, "syncs" | "findings">> & {
    syncs?: Partial<SyncCode>[];
    findings?: Partial<Finding>[];
    lines?: string[];
  },
): CodeFacts {
  const { syncs = [{}], findings = [], lines = [], ...rest } = given;
  return {
    databases: [],
    pacers: [],
    reads: [],
    files: new Map([["src/index.ts", lines]]),
    ...rest,
    syncs: syncs.map((sync) => ({
      key: "tasks",
      mode: "replace",
      schedule: "1h",
      database: "tasks",
      place,
      execute: place,
      endLine: 9,
      ...sync,
    })),
    findings: findings.map((finding) => ({
      ...{ rule: "", severity: "error", message: "It is so.", fix: "Mend it.", hazards: [], fixable: false },
      ...{ file: "src/index.ts", line: 2, column: 1, endLine: 2, endColumn: 9, ...finding },
    })),
  };
}

/** The code with one finding of each of some rules. */
export function foundBy(...rules: string[]): CodeFacts {
  return codeOf({ findings: rules.map((rule) => ({ rule })) });
}

/** What is known when all there is is one error. */
export function thrown(given: string | Partial<LoggedError>, more: Partial<Evidence> = {}): Evidence {
  return makeEvidence({ ...more, log: logOf({ errors: [given] }) });
}

/** What is known of a log and more. */
export function evidenceOf(run: RunGiven | RunGiven[], more: Partial<Evidence> = {}): Evidence {
  return makeEvidence({ ...more, log: logOf(...(Array.isArray(run) ? run : [run])) });
}

export { makeEvidence };
