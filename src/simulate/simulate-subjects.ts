import type { PreparedPlan } from "../plan/load.ts";
import { syncKeys } from "../plan/names.ts";
import { findNearest } from "../problems/nearest.ts";
import { Problem } from "../problems/problem.ts";
import { cutToWidth, toPlainLine } from "../problems/text-width.ts";
import type { Manifest } from "../run/manifest.ts";
import { subjectsOf } from "./subject.ts";
import type { Subject } from "./types.ts";

export type SubjectChoice = {
  /** The plans the project keeps, or the one that was given as the source. */
  plans: readonly PreparedPlan[];
  /** Keys of syncs as they were typed; none is all of them. */
  keys: readonly string[];
  /** Whether the plan was given, so that it stands for syncs it did not make. */
  isGiven: boolean;
};

/**
 * What is to be simulated. Throws a Problem for a key the worker does not have, for a sync that no kept plan made, and
 * where a given source could stand for syncs of several databases.
 */
export function chooseSubjects(manifest: Manifest, { plans, keys, isGiven }: SubjectChoice): Subject[] {
  // The SDK takes any text as a key, and these are going to be shown.
  const syncs = manifest.syncs.map(({ key }) => key);
  const shown = syncs.map((key) => cutToWidth(toPlainLine(key), 60));
  if (syncs.length === 0) throw new Problem("simulate/no-sync", {});
  const unknown = keys.find((key) => !syncs.includes(key));
  if (unknown !== undefined) {
    const nearest = findNearest(unknown, shown);
    throw new Problem("simulate/unknown-key", { key: unknown.slice(0, 100), nearest, syncs: shown });
  }
  if (isGiven) {
    const subjects = plans.flatMap((plan) => toSubjects(manifest, plan, keys));
    if (subjects.length === 0) throw new Problem("simulate/which-sync", { syncs: shown });
    return subjects;
  }
  const made = plans.filter(({ complete: { plan } }) => syncKeys(plan).some((key) => syncs.includes(key)));
  const known = new Set(made.flatMap(({ complete: { plan } }) => syncKeys(plan)));
  const strangers = keys.filter((key) => !known.has(key));
  if (strangers.length > 0) throw new Problem("simulate/no-plan", { syncs: strangers });
  if (made.length === 0) throw new Problem("simulate/no-plan", { syncs: [] });
  const wanted = made.filter(
    ({ complete: { plan } }) => keys.length === 0 || syncKeys(plan).some((key) => keys.includes(key)),
  );
  // A plan stands for the syncs it made, whatever else was named.
  return wanted.flatMap((prepared) => toSubjects(manifest, prepared, []));
}

function toSubjects(
  manifest: Manifest,
  { complete: { plan }, entry }: PreparedPlan,
  keys: readonly string[],
): Subject[] {
  return subjectsOf(manifest, { plan, keys, ...(entry?.sample !== undefined && { sample: entry.sample }) });
}
