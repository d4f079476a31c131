import { isDeepStrictEqual } from "node:util";
import { appliedPlanPath } from "../../plan/names.ts";
import type { Plan } from "../../plan/schema.ts";
import { Problem } from "../../problems/problem.ts";
import { findText, listFolder } from "../../project/text-file.ts";
import type { Project } from "../../project/types.ts";
import type { Check, Finding, Place } from "../types.ts";

const mostPlans = 20;

/** The plans in syncs/ against the code that was made from them. */
export const plans: Check = {
  id: "plans",
  about: "project",
  look: async (place) => {
    const project = await place.code();
    const names = (await listFolder(place.root, "syncs")).filter((name) => name.endsWith(".plan.yaml"));
    const found: Finding[] = [];
    for (const name of names.slice(0, mostPlans))
      found.push(...(await lookAtPlan(place, project, `syncs/${name}`)));
    if (found.length > 0) return found;
    const count = names.length;
    if (count === 0) return [];
    return [
      { status: "ok", says: count === 1 ? "The plan fits the code" : `The ${count} plans fit the code` },
    ];
  },
};

async function lookAtPlan(
  { root }: Place,
  project: Pick<Project, "items">,
  path: string,
): Promise<Finding[]> {
  try {
    const text = (await findText(root, path)) ?? "";
    const { preparePlan } = await import("../../plan/load.ts");
    const { plan } = (await preparePlan({ text, file: path })).complete;
    const code = findCode(plan, project);
    if (code.syncs.length === 0)
      return [
        {
          status: "note",
          says: `${path}: none of its syncs is in the code.`,
          fix: `npx create-sync add ${path} brings them in; or delete the plan`,
        },
      ];
    const isEdited = await isEditedSince(root, plan);
    const changed: Finding[] = isEdited
      ? [
          {
            status: "problem",
            says: `${path} was changed after its code was made.`,
            fix: `npx create-sync add ${path} --force --dry-run shows what that changes in the code`,
          },
        ]
      : [];
    return [
      ...changed,
      ...(isEdited ? [] : compareSyncs(plan, path, code)),
      ...compareColumns(plan, path, code),
    ];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [
      { status: "problem", says: `${path}: ${error.message}`, fix: `npx create-sync plan check ${path}` },
    ];
  }
}

type Code = { syncs: readonly string[]; database: Project["items"][number] | undefined };

function findCode({ name, database }: Plan, { items }: Pick<Project, "items">): Code {
  const keys = [`${name}Sync`, `${name}Backfill`, `${name}Delta`];
  return {
    syncs: items.flatMap(({ kind, key }) => (kind === "sync" && keys.includes(key) ? [key] : [])),
    database: items.find(({ kind, key }) => kind === "database" && key === database.key),
  };
}

async function isEditedSince(root: string, plan: Plan): Promise<boolean> {
  const file = appliedPlanPath(plan.name);
  const text = await findText(root, file);
  if (text === undefined) return false;
  const { preparePlan } = await import("../../plan/load.ts");
  const applied = await preparePlan({ text, file }).catch(() => undefined);
  return applied !== undefined && !isDeepStrictEqual(applied.complete.plan, plan);
}

function compareSyncs({ name, architecture }: Plan, path: string, { syncs }: Code): Finding[] {
  const wanted = architecture === "replace" ? [`${name}Sync`] : [`${name}Backfill`, `${name}Delta`];
  const gone = wanted.filter((key) => !syncs.includes(key));
  return gone.map((key) => ({
    status: "problem",
    says: `${path} makes ${key}, which is not in the code.`,
    fix: `npx create-sync add ${path} --dry-run shows what is missing`,
  }));
}

/** To Notion's schema both kinds of dates are one. */
const schemaCall = (type: string): string => (type === "dateTime" ? "date" : type);

/** Columns by name and kind, as far as the code spells them out. */
function compareColumns({ fields }: Plan, path: string, { database }: Code): Finding[] {
  const { properties, primaryKey, file, line } = database ?? {};
  if (properties === undefined) return [];
  const planned = new Map<string, string>(fields.map(({ name, type }) => [name, schemaCall(type)]));
  const coded = new Map(Object.entries(properties));
  const names = [...new Set([...planned.keys(), ...coded.keys()])].filter((name) => name !== primaryKey);
  const other = names.filter((name) => planned.get(name) !== coded.get(name));
  if (other.length === 0) return [];
  return [
    {
      status: "note",
      says: `${path} and ${file}:${line} differ in ${other.slice(0, 5).join(", ")}${other.length > 5 ? " and more" : ""}: the code was edited.`,
      fix: "Bring the plan up to the code, so that a later add does not undo it",
    },
  ];
}
