import type { PageFacts } from "../../source/schema.ts";
import { Problem } from "../../problems/problem.ts";
import { spacingOf } from "../cost.ts";
import type { FieldPath } from "../field-path.ts";
import type { PlanCheck } from "./check.ts";

// Our syncs send one request per execute and give the page back at once. A runtime that stops an execute after some
// minutes must never meet one that still waits for its turn (sdk-contract 4 and rule 20).
const requestsPerExecute = 1;
const executeBudgetMs = 120_000;
const changesPerBatch = 100;

/** The API's limit must leave time for a page within one execute. */
export const checkPace: PlanCheck = ({ source }, locate) => {
  const waitMs = requestsPerExecute * spacingOf(source.rate);
  if (waitMs <= executeBudgetMs) return [];
  const args = { seconds: Math.round(waitMs / 1000), budget: executeBudgetMs / 1000 };
  return [new Problem("plan/pace-too-slow", args, locate(["source", "rate"]))];
};

/** A page becomes one batch of changes, and Notion takes about a hundred in one. */
export const checkPageSize: PlanCheck = ({ source: { list, changes } }, locate) => {
  const pages: [FieldPath, PageFacts][] = [[["source", "list", "page", "size", "value"], list.page]];
  if (changes.kind !== "none") pages.push([["source", "changes", "page", "size", "value"], changes.page]);
  // What comes in one answer is handed in by the hundred.
  return pages.flatMap(([path, { kind, size }]) =>
    size && size.value > changesPerBatch && kind !== "single"
      ? [new Problem("plan/page-too-large", { size: size.value, limit: changesPerBatch }, locate(path))]
      : [],
  );
};
