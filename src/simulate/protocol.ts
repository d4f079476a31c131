import type { PlatformSettings } from "../notion/types.ts";
import type { Subject, Verdict } from "./types.ts";

/** One simulation as it crosses the process boundary: the scenario goes by its name. */
export type Order = { subject: Subject; scenario: string; seed: number; settings: PlatformSettings };

/**
 * What the parent asks of the child process that simulates: `open` loads the worker and gives its redacted manifest,
 * `simulate` gives an Answer, `shrink` a ShrunkFailure or null. Each is answered by one reply with the question's id.
 */
export type Question =
  | { ask: "open"; root: string; entry: string; accessToken: string }
  | { ask: "simulate"; order: Order }
  | { ask: "shrink"; order: Order };

/** What became of a simulation; `bug` is an error of ours, not of the worker. */
export type Answer = { verdict: Verdict } | { bug: { message: string; stack: string } };

/** A question with the id that its reply repeats. */
export type Request = Question & { createSync: number };
