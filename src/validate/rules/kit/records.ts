import { ts } from "ts-morph";
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
