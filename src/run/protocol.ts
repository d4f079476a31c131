/** What the parent asks of the child process that holds the worker. Each request gets one reply with its id. */
export type Request =
  | ({ createSync: number; ask: "open" } & OpenRequest)
  | ({ createSync: number; ask: "execute" } & ExecuteRequest);

export type OpenRequest = {
  /** Absolute path of the project. */
  root: string;
  /** Path of the worker file below the root. */
  entry: string;
  /** Set in the child whatever was there. */
  env: Record<string, string>;
  /** Set in the child where nothing was: the values of `.env`, then placeholders. */
  defaults: Record<string, string>;
};

export type ExecuteRequest = { key: string; state?: unknown; pacers?: Record<string, PacerState> };

/** A pacer as the platform hands it to a run (SDK 0.3.0 to 0.9.2). */
export type PacerState = { lastScheduledAtMs: number; allowedRequests: number; intervalMs: number };

/** What `execute` returned, after JSON; `lost` names what JSON changed in it. */
export type RawPage = {
  changes: unknown[];
  hasMore: unknown;
  nextState?: unknown;
  stateBytes: number;
  lost: { changes: string[]; state: string[] };
  pacers: Record<string, PacerState>;
};

/** A line of the project's own code on the stack; `file` is relative to the root with forward slashes. */
export type Frame = { file: string; line: number; column: number; inside?: string };

/** An error as it crosses the process boundary: bounded text, no objects. */
export type ErrorReport = {
  /** What failed: loading the worker, finding it, running it, or what it returned. */
  stage: "import" | "no-worker" | "execute" | "rate-limit" | "credential" | "result" | "crash";
  name: string;
  message: string;
  /** Seconds the API asked to wait, from RateLimitError. */
  retryAfter?: number;
  frames: Frame[];
};

export type Reply =
  { createSync: number; ok: true; value: unknown } | { createSync: number; ok: false; error: ErrorReport };

/** What a child says now and then while it works on a question. */
export type SignOfLife = { createSync: number; isAlive: true };

/** Whether a message of the child is a sign of life. */
export function isSignOfLife(message: unknown): message is SignOfLife {
  return isRecord(message) && typeof message.createSync === "number" && message.isAlive === true;
}

/** Whether a message of the child is ours; the worker's own code may send others. */
export function isReply(message: unknown): message is Reply {
  if (!isRecord(message) || typeof message.createSync !== "number") return false;
  return (
    message.ok === true ||
    (message.ok === false && isRecord(message.error) && typeof message.error.message === "string")
  );
}

/** Whether a value is an object with keys, which arrays are not. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
