import { ts } from "ts-morph";

/** Whether a node reads this machine's clock: `Date.now()`, `new Date()`, `performance.now()`. */
export function isClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node))
    return node.expression.getText() === "Date" && (node.arguments?.length ?? 0) === 0;
  return ts.isCallExpression(node) && /^(Date|performance)\.now$/.test(node.expression.getText());
}
