// The public API: the same path as the command line, as functions. Nothing here writes but writeChanges.

export { costOf } from "./plan/cost.ts";
export { explainPlan, printExplanation } from "./plan/explain.ts";
export { guaranteeOf, sayGuarantee } from "./plan/guarantee.ts";
export { planSchemaJson } from "./plan/json-schema.ts";
export { planTemplate, preparePlan, type PlanOptions, type PreparedPlan } from "./plan/load.ts";
export type { CompletePlan, Plan } from "./plan/schema.ts";
export { createSync, type SyncRequest } from "./pipeline.ts";
export { Problem, type ProblemCode } from "./problems/problem.ts";
export { readProject } from "./project/read.ts";
export type { Project, WorkerFile } from "./project/types.ts";
export { listEntries, loadEntry } from "./source/load.ts";
export type { FileChange } from "./write/changes.ts";
export { unifiedDiff } from "./write/diff.ts";
export { writeChanges } from "./write/write.ts";
