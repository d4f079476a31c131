import * as Builder from "@notionhq/workers/builder";
import type { Call, Commit, Notion, NotionRow } from "../../../src/notion/types.ts";
import type { Guarantee } from "../../../src/plan/guarantee.ts";
import type { DatabaseInfo } from "../../../src/run/manifest.ts";
import { createOracle, type OracleOptions } from "../../../src/simulate/oracle/oracle.ts";
import type { Clock, Expectation, Oracle, Subject } from "../../../src/simulate/types.ts";
import type { Exchange, Knobs, Upstream } from "../../../src/upstream/types.ts";
import type { ChangeOptions, Version, World } from "../../../src/world/types.ts";
import { planOf } from "../../kit/plans.ts";

/** 2026-03-01 08:00 UTC, when everything begins. */
export const start = Date.UTC(2026, 2, 1, 8);
export const minute = 60_000;
export const hour = 60 * minute;

/** A pair: changes by a delta every 5 minutes, all else by a walk once a day. */
export const pairGuarantee: Guarantee = {
  product: "Aviary",
  many: "birds",
  changesMs: 5 * minute,
  visibleMs: 10 * minute,
  laterMs: 24 * hour,
  deletesMs: 5 * minute,
  byFullRead: ["later"],
  exceptions: [],
};

export const birds: DatabaseInfo = {
  key: "birds",
  title: "Birds",
  primaryKey: "ID",
  properties: [
    { name: "Name", type: "title", options: [] },
    { name: "Notes", type: "text", options: [] },
    { name: "ID", type: "text", options: [] },
  ],
};

const plan = await planOf("demo.books");

type Options = Partial<Pick<OracleOptions, "isGenerated" | "expectedFailure" | "expectation">> & {
  guarantee?: Guarantee;
  subject?: Partial<Subject>;
  /** How far the source's clock is ahead. */
  skewMs?: number;
};

/** A source and a Notion that do nothing by themselves, and an oracle that watches them. */
export function makeStage(options: Options = {}) {
  const time = { now: start };
  const clock: Clock = {
    now: () => time.now,
    at: () => {
      throw new Error("The oracle sets no timers.");
    },
    settle: (promise) => promise,
    runUntil: () => Promise.resolve(),
  };
  const subject: Subject = {
    plan: { ...plan, source: { ...plan.source, record: { one: "bird", many: "birds" } } },
    databaseKey: "birds",
    walk: "birdsWalk",
    delta: "birdsDelta",
    guarantee: options.guarantee ?? pairGuarantee,
    ...options.subject,
  };
  const world = makeWorld(() => time.now + (options.skewMs ?? 0));
  const upstream = makeUpstream(clock);
  const notion = makeNotion(clock);
  const oracle: Oracle = createOracle({
    subject,
    world,
    upstream: upstream.upstream,
    notion: notion.notion,
    clock,
    database: birds,
    expectation: options.expectation ?? simpleExpectation,
    ...(options.isGenerated === undefined ? {} : { isGenerated: options.isGenerated }),
    ...(options.expectedFailure === undefined ? {} : { expectedFailure: options.expectedFailure }),
  });
  const at = (ms: number): void => {
    time.now = start + ms;
  };
  return {
    at,
    world,
    upstream,
    ...notion,
    oracle,
    /** Lets time stand at `ms` and judges. */
    judge: (ms: number) => {
      at(ms);
      return oracle.judge();
    },
  };
}

/** A row for each version: its id as key, its values as cells. */
export const simpleExpectation: Expectation = {
  rowOf: ({ id, values }) =>
    Promise.resolve({
      key: id,
      cells: new Map([
        ["Name", String(values.Name ?? "")],
        ["Notes", String(values.Notes ?? "")],
        ["ID", id],
      ]),
    }),
};

/** The values a right sync would write for a version. */
export function valuesOf({ id, values }: Version): Map<string, unknown> {
  const cell = (value: unknown) =>
    value === undefined || value === null ? [] : Builder.richText(String(value));
  return new Map<string, unknown>([
    ["Name", cell(values.Name)],
    ["Notes", cell(values.Notes)],
    ["ID", cell(id)],
  ]);
}

