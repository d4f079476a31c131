import { ts } from "ts-morph";
import { bare, functionAround, isFunction } from "../../code/syntax.ts";
import { stepFrom } from "../../code/step.ts";
import type { SyncFacts } from "../../facts/types.ts";

const passedOn = /^(map|flatMap|filter|slice|sort|toSorted|reverse|toReversed|values|concat|flat)$/;
const mostSteps = 2_000;

/**
 * Every expression that the list of changes is made from on its way from the answer: `page.tasks` and
 * `page.tasks ?? []` of `(page.tasks ?? []).map(toRow)`. Lists inside of records are not among them.
 */
export function recordLists(sync: SyncFacts): ReadonlySet<ts.Node> {
  const seen = new Set<ts.Node>(sync.envelopes.flatMap(({ changes }) => changes));
  for (const node of seen) {
    if (seen.size > mostSteps) break;
    for (const next of listsBehind(sync, node)) seen.add(ts.isExpression(next) ? bare(next) : next);
  }
  return seen;
}

function listsBehind(sync: SyncFacts, given: ts.Node): readonly ts.Node[] {
  const node = ts.isExpression(given) ? bare(given) : given;
  const next = stepFrom(sync.flow, node).filter((each) => each !== node);
  if (ts.isArrayLiteralExpression(node))
    return [...node.elements.flatMap(spreadOf), ...pushedInLoops(sync, node)];
  // A Map, a Set or a table that is filled in a loop.
  if (ts.isNewExpression(node)) return [...(node.arguments ?? []), ...pushedInLoops(sync, node)];
  if (ts.isObjectLiteralExpression(node)) return pushedInLoops(sync, node);
  if (next.length > 0 || !ts.isCallExpression(node)) return next;
  const { expression } = node;
  if (expression.getText() === "Object.create") return pushedInLoops(sync, node);
  if (/^(Array\.from|Object\.(values|entries))$/.test(expression.getText()))
    return node.arguments.slice(0, 1);
  return ts.isPropertyAccessExpression(expression) && passedOn.test(expression.name.text)
    ? [expression.expression]
    : [];
}

function spreadOf(element: ts.Expression): readonly ts.Node[] {
  return ts.isSpreadElement(element) ? [element.expression] : [];
}

/** `for (const task of list) changes.push(…)`: the list. */
function pushedInLoops({ flow }: SyncFacts, filled: ts.Expression): readonly ts.Node[] {
  let holder = filled.parent;
  while (ts.isExpression(holder) && bare(holder) === filled) holder = holder.parent;
  const symbol = ts.isVariableDeclaration(holder) ? flow.checker.getSymbolAtLocation(holder.name) : undefined;
  const values = (symbol && flow.assignments.into.get(symbol)) ?? [];
  return values.flatMap((value) => {
    if (ts.isSpreadElement(value)) return [value.expression];
    for (let one: ts.Node = value.parent; one && !isFunction(one); one = one.parent)
      if (ts.isForOfStatement(one)) return [one.expression];
    const around = functionAround(value);
    const call = around?.parent;
    return call && ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression)
      ? [call.expression.expression]
      : [];
  });
}
