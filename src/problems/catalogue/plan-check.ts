import { entry } from "../entry.ts";

type None = Record<string, never>;

/** What the gate says of architecture, schedule, pace and keys. */
export const planCheckProblems = {
  "plan/delta-without-changes": entry<{ product: string }>({
    exit: 2,
    message: ({ product }) =>
      `Expected architecture: replace, because ${product} cannot be asked what changed (source.changes is none).`,
    fix: () => "Write `architecture: replace`, or describe source.changes if the API has them.",
  }),
  "plan/replace-without-because": entry<{ product: string }>({
    exit: 2,
    message: ({ product }) =>
      `Missing because: ${product} can be asked what changed, so reading everything each time costs more and is later than a delta.`,
    fix: () => "Write `architecture: backfill-delta`, or say why not: `because: <your reason>`.",
  }),
  "plan/overlap-too-short": entry<{ overlap: string; least: string; why: string }>({
    exit: 2,
    message: ({ overlap, least, why }) =>
      `Expected at least ${least} in schedule.overlap, found ${overlap}: ${why}.`,
    fix: () => "Raise schedule.overlap; reading a few rows twice is harmless, losing one is not.",
  }),
  "plan/lookback-too-short": entry<{ lookback: string; overlap: string }>({
    exit: 2,
    message: ({ lookback, overlap }) =>
      `Expected schedule.lookback (${lookback}) to be at least the overlap (${overlap}): the first run starts no later than the others.`,
    fix: () => "Raise schedule.lookback, or leave it out.",
  }),
  "plan/deletes-stay": entry<{ many: string; product: string }>({
    exit: 2,
    message: ({ many, product }) =>
      `Missing because: ${product} does not say what was deleted, so with schedule.backfill: manual deleted ${many} would stay in Notion for ever.`,
    fix: () => "Write `backfill: 1d`, or say why it may be so: `because: <your reason>`.",
  }),
  "plan/gaps-stay": entry<{ product: string; many: string; kind: string }>({
    exit: 2,
    message: ({ product, many, kind }) =>
      kind === "lookback"
        ? `Missing because: ${product} tells of a limited number of changes, so with schedule.backfill: manual ${many} beyond it would stay as they were.`
        : `Missing because: the delta reads the ${many} of a span of time, so with schedule.backfill: manual those outside of it would stay as they were.`,
    fix: () => "Write `backfill: 1d`, or say why it may be so: `because: <your reason>`.",
  }),
  "plan/looks-too-far-back": entry<{ found: string; most: string; product: string }>({
    exit: 2,
    message: ({ found, most, product }) =>
      `Expected schedule.lookback to be shorter than the ${most} of which ${product} tells what changed, found ${found}.`,
    fix: () => "Lower schedule.lookback; the backfill brings what is older.",
  }),
  "plan/keyset-unsorted": entry<{ kind: string }>({
    exit: 2,
    message: ({ kind }) =>
      `Expected another kind of page: changes of kind ${kind} are in no order of time and id, by which a keyset goes on.`,
    fix: () =>
      "Choose the page kind the API documents, or changes.kind: since-sorted if it does sort by that time.",
  }),
  "plan/schedule-range": entry<{ field: string; found: string }>({
    exit: 2,
    message: ({ field, found }) =>
      `Expected 1m to 7d in ${field}, found ${found}: Notion refuses the whole worker otherwise.`,
    fix: ({ field }) => `Write ${field} within that range, or manual.`,
  }),
  "plan/time-stray": entry<{ name: string; architecture: string }>({
    exit: 2,
    message: ({ name, architecture }) =>
      `Expected no schedule.${name} beside architecture: ${architecture}: nothing runs by it, so it would be ignored.`,
    fix: ({ name, architecture }) =>
      architecture === "replace"
        ? `Remove schedule.${name}; how often everything is read is schedule.replace.`
        : `Remove schedule.${name}; how often changes are read is schedule.delta, and everything, schedule.backfill.`,
  }),
  "plan/time-unused": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) =>
      `Expected no schedule.${name} beside changes of kind rolling-window: each run reads the whole span again, so it would be ignored.`,
    fix: ({ name }) =>
      `Remove schedule.${name}; how far back and ahead each run reads is source.changes.back and ahead.`,
  }),
  "plan/delta-manual": entry<None>({
    exit: 2,
    message: () =>
      "Expected an interval in schedule.delta, found manual: nothing would keep the rows current.",
    fix: () => "Write `delta: 5m`, or use `architecture: replace` with `replace: manual`.",
  }),
  "plan/pace-too-slow": entry<{ seconds: number; budget: number }>({
    exit: 2,
    message: ({ seconds, budget }) =>
      `Too slow: these limits make a page wait ${seconds} seconds, and a run that waits longer than ${budget} seconds for one page may never finish it.`,
    fix: () => "Check the limits; give those that hold for these requests.",
  }),
  "plan/rate-for-nothing": entry<{ kind: string }>({
    exit: 2,
    message: ({ kind }) => `This limit is for requests of kind ${kind}, and the plan sends none.`,
    fix: () => "Leave it out, or say which requests count to it: list, changes or read.",
  }),
  "plan/rate-for-all-missing": entry<None>({
    exit: 2,
    message: () =>
      "Expected a limit for all requests: each of these is for one kind only, so the others would not be paced.",
    fix: () => "Add one without `for`.",
  }),
  "plan/too-many-partitions": entry<{ over: string; found: number; most: number }>({
    exit: 2,
    message: ({ over, found, most }) =>
      `Expected at most ${most} values of ${over}, found ${found}: a sync remembers something of each, and what it remembers must stay small.`,
    fix: () => "Make several plans of it, each with a part of them.",
  }),
  "plan/partition-kind": entry<{ over: string; kind: string }>({
    exit: 2,
    message: ({ over, kind }) =>
      `Expected one value of ${over}: changes of kind ${kind} in this form (with an upper bound, as entries, or by an address) are read for one at a time.`,
    fix: () => "Make a plan for each, or read everything: `architecture: replace` with `because:`.",
  }),
  "plan/partition-place": entry<{ over: string }>({
    exit: 2,
    message: ({ over }) =>
      `Expected {${over}} in the path of this request, or as a whole value of its query: several values of it are asked for one after the other.`,
    fix: ({ over }) => `Put it there, or give ${over} one value.`,
  }),
  "plan/partition-in-field": entry<{ over: string }>({
    exit: 2,
    message: ({ over }) =>
      `A field cannot hold {${over}} while it has several values: a record does not tell which is its own.`,
    fix: () => "Take the address of the record from the record itself.",
  }),
  "plan/page-too-large": entry<{ size: number; limit: number }>({
    exit: 2,
    message: ({ size, limit }) =>
      `Expected at most ${limit} records a page, found ${size}: a page becomes one batch, and Notion takes about ${limit} changes in one.`,
    fix: ({ limit }) => `Write \`value: ${limit}\`.`,
  }),
  "plan/keys-collide": entry<{ key: string; roles: string }>({
    exit: 2,
    message: ({ key, roles }) =>
      `Expected different keys, but the ${roles} would both be "${key}": everything in a worker shares one key space.`,
    fix: () => "Change name, pacer or database.key.",
  }),
  "plan/reserved-name": entry<{ field: string; value: string }>({
    exit: 2,
    message: ({ field, value }) =>
      `Expected another ${field}: "${value}" is a word of the language and cannot name a constant.`,
    fix: ({ value }) => `Write something like ${value}Rows.`,
  }),
};
