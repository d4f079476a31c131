import type { Plan } from "../plan/schema.ts";
import type { Project, WorkerFile, WorkerItem } from "../project/types.ts";
import type { ExistingNames } from "./names.ts";

/** What of a plan is in the worker file already and can be used as it is: the handles of one source, its database. */
export function findExisting(plan: Plan, file: WorkerFile, project: Project): ExistingNames {
  const held = (kind: WorkerItem["kind"], key: string) =>
    project.items.find((item) => item.kind === kind && item.key === key && item.file === file.path)?.variable;
  const database = held("database", plan.database.key);
  const pacer = held("pacer", plan.pacer);
  const auth = held("oauth", `${plan.pacer.replace(/Api$/, "") || plan.pacer}Auth`);
  const declaresProperties = file.names.some((name) => name.name === `${plan.database.key}Properties`);
  return {
    worker: file.worker,
    ownProperties: database === undefined || declaresProperties,
    ...(database !== undefined && { database }),
    ...(pacer !== undefined && { pacer }),
    pacers: new Map(
      project.items.flatMap(({ kind, key, variable, file: path }) =>
        kind === "pacer" && variable !== undefined && path === file.path ? [[key, variable] as const] : [],
      ),
    ),
    ...(auth !== undefined && { auth }),
  };
}
