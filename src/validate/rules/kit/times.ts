import { ts } from "ts-morph";
import type { Flow } from "../../code/flow.ts";
import { nameOf } from "../../code/syntax.ts";
import { isClock } from "../../facts/clock.ts";

// How APIs call the moment of a record's last change.
const changeTime =
  /^_?(sys_|hs_|date_?)?(last_?)?(updated?|modified|modification|changed?|edited|created?|creation)_?(at|on|time|date|date_?time|timestamp|ts|utc|epoch|ms|seconds)?$|^systemmodstamp$|^time_?stamp$/i;
// Without a word about when, these are what was done or is to be done.
const deed = /^(update|change|create|modification|creation)$/i;

/** Whether a name is one by which APIs call the time of a change: `updated_at`, `lastModifiedDate`, `SystemModstamp`. */
export const isTimeName = (name: string): boolean => changeTime.test(name) && !deed.test(name);

/** Whether a node reads the time of a change from a record: `task.updated_at`, `list.at(-1)?.modified`. */
export function isRecordTime(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return isTimeName(node.name.text) && !isCalled(node);
  if (ts.isElementAccessExpression(node))
    return ts.isStringLiteralLike(node.argumentExpression) && isTimeName(node.argumentExpression.text);
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return false;
  const name = nameOf(node.propertyName ?? node.name);
  return name !== undefined && isTimeName(name);
}

/** Whether a node takes one value from another, as an overlap is taken from a time; not the place of a last element. */
export function isSubtraction(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.MinusToken &&
    !/\.(length|size)$/.test(node.left.getText())
  );
}

const otherSubtraction =
  /^(sub|subtract|minus|add|plus|set(UTC)?(Milliseconds|Seconds|Minutes|Hours|Date|Time))$|^sub[A-Z]|overlap/;

/** Whether a node takes something from a time in a library's way: `subMinutes(…)`, `time.subtract(…)`, `date.setMinutes(…)`. */
export function isOtherSubtraction(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return otherSubtraction.test(name);
}

/** Whether a value is made from this machine's clock with something taken off. */
export function isClockBehind(flow: Flow, nodes: ReadonlySet<ts.Node>): boolean {
  return [...nodes].some(
    (node) => isSubtraction(node) && [...flow.feeds(node.left)].some(isClock) && !isZero(flow, node.right),
  );
}

/** Whether an expression is 0, or below it, and nothing else. */
export function isZero(flow: Flow, node: ts.Node): boolean {
  const origins = flow.origins(node);
  return origins.length > 0 && origins.every((each) => isNone(each));
}

function isNone(node: ts.Node): boolean {
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  return ts.isNumericLiteral(node) && Number(node.text) === 0;
}

function isCalled(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}
