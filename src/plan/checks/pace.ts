import { Problem } from "../../problems/problem.ts";
import { logOf } from "../../source/told.ts";
import { spacingOf } from "../cost.ts";
import type { PlanCheck } from "./check.ts";
import { pagedStreams } from "./streams.ts";

// Our syncs send one request per execute and give the page back at once; for a page of a log of deletions there is
// another that asks which of its records exist, and perhaps the empty page at its end. A runtime that stops an execute
// after some minutes must never meet one that still waits for its turn (sdk-contract 4 and rule 20).
const requestsPerExecute = 1;
const requestsPerLogPage = 3;
const executeBudgetMs = 120_000;
const changesPerBatch = 100;

/** The API's limit must leave time for a page within one execute. */
export const checkPace: PlanCheck = ({ source }, locate) => {
  const requests = logOf(source.deletes) ? requestsPerLogPage : requestsPerExecute;
  const waitMs = requests * spacingOf(source.rate);
  if (waitMs <= executeBudgetMs) return [];
  const args = { seconds: Math.round(waitMs / 1000), budget: executeBudgetMs / 1000 };
  return [new Problem("plan/pace-too-slow", args, locate(["source", "rate"]))];
};

/** A page becomes one batch of changes, and Notion takes about a hundred in one. */
export const checkPageSize: PlanCheck = ({ source }, locate) =>
  // What comes in one answer is handed in by the hundred.
  pagedStreams(source).flatMap(({ page: { kind, size }, at }) =>
    size && size.value > changesPerBatch && kind !== "single"
      ? [
          new Problem(
            "plan/page-too-large",
            { size: size.value, limit: changesPerBatch },
            locate([...at, "page", "size", "value"]),
          ),
        ]
      : [],
  );
