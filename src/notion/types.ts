import type { Manifest, SyncInfo } from "../run/manifest.ts";
import type { ErrorReport } from "../run/protocol.ts";

/** What nobody outside can know about the platform; code must be right under every setting. */
export type PlatformSettings = {
  /** Whether the sweep at the end of a replace cycle takes a row that another sync wrote since the cycle began. */
  sweep: "takes" | "spares";
  /** Whether the nextState of a cycle's last page is there when the next replace cycle begins. */
  lastState: "kept" | "dropped";
  /** What happens to a property that an upsert leaves out. */
  omitted: "kept" | "cleared";
};

/** How the platform behaves in one scenario. Times in ms. */
export type PlatformKnobs = {
  /** From the return of execute until its rows are in the database. The next page of the same cycle waits for it. */
  commitDelayMs: (key: string) => number;
  /** Said before each commit: whether the run dies after the rows are written and before the state is saved. */
  crashesAfterApply: (key: string, page: number) => boolean;
  /** From the end of one page to the start of the next within a cycle. */
  gapMs: (key: string) => number;
};

/** What one call of execute did. */
export type Call = {
  key: string;
  /** Counts from 1 within the cycle. */
  page: number;
  startedAt: number;
  endedAt: number;
  outcome: "page" | "end" | "error" | "rate-limit" | "timeout" | "crash";
  upserts: number;
  deletes: number;
  stateBytes: number;
  /** Of a failure: its message, and where in the project's own code it was thrown, as `src/index.ts:42`. */
  message?: string;
  where?: string;
};

/** A row of a database. `properties` are the raw values by name; `id` is new when a deleted row comes back. */
export type NotionRow = {
  id: number;
  key: string;
  properties: ReadonlyMap<string, unknown>;
  updatedAt: string | undefined;
  writtenAt: number;
  writtenBy: string;
};

/** What the rows of a database went through in one commit. */
export type Commit = {
  at: number;
  key: string;
  databaseKey: string;
  upserted: readonly string[];
  deleted: readonly string[];
  swept: readonly string[];
};

/** The worker as the platform sees it: its manifest, and one page at a time. */
export type WorkerUnderTest = {
  manifest: Manifest;
  /** Runs one page; throws what execute throws. It waits for timers, so somebody must let the clock run. */
  execute(key: string, state: unknown): Promise<PageResult>;
  /** What was thrown, for people; says when it asks for a pause. */
  describe(thrown: unknown): ErrorReport;
  /** Ends what a call that was cut off still has under way, as the end of its process does. */
  abandon(): void;
};

/** The time by which the platform works, in ms since 1970. */
export type PlatformClock = {
  now(): number;
  /** Calls `listener` when the time has come; gives what calls it off. */
  at(time: number, listener: () => void): () => void;
  /** Lets time pass until the promise settles. */
  settle<Value>(promise: Promise<Value>): Promise<Value>;
  /** Lets time pass until `time`, or until something has happened after which `isEnough` holds. */
  runUntil(time: number, isEnough?: () => boolean): Promise<void>;
};

/** One page as the wire shows it: after JSON, `state` undefined where there is none. */
export type PageResult = {
  changes: readonly unknown[];
  hasMore: boolean;
  nextState: unknown;
  stateBytes: number;
};

/** A stand-in for the part of Notion that schedules syncs, keeps their state and their rows. */
export type Notion = {
  readonly syncs: readonly SyncInfo[];
  /** Lets virtual time pass until `until` (ms since 1970) or until `isEnough` holds, running every sync when it is due. */
  run(until: number, isEnough?: () => boolean): Promise<void>;
  /** Starts a sync as soon as nothing else runs, as `ntn workers sync trigger` does; manual ones only start this way. */
  trigger(key: string): void;
  /** A sync that is paused is not started until it is resumed; a cycle under way stops between pages. */
  pause(key: string): void;
  resume(key: string): void;
  /** Like `ntn workers sync state reset`. */
  reset(key: string): void;
  /** Puts a state in place, as an older version of the code would have left it. */
  setState(key: string, state: unknown): void;
  state(key: string): unknown;
  rows(databaseKey: string): ReadonlyMap<string, NotionRow>;
  onCommit(listener: (commit: Commit) => void): void;
  readonly calls: readonly Call[];
  /** Whether a cycle of this sync is between two pages. */
  isInCycle(key: string): boolean;
  /** Whether a sync was started, or is to start at once, and has not come to an end: of its cycle, or of its tries. */
  isRunning(key: string): boolean;
  readonly knobs: PlatformKnobs;
};

/** Limits of the platform (sdk-contract §3 and the CLI's documentation); beyond them a call fails. */
export type PlatformLimits = { executeMs: number; stateBytes: number; changes: number };