function makeWorld(clock: () => number): World & { newest(id: string): Version } {
  const histories = new Map<string, Version[]>();
  const listeners: ((version: Version) => void)[] = [];
  const add = (what: Version["what"], id: string, options: ChangeOptions = {}): void => {
    const history = histories.get(id) ?? [];
    const now = clock();
    const values = { ...history.at(-1)?.values, ...options.set };
    for (const name of options.clear ?? []) values[name] = null;
    const version: Version = {
      id,
      number: history.length,
      what,
      at: now,
      updatedAt: options.updatedAt ?? now,
      visibleAt: now + (options.lagMs ?? 0),
      createdAt: history[0]?.createdAt ?? now,
      values,
    };
    histories.set(id, [...history, version]);
    for (const listener of listeners) listener(version);
  };
  const newest = (id: string): Version => {
    const version = histories.get(id)?.at(-1);
    if (version === undefined) throw new Error(`No record ${id}`);
    return version;
  };
  const at = (pick: (version: Version) => number, time: number): Version[] =>
    [...histories.values()].flatMap((history) => history.findLast((each) => pick(each) <= time) ?? []);
  return {
    create: (options = {}) => {
      const id = options.id ?? String(1001 + histories.size);
      add("create", id, { ...options, set: { Name: `Bird ${histories.size + 1}`, ...options.set } });
      return id;
    },
    edit: (id, options) => add("edit", id, options),
    remove: (id, options) => add("delete", id, options),
    restore: (id, options) => add("restore", id, options),
    alive: () => [...histories.keys()].filter((id) => newest(id).what !== "delete"),
    history: (id) => histories.get(id) ?? [],
    ids: () => [...histories.keys()],
    visible: (time = clock()) => at(({ visibleAt }) => visibleAt, time),
    truth: (time = clock()) => at((version) => version.at, time),
    watch: (listener) => void listeners.push(listener),
    directories: { names: () => [], entries: () => [], rename: () => {}, forget: () => {}, grow: () => [] },
    newest,
  };
}

function makeUpstream(clock: Clock) {
  const log: Exchange[] = [];
  const listeners: ((exchange: { route: string | undefined; count: number }) => void)[] = [];
  const knobs = { outage: false, hideFraction: 0, fault: undefined } as Knobs;
  const state = { tooFast: 0 };
  const upstream: Upstream = {
    answer: () => ({ kind: "reset" }),
    print: ({ id, values }) => ({ id, ...values }),
    partitionOf: () => undefined,
    knobs,
    onRequest: (listener) => void listeners.push(listener),
    log,
    get tooFast() {
      return state.tooFast;
    },
  };
  /** One request now, answered with a status. */
  const request = (status = 200, records = 0, hasErrors = false): void => {
    for (const listener of listeners) listener({ route: "list", count: log.length });
    const what = { route: "list", method: "GET", target: "/birds" };
    log.push({ at: clock.now(), ...what, status, records, hasErrors });
  };
  return { upstream, knobs, state, request };
}

function makeNotion(clock: Clock) {
  const rows = new Map<string, NotionRow>();
  const calls: Call[] = [];
  const listeners: ((commit: Commit) => void)[] = [];
  const states = new Map<string, unknown>();
  const inCycle = new Set<string>();
  const never = (): never => {
    throw new Error("The oracle only watches.");
  };
  const notion: Notion = {
    syncs: [
      {
        key: "birdsWalk",
        databaseKey: "birds",
        mode: "replace",
        schedule: { type: "interval", intervalMs: 24 * hour },
      },
      {
        key: "birdsDelta",
        databaseKey: "birds",
        mode: "incremental",
        schedule: { type: "interval", intervalMs: 5 * minute },
      },
    ],
    run: never,
    trigger: never,
    pause: never,
    resume: never,
    reset: never,
    setState: never,
    state: (key) => states.get(key),
    rows: () => rows,
    onCommit: (listener) => void listeners.push(listener),
    calls,
    isInCycle: (key) => inCycle.has(key),
    isRunning: (key) => inCycle.has(key),
    knobs: { commitDelayMs: () => 0, crashesAfterApply: () => false, gapMs: () => 0 },
  };
  /** Forgets the cycle under way. */
  const reset = (key: string): void => void inCycle.delete(key);
  /** A call of a sync that begins now and takes a second (or `tookMs`). */
  const call = (key: string, more: Partial<Call> & { tookMs?: number } = {}): void => {
    const { tookMs = 1000, ...rest } = more;
    const startedAt = clock.now();
    const outcome = rest.outcome ?? "end";
    if (outcome === "end") inCycle.delete(key);
    else inCycle.add(key);
    calls.push({
      key,
      page: 1,
      startedAt,
      endedAt: startedAt + tookMs,
      outcome,
      upserts: 0,
      deletes: 0,
      stateBytes: 2,
      ...rest,
    });
  };
  /** A commit a second after now: whole rows by key; `undefined` deletes, or sweeps with `by: "sweep"`. */
  const commit = (
    key: string,
    changes: Record<string, Map<string, unknown> | undefined>,
    by: "delete" | "sweep" = "delete",
  ): void => {
    const at = clock.now() + 1000;
    const upserted = Object.keys(changes).filter((each) => changes[each] !== undefined);
    const gone = Object.keys(changes).filter((each) => changes[each] === undefined && rows.has(each));
    for (const each of upserted) {
      const properties = changes[each] ?? new Map<string, unknown>();
      rows.set(each, { id: 1, key: each, properties, updatedAt: undefined, writtenAt: at, writtenBy: key });
    }
    for (const each of gone) rows.delete(each);
    const [deleted, swept] = by === "delete" ? [gone, []] : [[], gone];
    for (const listener of listeners) listener({ at, key, databaseKey: "birds", upserted, deleted, swept });
  };
  return { notion, calls, states, call, commit, reset };
}
