import type { PacedKind, PageFacts } from "../../source/schema.ts";
import { Problem } from "../../problems/problem.ts";
import { isGuarded } from "../../source/page-schema.ts";
import { gapOf, pacesOf } from "../../source/pace.ts";
import { entriesOf } from "../../source/told.ts";
import type { FieldPath } from "../field-path.ts";
import type { PlanCheck } from "./check.ts";

// Our syncs read one page per execute and give it back at once. A runtime that stops an execute after some minutes
// must never meet one that still waits for its turn (sdk-contract 4 and rule 20).
const executeBudgetMs = 120_000;
const changesPerBatch = 100;

/** The API's limits must leave time for a page within one execute, the waits for all its pacers together. */
export const checkPace: PlanCheck = ({ source: { rate, list, changes } }, locate) => {
  const { shared, own } = pacesOf(rate);
  const waitFor = (kind: PacedKind, requests: number): number => {
    const gaps = [shared, ...own.flatMap((one) => (one.kind === kind ? [one.pace] : []))].map(gapOf);
    return requests * gaps.reduce((sum, gap) => sum + gap, 0);
  };
  // Beside a page of a list that moves, the page before is read again.
  const waits = [
    waitFor("list", isGuarded(list) ? 2 : 1),
    ...(changes.kind === "none" ? [] : [waitFor("changes", 1)]),
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
