import { Problem } from "../../problems/problem.ts";
import { isGuarded } from "../../source/page-schema.ts";
import { gapOf, pacesOf } from "../../source/pace.ts";
import type { PacedKind } from "../../source/schema.ts";
import { entriesOf, logOf } from "../../source/told.ts";
import type { PlanCheck } from "./check.ts";
import { pagedStreams } from "./streams.ts";

// Our syncs read one page per execute and give it back at once; for a page of a log of deletions there is another
// request that asks which of its records exist, and perhaps the empty page at its end. A runtime that stops an execute
// after some minutes must never meet one that still waits for its turn (sdk-contract 4 and rule 20).
const requestsPerLogPage = 3;
const executeBudgetMs = 120_000;
const changesPerBatch = 100;

/** The API's limits must leave time for a page within one execute, the waits for all its pacers together. */
export const checkPace: PlanCheck = ({ source: { rate, list, changes, deletes } }, locate) => {
  const { shared, own } = pacesOf(rate);
  const waitFor = (kind: PacedKind, requests: number): number => {
    const gaps = [shared, ...own.flatMap((one) => (one.kind === kind ? [one.pace] : []))].map(gapOf);
    return requests * gaps.reduce((sum, gap) => sum + gap, 0);
  };
  // Beside a page of a list that moves, the page before is read again.
  const waits = [
    waitFor("list", isGuarded(list) ? 2 : 1),
    ...(changes.kind === "none" ? [] : [waitFor("changes", 1)]),
    ...(logOf(deletes) ? [requestsPerLogPage * gapOf(shared)] : []),
  ];
  const waitMs = Math.max(...waits);
  if (waitMs <= executeBudgetMs) return [];
  const args = { seconds: Math.round(waitMs / 1000), budget: executeBudgetMs / 1000 };
  return [new Problem("plan/pace-too-slow", args, locate(["source", "rate"]))];
};

/** A limit for one kind of requests stands beside one for all, and such requests are sent at all. */
export const checkRateKinds: PlanCheck = ({ source: { rate, changes } }, locate) => {
  const isSent = {
    list: true,
    changes: changes.kind !== "none",
    read: changes.kind !== "none" && entriesOf(changes)?.read !== undefined,
  };
  const idle = rate.flatMap(({ for: kind }, index) =>
    kind === undefined || isSent[kind]
      ? []
      : [new Problem("plan/rate-for-nothing", { kind }, locate(["source", "rate", index, "for"]))],
  );
  if (rate.some((each) => each.for === undefined)) return idle;
  return [...idle, new Problem("plan/rate-for-all-missing", {}, locate(["source", "rate"]))];
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
