import type { Notion, PlatformKnobs, PlatformSettings } from "../notion/types.ts";
import type { Guarantee } from "../plan/guarantee.ts";
import type { Plan } from "../plan/schema.ts";
import type { Knobs, Upstream } from "../upstream/types.ts";
import type { Version, World } from "../world/types.ts";

/** Which of a worker's syncs are simulated together, and what their source can do. All write into one database. */
export type Subject = {
  plan: Plan;
  /** The catalogue's sample answer of the list, if there is one. */
  sample?: unknown;
  databaseKey: string;
  /** Keys of the syncs: a replace or backfill, and the delta if there is one. */
  walk?: string;
  delta?: string;
  /** Further syncs that write into the database by their schedules; whatever they do to its rows is judged too. */
  beside?: readonly string[];
  guarantee: Guarantee;
  /** Whether the syncs go by the keys that the generator gives, so that their rows must be what the plan says. Default false. */
  isGenerated?: boolean;
};

/** Virtual time. Everything the worker, the source and the platform know of time comes from it; nothing really waits. */
export type Clock = {
  /** ms since 1970. */
  now(): number;
  /** Calls `listener` when the time has come; also while a sync is running. Calls at the same ms keep their order. Gives what calls it off. */
  at(time: number, listener: () => void): () => void;
  /** Lets time pass until the promise settles, timer by timer, and gives its outcome. */
  settle<Value>(promise: Promise<Value>): Promise<Value>;
  /** Lets time pass until `time`, or until something has happened after which `isEnough` holds. */
  runUntil(time: number, isEnough?: () => boolean): Promise<void>;
};

/** The stage on which a scenario plays: a running worker between a source and Notion. */
export type Stage = {
  readonly subject: Subject;
  readonly clock: Clock;
  readonly world: World;
  readonly upstream: Upstream;
  readonly notion: Notion;
  /** Seeded numbers in [0, 1). */
  readonly random: () => number;
  /** Lets this many ms pass; due syncs run. */
  wait(ms: number): Promise<void>;
  /** Does something after this many ms, also in the middle of a sync. */
  later(ms: number, what: () => void): void;
  /** Does something before the nth request (from 1) to a route (default: the list) is answered, counted from now. */
  beforeRequest(n: number, what: () => void, route?: string): void;
  /** Starts the walk (backfill or replace) now and waits for the end of its cycle, for at most `withinMs`; deltas run meanwhile. Says whether it ended. */
  walk(withinMs?: number): Promise<boolean>;
  /** Waits for the end of the next cycle of the delta (of the walk where there is none). Says whether it ended. */
  delta(withinMs?: number): Promise<boolean>;
  /** Picks an alive record by the seed. */
  pick(): string;
  /** Asserts something the oracle cannot know; a failure becomes a finding of the scenario. */
  check(holds: boolean, message: string): void;
};

/** One thing that happens to syncs in real life, small enough to be told in a sentence. */
export type Scenario = {
  /** `short-page`: its file's name, and what `--scenario` takes. */
  name: string;
  /** What happens, in one sentence of people's words. */
  title: string;
  /** Hazards of sync-correctness §4 and simulations of its §3: `["H17", "S1"]`. */
  hazards: readonly string[];
  /** True, or why it does not apply to this source, in words. */
  applies: (subject: Subject) => true | string;
  /** Records at the start. Default 23; with `pages`, so many pages of the size that is asked for, plus a few. */
  records?: number | { pages: number };
  knobs?: Partial<Knobs>;
  platform?: Partial<PlatformKnobs>;
  /** How the pair is started. Default `delta-first`: the delta, then the walk, as the runbook says. `none`: the scenario does it. */
  start?: "delta-first" | "walk-first" | "none";
  /** What happens after the start. Afterwards the stage restores all knobs, lets the source go quiet, and the oracle judges. */
  play: (stage: Stage) => void | Promise<void>;
  /**
   * For what no code can survive: the sync must fail, with a message that matches; nothing alive may be deleted.
   * `because` is the reason, `remedy` what a person does, which the stage does before the oracle judges the rest.
   */
  failsLoudly?: { message: RegExp; because: string; remedy: (stage: Stage) => void | Promise<void> };
  /** Facts about the platform without which no code can survive it; under other settings it is not played. */
  needs?: Partial<PlatformSettings>;
  /** Part of the quick check after `add`. */
  quick?: boolean;
  /** Takes minutes; played only by name. */
  heavy?: boolean;
};

/** What went wrong with one record or one sync. */
export type Finding = {
  kind:
    | "lost" // alive at the end, no row
    | "stale" // the row shows older values
    | "not-cleared" // the row shows a value that is empty at the source
    | "falsely-deleted" // a row of a live record was removed and did not come back in time
    | "ghost" // the row of a deleted record stayed beyond the promise
    | "resurrected" // the row of a deleted record came back
    | "duplicate" // two rows for one record
    | "wrong" // a cell differs from what the plan says, even in calm weather
    | "late" // reached Notion, but after the promised time
    | "stuck" // a sync fails for ever, never ends its cycle or never moves on
    | "silent" // should have failed with a message and did not
    | "limit" // state, batch, time or rate beyond what platform or API allow
    | "check"; // a scenario's own check
  /** The row's key or the sync's key. */
  key: string;
  /** Properties concerned. */
  properties?: readonly string[];
  /** One sentence with figures. */
  detail: string;
  /** The line of the project's code that lost it, where that can be known: `src/index.ts:42`. */
  where?: string;
};

export type Figures = {
  requests: number;
  /** Fewest requests a client could do with for the same cycles. */
  leastRequests: number;
  rows: number;
  largestBatch: number;
  largestState: number;
  /** Worst wait of a change the API showed in time, and of a delete, in ms. */
  worstChangeMs: number;
  worstDeleteMs: number;
  /** Rows of live records that were missing for a while and came back. */
  flickers: number;
  executes: number;
  /** Virtual time, in ms. */
  simulatedMs: number;
};

/** The outcome of one scenario under one setting and seed. */
export type Verdict = {
  scenario: string;
  seed: number;
  settings: PlatformSettings;
  findings: readonly Finding[];
  figures: Figures;
  /** The messages of failed calls, each once, in order. */
  messages: readonly string[];
  /** How code that people wrote or changed differs from the plan, by which it is then not judged. */
  notes: readonly string[];
};

/** A row as it should be: its key and what people see in each cell; "" is an empty cell. */
export type ExpectedRow = { key: string; cells: ReadonlyMap<string, string> };

/** What Notion should show of a version of a record. Undefined: a record that has no row (it is not of this resource, or has no id). */
export type Expectation = { rowOf(version: Version): Promise<ExpectedRow | undefined> };

/** Watches a stage from the start, and judges at the end. */
export type Oracle = {
  /** To be asked once the source is quiet and everything promised should have happened. */
  judge(): Promise<Pick<Verdict, "findings" | "figures">>;
};

/** One simulation: everything it depends on, so that it can be repeated. */
export type Simulation = { subject: Subject; scenario: Scenario; seed: number; settings: PlatformSettings };
