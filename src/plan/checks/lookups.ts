import { findNearest } from "../../problems/nearest.ts";
import { Problem } from "../../problems/problem.ts";
import { choicesOf } from "../../source/choices.ts";
import type { PropertyType } from "../../source/field-schema.ts";
import { isGuarded } from "../../source/page-schema.ts";
import { textsOf } from "../../source/request-schema.ts";
import { entriesOf } from "../../source/told.ts";
import { spacingOf } from "../cost.ts";
import { lookupsOf, mostPages } from "../lookups.ts";
import type { PlanCheck } from "./check.ts";

/** Types that can show an id where a name is missing. */
const shown: readonly PropertyType[] = ["title", "richText", "select", "multiSelect"];

/** Types of which the value is a text that may be put together. */
const wordTypes: readonly PropertyType[] = ["title", "richText", "select"];

/** What a field looks up is described, and can be shown whether found or not. */
export const checkLookups: PlanCheck = ({ fields, source }, locate) => {
  const names = Object.keys(source.lookups ?? {});
  return fields.flatMap(({ name, type, lookup }, index): Problem[] => {
    if (lookup === undefined) return [];
    const at = (part: string) => locate(["fields", index, part]);
    if (!names.includes(lookup)) {
      const args = { lookup, known: names.join(", "), near: findNearest(lookup, names) };
      return [new Problem("plan/lookup-unknown", args, at("lookup"))];
    }
    return shown.includes(type)
      ? []
      : [new Problem("plan/lookup-type", { name, type, types: shown.join(", ") }, at("type"))];
  });
};

/** Values are joined where a text can stand; lists have a join of their own. */
export const checkWords: PlanCheck = ({ fields }, locate) =>
  fields.flatMap(({ name, type, from }, index) =>
    choicesOf(from).every((choice) => choice.length === 1) || wordTypes.includes(type)
      ? []
      : [new Problem("plan/words-misfit", { name, type }, locate(["fields", index, "type"]))],
  );

const executeBudgetMs = 120_000;

/** A page is handed in with its names, so the directories must be read within one execute, however long they are. */
export const checkLookupsFit: PlanCheck = (plan, locate) => {
  const { list, changes, rate } = plan.source;
  const lookups = lookupsOf(plan);
  if (lookups.length === 0) return [];
  const isChecked = isGuarded(list) || ("shifts" in changes && isGuarded(changes));
  const requests = lookups.reduce((sum, { facts }) => sum + mostPages(facts), isChecked ? 2 : 1);
  const ms = requests * spacingOf(rate);
  if (ms <= executeBudgetMs) return [];
  const args = { requests, seconds: Math.round(ms / 1000), budget: executeBudgetMs / 1000 };
  return [new Problem("plan/lookup-too-long", args, locate(["source", "lookups"]))];
};

/** Where changes name a record that is then read alone, nobody has the ids of a whole page. */
export const checkLookupOfRead: PlanCheck = (plan, locate) => {
  const { architecture, source } = plan;
  const isRead = architecture !== "replace" && entriesOf(source.changes)?.read !== undefined;
  if (!isRead || lookupsOf(plan).length === 0) return [];
  return [
    new Problem("plan/lookup-of-read", { one: source.record.one }, locate(["source", "changes", "read"])),
  ];
};

/** A GraphQL answer may have errors and half of its data. */
export const checkLookupPages: PlanCheck = ({ source: { lookups } }, locate) =>
  Object.entries(lookups ?? {}).flatMap(([lookup, { request, page }]) => {
    const hasDocument = textsOf(request.body?.["query"]).some((text) => text.includes("{"));
    return hasDocument && page.kind !== "relay"
      ? [new Problem("plan/lookup-unpaged", { lookup }, locate(["source", "lookups", lookup, "page"]))]
      : [];
  });
