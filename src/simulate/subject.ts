import { guaranteeOf } from "../plan/guarantee.ts";
import { syncKeys } from "../plan/names.ts";
import type { Plan } from "../plan/schema.ts";
import type { Manifest, SyncInfo } from "../run/manifest.ts";
import type { Subject } from "./types.ts";

export type SubjectOptions = {
  plan: Plan;
  /** The catalogue's sample answer of the list, if there is one. */
  sample?: unknown;
  /** Keys of syncs that a person chose; they decide where several would do. */
  keys?: readonly string[];
};

/**
 * What of a worker is to be simulated with a plan: the syncs into one database, the one that reads everything, the one
 * that reads changes, and whatever else runs by a schedule of its own. The database is that of the plan, or of the
 * chosen keys, or the only one that syncs write into; where there is no such database the list is empty. The guarantee
 * is the plan's with the schedules the worker really declares.
 */
export function subjectsOf(manifest: Manifest, { plan, sample, keys = [] }: SubjectOptions): Subject[] {
  const databaseKey = findDatabaseKey(manifest, plan, keys);
  if (databaseKey === undefined) return [];
  const own = manifest.syncs.filter((sync) => sync.databaseKey === databaseKey);
  const preferred = [...keys, ...derivedKeys(plan)];
  const walk = choose(
    own.filter(({ mode }) => mode !== "incremental"),
    preferred,
  );
  const delta = choose(
    own.filter(({ mode }) => mode === "incremental"),
    preferred,
  );
  const declared = asDeclared(plan, walk, delta);
  // Who names syncs means these and no others.
  const meant = keys.length > 0 ? own.filter(({ key }) => keys.includes(key)) : own;
  const others = meant.filter((sync) => sync !== walk && sync !== delta);
  const beside = others.filter(({ schedule }) => schedule?.type !== "manual");
  const found = [walk, delta].flatMap((sync) => sync?.key ?? []);
  return [
    {
      plan: declared,
      ...(sample === undefined ? {} : { sample }),
      databaseKey,
      ...(walk && { walk: walk.key }),
      ...(delta && { delta: delta.key }),
      ...(beside.length > 0 && { beside: beside.map(({ key }) => key) }),
      guarantee: guaranteeOf(declared),
      isGenerated: found.every((key) => derivedKeys(plan).includes(key)),
    },
  ];
}

function findDatabaseKey({ syncs }: Manifest, plan: Plan, keys: readonly string[]): string | undefined {
  const chosen = syncs.filter(({ key }) => keys.includes(key));
  if (chosen.length > 0) return onlyDatabase(chosen);
  const isOfPlan = ({ key, databaseKey }: SyncInfo): boolean =>
    databaseKey === plan.database.key || derivedKeys(plan).includes(key);
  return onlyDatabase(syncs.filter(isOfPlan)) ?? onlyDatabase(syncs);
}

function onlyDatabase(syncs: readonly SyncInfo[]): string | undefined {
  const [first, ...others] = new Set(syncs.map(({ databaseKey }) => databaseKey));
  return others.length === 0 ? first : undefined;
}

function choose(syncs: readonly SyncInfo[], preferred: readonly string[]): SyncInfo | undefined {
  const found = preferred.map((key) => syncs.find((sync) => sync.key === key));
  // One that does not say its mode is a full read by the server's default, perhaps not by its author's will.
  const isPlain = ({ mode }: SyncInfo): boolean => mode !== undefined;
  return found.find((sync) => sync !== undefined) ?? syncs.find(isPlain) ?? syncs[0];
}

function derivedKeys({ name }: Plan): string[] {
  return (["replace", "backfill-delta"] as const).flatMap((architecture) => syncKeys({ name, architecture }));
}

/** The plan as if it had asked for the syncs that there are. */
function asDeclared(plan: Plan, walk: SyncInfo | undefined, delta: SyncInfo | undefined): Plan {
  const full = scheduleOf(walk);
  return {
    ...plan,
    architecture: delta === undefined ? "replace" : "backfill-delta",
    schedule: { ...plan.schedule, replace: full, backfill: full, delta: scheduleOf(delta) },
  };
}

/** A schedule as a plan writes it. Continuous syncs are promised nothing better than a minute. */
function scheduleOf(sync: SyncInfo | undefined): string {
  if (sync === undefined) return "manual";
  const { schedule } = sync;
  if (schedule?.type === "interval") return `${schedule.intervalMs / 1000}s`;
  // Without a schedule the server takes half an hour (SDK contract, section 5).
  return schedule === undefined ? "30m" : schedule.type === "manual" ? "manual" : "1m";
}
