import { authUnit } from "../../generators/index.ts";
import type { Plan } from "../plan/schema.ts";
import { readEnvNames } from "../project/env.ts";
import { findText } from "../project/text-file.ts";
import { Problem } from "../problems/problem.ts";
import { parseDuration } from "../source/duration.ts";
import { readManifest, typeCheck, type TypeFault } from "../run/check.ts";
import type { Manifest } from "../run/manifest.ts";

/**
 * One check after writing. `skipped` says why it could not be made; that is no failure. `label` is what people read where
 * the name alone would not do.
 */
export type Check = { name: string; label?: string; ok: boolean; skipped?: string; found: string[] };

/**
 * Proves the written code as far as this machine can: the user's own `tsc --noEmit`, then the worker is loaded and
 * what it declares is compared with the plan. OAuth settings get placeholders, so no secret is needed.
 */
export async function verifySync(root: string, plan: Plan): Promise<Check[]> {
  const types = await typeCheck(root);
  const typesCheck: Check = { name: "types", ok: types.ok, found: types.errors.map(sayFault) };
  if (types.skipped !== undefined) {
    typesCheck.skipped = types.skipped;
    return [typesCheck];
  }
  return [typesCheck, await manifestCheck(root, plan)];
}

const sayFault = (fault: TypeFault): string =>
  `${fault.file}:${fault.line}:${fault.column} ${fault.code} ${fault.message}`;

async function manifestCheck(root: string, plan: Plan): Promise<Check> {
  const { auth } = plan.source;
  const own = authUnit(auth.kind)
    .env(auth)
    .map(({ name }) => name);
  // Other sources of this worker may ask for their settings while it is loaded.
  const others = readEnvNames((await findText(root, ".env.example")) ?? "");
  const placeholders = [...own, ...others];
  try {
    const found = manifestFaults(plan, await readManifest(root, { placeholders }));
    return { name: "manifest", ok: found.length === 0, found };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { name: "manifest", ok: false, found: [`${error.message} ${error.fix}`] };
  }
}

/** What the loaded worker declares otherwise than the plan says; [] if nothing. */
export function manifestFaults(plan: Plan, manifest: Manifest): string[] {
  const found: string[] = [];
  const database = manifest.databases.find(({ key }) => key === plan.database.key);
  if (!database) found.push(`database ${plan.database.key} is missing`);
  else {
    if (database.primaryKey !== plan.database.primaryKey)
      found.push(`the primary key is ${database.primaryKey}, planned ${plan.database.primaryKey}`);
    const names = database.properties.map(({ name }) => name);
    const missing = plan.fields.filter(({ name }) => !names.includes(name));
    if (missing.length > 0)
      found.push(`properties are missing: ${missing.map(({ name }) => name).join(", ")}`);
  }
  for (const wanted of plannedSyncs(plan)) {
    const sync = manifest.syncs.find(({ key }) => key === wanted.key);
    if (!sync) found.push(`sync ${wanted.key} is missing`);
    else if (sync.mode !== wanted.mode)
      found.push(`sync ${wanted.key} has mode ${sync.mode ?? "none"}, planned ${wanted.mode}`);
    else if (sayManifestSchedule(sync.schedule) !== sayPlanSchedule(wanted.schedule)) {
      found.push(
        `sync ${wanted.key} runs ${sayManifestSchedule(sync.schedule)}, planned ${sayPlanSchedule(wanted.schedule)}`,
      );
    }
  }
  return found;
}

type Planned = { key: string; mode: "replace" | "incremental"; schedule: string };

function plannedSyncs({ name, architecture, schedule }: Plan): Planned[] {
  if (architecture === "replace")
    return [{ key: `${name}Sync`, mode: "replace", schedule: schedule.replace }];
  return [
    { key: `${name}Backfill`, mode: "replace", schedule: schedule.backfill },
    { key: `${name}Delta`, mode: "incremental", schedule: schedule.delta },
  ];
}

function sayManifestSchedule(schedule: Manifest["syncs"][number]["schedule"]): string {
  if (!schedule) return "by the server's default";
  return schedule.type === "interval" ? `every ${schedule.intervalMs} ms` : schedule.type;
}

function sayPlanSchedule(schedule: string): string {
  const ms = parseDuration(schedule);
  return ms === undefined ? schedule : `every ${ms} ms`;
}
