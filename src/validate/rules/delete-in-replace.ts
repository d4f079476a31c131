import { ts } from "ts-morph";
import { calledName, findAll, isInside } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A delete handed in by a sync whose cycles remove rows by themselves. */
export const deleteInReplace: Rule = {
  id: "delete-in-replace",
  severity: "error",
  hazards: ["SDK"],
  title: "A replace sync deletes rows itself",
  check: ({ syncs }) => syncs.filter(({ mode }) => mode === "replace").flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  if (sync.deletes.length === 0) return [];
  const feeds = new Set(
    sync.envelopes.flatMap(({ changes }) => changes.flatMap((each) => [...sync.flow.feeds(each)])),
  );
  const filters = [...feeds].filter(isFilter);
  return sync.deletes
    .filter((node) => feeds.has(node) && !isSortedOut(sync, node, filters))
    .map((at) => ({
      at,
      sync,
      message:
        "A delete is for incremental syncs only. In a replace, what the cycle does not write is removed when it ends; neither compiler nor SDK refuses the delete, and what Notion makes of it is not said.",
      fix: "Leave the record out of the changes instead of deleting its row.",
    }));
}

/** Whether a filter behind it takes deletes out again, or the records that would become one before. */
function isSortedOut(sync: SyncFacts, node: ts.Node, filters: readonly ts.CallExpression[]): boolean {
  const names = new Set(
    conditionsAround(node).flatMap((each) => findAll(each, ts.isIdentifier).map(({ text }) => text)),
  );
  return filters.some((filter) => {
    const texts = findAll(filter, ts.isStringLiteralLike).map(({ text }) => text);
    if (texts.includes("upsert") || texts.includes("delete"))
      return sync.flow.feeds(filter.expression).has(node);
    return filter.arguments.some((part) =>
      findAll(part, ts.isIdentifier).some((each) => names.has(each.text)),
    );
  });
}

function isFilter(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && calledName(node) === "filter";
}

function conditionsAround(node: ts.Node): ts.Expression[] {
  const found: ts.Expression[] = [];
  for (let one = node.parent; one && !ts.isFunctionLike(one); one = one.parent) {
    if (ts.isConditionalExpression(one) && !isInside(node, one.condition)) found.push(one.condition);
    if (ts.isIfStatement(one) && !isInside(node, one.expression)) found.push(one.expression);
  }
  return found;
}
