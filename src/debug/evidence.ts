import type { DatabaseInfo } from "../run/manifest.ts";
import type { Finding } from "../validate/types.ts";
import type { LoggedError, LoggedPage, LoggedRun, Place, RunLog } from "./types.ts";

/** What a person sees in the rows, where no error tells it. */
export type Symptom = "missing" | "stale" | "duplicated" | "vanished" | "not-cleared";

/** How Notion itself calls the last run, and which of the worker's variables it has; what is not known is left out. */
export type PlatformFacts = {
  outcome?: "succeeded" | "failed" | "timed out" | "disabled";
  /** Names of variables that were pushed; never values. */
  pushed?: readonly string[];
};

/** What is written about a sync, as far as it could be followed. */
export type SyncCode = {
  key: string;
  mode: "replace" | "incremental" | "unknown" | undefined;
  schedule: string | undefined;
  database?: string;
  place: Place;
  /** Where `execute` begins; the registration, if it could not be followed. */
  execute: Place;
  /** The last line of its registration. */
  endLine: number;
};

/** The time in ms that a pacer puts between two requests. */
export type PacerCode = { key: string; paceMs: number; place: Place };

/** What the project's code says. */
export type CodeFacts = {
  syncs: readonly SyncCode[];
  /** Those whose schema could be followed, as the manifest would have them. */
  databases: readonly DatabaseInfo[];
  pacers: readonly PacerCode[];
  findings: readonly Finding[];
  /** The variables it reads, by name. */
  reads: readonly string[];
  /** Files by path, line by line. */
  files: ReadonlyMap<string, readonly string[]>;
};

/** Facts about the project beside its code. */
export type ProjectFacts = {
  moduleType?: "module" | "commonjs";
  sdk?: string;
  /** Names in .env. */
  env: readonly string[];
};

/** What a kept plan says that matters here. */
export type PlanFacts = { file: string; keys: readonly string[]; deletes: readonly string[] };

/** Something a log says: an error, or a line that was printed. */
export type Heard = {
  /** Name, message and causes of an error; a printed line as it is. */
  text: string;
  at: number;
  run: LoggedRun;
  error?: LoggedError;
  /** Of the last run that went wrong; of the last, where none did. */
  isLast: boolean;
  /** A later run of the same sync went through. */
  isPassed: boolean;
};

/** A scenario that was played here: `detail` is what went wrong, if anything did. */
export type PlayedScenario = { scenario: string; detail?: string; place?: Place };

/** All that is known about a sync that does wrong. */
export type Evidence = {
  /** The sync in question, if one was named or only one can be meant. */
  key?: string;
  symptom?: Symptom;
  log?: RunLog;
  heard: readonly Heard[];
  /** The pages of all runs of the sync, in order. */
  pages: readonly LoggedPage[];
  code?: CodeFacts;
  project?: ProjectFacts;
  plans: readonly PlanFacts[];
  platform: PlatformFacts;
  /** What was played to bring about what people see. */
  played: readonly PlayedScenario[];
  /** What could not be looked at, in words. */
  unseen: readonly string[];
};

/** Puts together what is known. A log of several syncs is cut down to the runs that are, or may be, of the one in question. */
export function makeEvidence(given: Partial<Omit<Evidence, "heard" | "pages">> & { log?: RunLog }): Evidence {
  const { log, key } = given;
  const own = (log?.runs ?? []).filter(({ sync }) => key === undefined || sync === undefined || sync === key);
  // A log that tells of other syncs only was still the one that was given.
  const runs = own.length > 0 ? own : (log?.runs ?? []);
  return {
    plans: [],
    platform: {},
    played: [],
    unseen: [],
    ...given,
    heard: hear(runs),
    pages: runs.flatMap(({ pages }) => pages),
  };
}

// What went wrong first and what goes wrong now is enough, and each line is looked at by every cause.
const firstRuns = 5;
const lastRuns = 20;
const longestText = 1_500;

function hear(all: readonly LoggedRun[]): Heard[] {
  const runs =
    all.length > firstRuns + lastRuns ? [...all.slice(0, firstRuns), ...all.slice(-lastRuns)] : all;
  const wrong = runs.findLastIndex(isWrong);
  const last = wrong === -1 ? runs.length - 1 : wrong;
  return runs.flatMap((run, index) => {
    const later = runs.slice(index + 1).filter(({ sync }) => sync === undefined || sync === run.sync);
    const marks = {
      run,
      isLast: index === last,
      isPassed: later.some((one) => !isWrong(one) && one.pageCount > 0),
    };
    const errors = run.errors.map((error): Heard => ({
      text: textOf(error).slice(0, longestText),
      at: error.at,
      error,
      ...marks,
    }));
    return [...errors, ...run.said.map(({ text, at }): Heard => ({ text, at, ...marks }))];
  });
}

/** Whether a run ended in an error. A limit that Notion waits out is none. */
function isWrong({ errors, pages }: LoggedRun): boolean {
  const error = errors.at(-1);
  return error !== undefined && error.at > (pages.at(-1)?.at ?? -1);
}

function textOf({ name, message, causes }: LoggedError): string {
  const own =
    name === "Error" || name === "" || message.startsWith(`${name}:`) ? message : `${name}: ${message}`;
  const more = causes.map((cause) =>
    cause.name === "Error" ? cause.message : `${cause.name}: ${cause.message}`,
  );
  return (
    [own, ...more.filter((text) => !own.includes(text))].join(" (") +
    ")".repeat(more.filter((text) => !own.includes(text)).length)
  );
}
