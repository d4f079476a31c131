import { syncKeys } from "../plan/names.ts";
import type { Plan } from "../plan/schema.ts";
import { Problem } from "../problems/problem.ts";
import type { Finding } from "../validate/types.ts";
import type { Check } from "./verify.ts";

const mostFound = 5;

/**
 * Judges the syncs of a plan that were just written by the rules of `validate`; a finding about them is a fault of ours.
 * What it finds in other code of the worker is counted, no more: `validate` is the place for it. Never throws; other
 * files that cannot be read are the reason for which it was skipped.
 */
export async function reviewCheck(root: string, plan: Plan): Promise<Check> {
  const { readSources } = await import("../validate/read-sources.ts");
  const { review } = await import("../validate/validate.ts");
  try {
    const findings = review(await readSources(root)).findings.filter(({ severity }) => severity !== "info");
    const keys = new Set(syncKeys(plan));
    const own = findings.filter(({ sync }) => sync !== undefined && keys.has(sync));
    return toCheck(own, findings.length - own.length);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { name: "rules", ok: true, skipped: error.message, found: [] };
  }
}

function toCheck(own: readonly Finding[], elsewhere: number): Check {
  const rest = elsewhere === 0 ? "" : ` (${elsewhere} in other code of this worker: create-sync validate)`;
  return {
    name: "rules",
    label:
      own.length === 0
        ? `no rule of validate finds anything in them${rest}`
        : `the rules of validate find ${own.length} faults in what was generated; please report it: npm bugs create-sync`,
    ok: own.length === 0,
    found: own
      .slice(0, mostFound)
      .map(({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`),
  };
}
