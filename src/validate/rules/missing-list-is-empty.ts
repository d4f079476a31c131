import { ts } from "ts-morph";
import { bare, findAll } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { isMadeOfAnswer } from "./kit/answers.ts";
import { isEmptyList } from "./kit/saved.ts";
import { recordLists } from "./kit/record-lists.ts";
import type { Fault, Rule } from "./rule.ts";

/** An answer that has no list of records, taken for one that has none in it. */
export const missingListIsEmpty: Rule = {
  id: "missing-list-is-empty",
  severity: "error",
  hazards: ["H32", "H40"],
  title: "An answer without a list counts as an empty one",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const severity = sync.mode === "incremental" ? "warn" : "error";
  return [...recordLists(sync)]
    .filter((node) => isStandIn(sync, node))
    .map((at) => ({
      at,
      sync,
      severity,
      message:
        severity === "error"
          ? "Where the answer has no list, an empty one takes its place. A changed API or an error with status 200 then looks like the end of the data, and the sweep deletes the rows that were not read."
          : "Where the answer has no list, an empty one takes its place. A changed API or an error with status 200 then looks like a page without changes, and the place moves on past them.",
      fix: 'Refuse it: `if (!Array.isArray(body.tasks)) throw new Error("The answer has no list of tasks")`.',
    }));
}

function isStandIn(sync: SyncFacts, node: ts.Node): boolean {
  if (!ts.isArrayLiteralExpression(node) || !isEmptyList(node)) return false;
  let holder: ts.Node = node.parent;
  while (ts.isExpression(holder) && bare(holder) === node) holder = holder.parent;
  if (ts.isBinaryExpression(holder))
    return /^(\?\?|\|\|)$/.test(holder.operatorToken.getText()) && isRead(sync, holder.left);
  if (ts.isConditionalExpression(holder))
    return asksForList(holder.condition) && isMadeOfAnswer(sync, holder.condition);
  if (ts.isBindingElement(holder))
    return isMadeOfAnswer(sync, holder.parent.parent) || isTakenFromAnswer(sync, holder);
  if (!ts.isReturnStatement(holder)) return false;
  const decision = ts.isBlock(holder.parent) ? holder.parent.parent : holder.parent;
  return (
    ts.isIfStatement(decision) &&
    asksForList(decision.expression) &&
    isMadeOfAnswer(sync, decision.expression)
  );
}

/** Whether a list is taken from an answer as it came, and not put together by the project before. */
function isRead(sync: SyncFacts, list: ts.Node): boolean {
  const origins = sync.flow.origins(list);
  const isOwn = origins.some((origin) => {
    if (!ts.isCallExpression(origin) || !ts.isPropertyAccessExpression(origin.expression))
      return ts.isArrayLiteralExpression(origin) || ts.isNewExpression(origin);
    const { name, expression } = origin.expression;
    return /^(map|flatMap|filter)$/.test(name.text) && !isRead(sync, expression);
  });
  return origins.length > 0 && !isOwn && isMadeOfAnswer(sync, list);
}

/** `const { tasks = [] } = await response.json()`. */
function isTakenFromAnswer(sync: SyncFacts, element: ts.BindingElement): boolean {
  const holder = element.parent.parent;
  return (
    ts.isVariableDeclaration(holder) &&
    holder.initializer !== undefined &&
    isMadeOfAnswer(sync, holder.initializer)
  );
}

/** `Array.isArray(list)`, and nothing beside it that says what kind of answer this is. */
function asksForList(condition: ts.Expression): boolean {
  const inner = bare(condition);
  if (ts.isBinaryExpression(inner)) return false;
  return findAll(inner, ts.isCallExpression).some(
    ({ expression }) => expression.getText() === "Array.isArray",
  );
}
