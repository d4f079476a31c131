import { Problem } from "../../problems/problem.ts";
import { isGuarded } from "../../source/page-schema.ts";
import { textsOf } from "../../source/request-schema.ts";
import { entriesOf } from "../../source/told.ts";
import { childrenOf, mostChildPages } from "../children.ts";
import { spacingOf } from "../cost.ts";
import { lookupsOf, mostPages } from "../lookups.ts";
import type { PlanCheck } from "./check.ts";

const executeBudgetMs = 120_000;
const usualSize = 50;

/** A page is handed in with its lists whole, so all of them must be read within one execute, be every record's as long as it may. */
export const checkChildrenFit: PlanCheck = (plan, locate) => {
  const { list, changes, rate } = plan.source;
  const children = childrenOf(plan);
  if (children.length === 0) return [];
  const pages = [list.page, ...("page" in changes ? [changes.page] : [])];
  const size = Math.max(...pages.map((page) => ("size" in page ? page.size?.value : undefined) ?? usualSize));
  const isChecked = isGuarded(list) || ("shifts" in changes && isGuarded(changes));
  const once = (isChecked ? 2 : 1) + lookupsOf(plan).reduce((sum, { facts }) => sum + mostPages(facts), 0);
  const each = children.reduce((sum, { facts }) => sum + mostChildPages(facts), 0);
  const spacingMs = spacingOf(rate);
  const requests = once + each * size;
  if (requests * spacingMs <= executeBudgetMs) return [];
  const fitting = Math.max(0, Math.floor((executeBudgetMs / spacingMs - once) / each));
  const seconds = Math.round((requests * spacingMs) / 1000);
  return [
    new Problem("plan/children-too-slow", { size, each, seconds, fitting }, locate(["source", "children"])),
  ];
};

/** Entries are turned into rows one by one, and hold their records as they were. */
export const checkChildrenOfEntries: PlanCheck = (plan, locate) => {
  const { architecture, source } = plan;
  const isTold = architecture !== "replace" && entriesOf(source.changes) !== undefined;
  if (!isTold || childrenOf(plan).length === 0) return [];
  return [
    new Problem("plan/children-of-entries", { one: source.record.one }, locate(["source", "children"])),
  ];
};

/** A GraphQL answer may have errors and half of its data. */
export const checkChildPages: PlanCheck = ({ source: { children } }, locate) =>
  Object.entries(children ?? {}).flatMap(([child, { request, page }]) => {
    const hasDocument = textsOf(request.body?.["query"]).some((text) => text.includes("{"));
    return hasDocument && page.kind !== "relay"
      ? [new Problem("plan/lookup-unpaged", { lookup: child }, locate(["source", "children", child, "page"]))]
      : [];
  });
