import { ts } from "ts-morph";
import { receiverOf } from "../../code/names.ts";
import { bare } from "../../code/syntax.ts";
import type { SyncFacts } from "../../facts/types.ts";
import { comesFromAnswer } from "./answers.ts";

/** Whether a value is made from an answer of the network. */
export function isUpstream(sync: SyncFacts, node: ts.Node): boolean {
  return [...sync.flow.feeds(node)].some((each) => comesFromAnswer(sync, each));
}

/** Whether a node is a field of something whose value nobody wrote: `task.due`, `task["due"]`, `({ due }) => due`. */
export function isRawField(given: ts.Node): boolean {
  const node = ts.isExpression(given) ? bare(given) : given;
  if (ts.isBindingElement(node)) return !ts.isArrayBindingPattern(node.parent);
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** Whether a text may be a field as it comes, but for what `trim`, `slice`, `String` and their like do to it. */
export function isRawText(sync: SyncFacts, node: ts.Node, depth = 5): boolean {
  return sync.flow.origins(node).some((origin) => {
    if (isRawField(origin)) return true;
    const inner = depth > 0 ? beneath(origin) : undefined;
    return inner !== undefined && isRawText(sync, inner, depth - 1);
  });
}

const tidying =
  /^(trim|trimEnd|trimStart|slice|substring|replace|replaceAll|toString|toLowerCase|toUpperCase)$/;

function beneath(node: ts.Node): ts.Expression | undefined {
  // `task.tags.map((tag) => …)`: an element of a field is as raw as the field.
  if (ts.isParameter(node)) return receiverOf(node);
  if (!ts.isCallExpression(node)) return undefined;
  const callee = bare(node.expression);
  if (ts.isPropertyAccessExpression(callee))
    return tidying.test(callee.name.text) ? callee.expression : undefined;
  return callee.getText() === "String" ? node.arguments[0] : undefined;
}

/** The names on the way to a field, without the variable it begins at: ["due", "date"] for `task.due.date`. */
export function fieldPath(given: ts.Node): string[] {
  const node = ts.isExpression(given) ? bare(given) : given;
  if (ts.isBindingElement(node)) {
    const { name } = node;
    const own = node.propertyName ?? name;
    const holder = node.parent.parent;
    return [...(ts.isBindingElement(holder) ? fieldPath(holder) : []), own.getText()];
  }
  if (ts.isPropertyAccessExpression(node)) return [...fieldPath(node.expression), node.name.text];
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    return [...fieldPath(node.expression), ts.isStringLiteralLike(key) ? key.text : "[]"];
  }
  return [];
}
