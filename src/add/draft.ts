import { isDeepStrictEqual } from "node:util";
import { newWorker } from "../files/new-worker.ts";
import { createSync } from "../pipeline.ts";
import { preparePlan, type PreparedPlan } from "../plan/load.ts";
import { appliedPlanPath, planPath } from "../plan/names.ts";
import type { Plan } from "../plan/schema.ts";
import { findNearest } from "../problems/nearest.ts";
import { Problem, throwAll } from "../problems/problem.ts";
import { readProject } from "../project/read.ts";
import { findText } from "../project/text-file.ts";
import type { Project, WorkerFile, WorkerItem } from "../project/types.ts";
import type { FileChange } from "../write/changes.ts";
import { differences } from "./differences.ts";
import { updateWorkerFile } from "./upkeep.ts";

/** A sync that is ready to be written: nothing has been touched yet. */
export type Draft = {
  prepared: PreparedPlan;
  project: Project;
  /** In writing order; the worker file is last. Empty if everything is there already. */
  changes: FileChange[];
};

/** `force`: a changed plan may replace code it made before, as long as nobody edited it. */
export type DraftOptions = { force?: boolean };

/** Computes everything a plan changes in the project at `root`. Throws Problems; writes nothing. */
export async function draftSync(
  root: string,
  prepared: PreparedPlan,
  { force = false }: DraftOptions = {},
): Promise<Draft> {
  const project = await readProject(root);
  const { plan } = prepared.complete;
  throwAll(missingDatabases(plan, project));
  const read = (path: string) => findText(root, path);
  const before = await findEarlierPlan(plan, project, read);
  const isChanged = before !== undefined && !isDeepStrictEqual(before, plan);
  if (isChanged && !force) throw planChanged(before, plan, project);
  const created = project.workerFile
    ? { worker: project.workerFile, files: [] }
    : await newWorker(project, read);
  const worker = isChanged
    ? await updateWorkerFile(created.worker, project, { before, after: plan })
    : created.worker;
  const changes = await createSync({
    plan,
    planText: prepared.text,
    sample: prepared.entry?.sample,
    project: { ...project, items: itemsAfter(project, worker) },
    worker,
    earlier: before,
    read,
  });
  return { prepared, project, changes: [...created.files, ...changes] };
}

/** What Notion would not say: a relation to a database that is not there leads to nothing. */
function missingDatabases({ fields, database }: Plan, { items }: Project): Problem[] {
  const known = items.flatMap(({ kind, key }) => (kind === "database" ? [key] : []));
  return fields.flatMap(({ name, type, to }) => {
    if (type !== "relation" || to === undefined || to === database.key || known.includes(to)) return [];
    return [
      new Problem("add/no-database", { name, to, known: known.join(", "), near: findNearest(to, known) }),
    ];
  });
}

/** The keys of the project once its worker file reads as `worker` does. */
function itemsAfter(project: Project, worker: WorkerFile): WorkerItem[] {
  return [...project.items.filter(({ file }) => file !== worker.path), ...worker.items];
}

/** The plan of this name that made syncs which are still there; undefined if there is none. */
async function findEarlierPlan(
  plan: Plan,
  project: Project,
  read: (path: string) => Promise<string | undefined>,
): Promise<Plan | undefined> {
  if (!findSync(plan, project)) return undefined;
  for (const file of [appliedPlanPath(plan.name), planPath(plan.name)]) {
    const text = await read(file);
    if (text !== undefined) return (await preparePlan({ text, file })).complete.plan;
  }
  return undefined;
}

function findSync(plan: Plan, project: Project): WorkerItem | undefined {
  const keys = [`${plan.name}Sync`, `${plan.name}Backfill`, `${plan.name}Delta`];
  return project.items.find((item) => item.kind === "sync" && keys.includes(item.key));
}

/** Generated code is never changed behind its owner's back: the differences are named, and how to go on. */
function planChanged(before: Plan, plan: Plan, project: Project): Problem {
  const { file = "src/index.ts", line = 1 } = findSync(plan, project) ?? {};
  return new Problem(
    "add/plan-changed",
    { name: plan.name, place: `${file}:${line}`, changed: differences(before, plan) },
    { file, line },
  );
}
