/** A place in the project's code: path relative to its root, line and column from 1. */
export type Place = { file: string; line: number; column?: number; inside?: string };

/** A line of a log, masked and made plain. `at` counts from 1 over the whole log; `time` is what the platform put before it. */
export type LogLine = { at: number; text: string; time?: string };

/**
 * A failure as a log tells it. `message` is without the SDK's "Error during worker execution: "; `causes` are the nested
 * ones, outermost first. `raw` is one that reached the log without the SDK's envelope: at import, or while the SDK read
 * what `execute` returned. `retryAfter` is in seconds, null where the log has one that is no number.
 */
export type LoggedError = {
  kind: "generic" | "rate-limit" | "raw";
  name: string;
  message: string;
  retryAfter?: number | null;
  causes: readonly { name: string; message: string }[];
  /** Frames inside of the project, innermost first. */
  frames: readonly Place[];
  at: number;
};

/** What one call of `execute` gave back. `state` is JSON, masked and cut; `digest` is equal exactly where states are. */
export type LoggedPage = {
  at: number;
  upserts: number;
  deletes: number;
  hasMore: boolean;
  state?: { text: string; bytes: number; digest: string };
  /** What is wrong with the rows by themselves, such as a key given twice: code and count. */
  oddities: readonly { code: string; count: number; example: string }[];
  /** The keys of its rows; `digest` is equal where two pages have the same ones in the same order. */
  keys?: { first: string; last: string; digest: string };
  /** The log breaks off inside of it: its counts are the least there were, and `hasMore` is not known. */
  isCut?: true;
};

/** One run as far as the log tells them apart. Lists are bounded; `pageCount` and `lineCount` are not. */
export type LoggedRun = {
  id?: string;
  sync?: string;
  /** The databases its changes name, at most ten. */
  databases?: readonly string[];
  pages: readonly LoggedPage[];
  pageCount: number;
  errors: readonly LoggedError[];
  errorCount: number;
  said: readonly LogLine[];
  lineCount: number;
  /** When its first and its last line came, as the platform wrote it. */
  firstTime?: string;
  lastTime?: string;
  /** The log ends or breaks off within a marker or a line. */
  isCut: boolean;
};

/** A whole log, read in bounded memory whatever its length. `runs` are the first and the last of `runCount`. */
export type RunLog = {
  runs: readonly LoggedRun[];
  runCount?: number;
  lines: number;
  bytes: number;
  masked: number;
};
