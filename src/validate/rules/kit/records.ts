import { ts } from "ts-morph";
import { listsOf, receiverOf } from "../../code/names.ts";
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
export function isRawText(sync: SyncFacts, node: ts.Node): boolean {
  return rawFieldsOf(sync, node).length > 0;
}

/** The fields that a text may be, as `isRawText` finds them. */
export function rawFieldsOf(sync: SyncFacts, node: ts.Node, depth = 5): ts.Node[] {
  return sync.flow.origins(node).flatMap((origin): ts.Node[] => {
    if (isRawField(origin)) return [origin];
    const inner = depth > 0 ? beneath(sync, origin) : [];
    return inner.flatMap((each) => rawFieldsOf(sync, each, depth - 1));
  });
}

const tidying =
  /^(trim|trimEnd|trimStart|slice|substring|replace|replaceAll|toString|toLowerCase|toUpperCase)$/;

function beneath({ flow }: SyncFacts, node: ts.Node): readonly ts.Expression[] {
  // `task.tags.map((tag) => …)`: an element of a field is as raw as the field.
  if (ts.isParameter(node)) {
    const receiver = receiverOf(node);
    return receiver ? [receiver] : listsOf(flow, node);
  }
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (!ts.isCallExpression(node)) return [];
  const callee = bare(node.expression);
  if (ts.isPropertyAccessExpression(callee)) return tidying.test(callee.name.text) ? [callee.expression] : [];
  return callee.getText() === "String" ? node.arguments.slice(0, 1) : [];
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
