import { ts } from "ts-morph";
import type { Flow } from "./flow.ts";
import { declaredValues, isHandedIn } from "./names.ts";
import { bare, isGenerator, nameOf, returnsOf } from "./syntax.ts";

/** One step back from a value: what it was given. The node itself if nobody can say. */
export function stepFrom(flow: Flow, node: ts.Node): readonly ts.Node[] {
  if (ts.isIdentifier(node)) return declaredValues(flow, node);
  if (ts.isPropertyAccessExpression(node)) return stepIntoMember(flow, node, node.name.text);
  if (ts.isElementAccessExpression(node)) {
    const { argumentExpression } = node;
    return ts.isStringLiteralLike(argumentExpression)
      ? stepIntoMember(flow, node, argumentExpression.text)
      : stepIntoElement(flow, node);
  }
  if (ts.isCallExpression(node)) return stepIntoCall(flow, node);
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (ts.isBinaryExpression(node)) return stepIntoBinary(node);
  return [node];
}

function stepIntoMember(
  flow: Flow,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  name: string,
): readonly ts.Node[] {
  const members = flow.members(node.expression, name);
  // What Notion hands over holds more than any object of the project that may stand in for it.
  if (members.length === 0) return [node];
  return isHandedIn(flow, node.expression, name) ? [...members, node] : members;
}

/** `table[key]`: any value of a table that is written out. */
function stepIntoElement(flow: Flow, node: ts.ElementAccessExpression): readonly ts.Node[] {
  const values = flow.origins(node.expression).flatMap((owner): readonly ts.Node[] => {
    if (ts.isArrayLiteralExpression(owner)) return owner.elements.filter((each) => !ts.isSpreadElement(each));
    if (!ts.isObjectLiteralExpression(owner)) return [];
    return owner.properties.flatMap((property) =>
      ts.isPropertyAssignment(property) && nameOf(property.name) !== undefined ? property.initializer : [],
    );
  });
  return values.length > 0 ? values : [node];
}

function stepIntoBinary(node: ts.BinaryExpression): readonly ts.Node[] {
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.BarBarToken:
      return [node.left, node.right];
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.CommaToken:
    case ts.SyntaxKind.EqualsToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
      return [node.right];
    default:
      return [node];
  }
}

const sameValue = new Set(["Promise.resolve", "Object.freeze", "structuredClone"]);

function stepIntoCall(flow: Flow, node: ts.CallExpression): readonly ts.Node[] {
  const callee = bare(node.expression);
  const [first] = node.arguments;
  if (first && sameValue.has(callee.getText())) return [first];
  const callees = flow.functions(callee).filter((each) => !isGenerator(each));
  const returned = callees.flatMap(returnsOf);
  if (returned.length > 0) return returned;
  if (callees.length === 0 && ts.isPropertyAccessExpression(callee))
    return stepIntoPromise(flow, node, callee);
  return [node];
}

function stepIntoPromise(
  flow: Flow,
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
): readonly ts.Node[] {
  const [handler] = node.arguments;
  const handled = (): ts.Expression[] => (handler ? flow.functions(handler).flatMap(returnsOf) : []);
  if (callee.name.text === "finally" || callee.name.text === "bind") return [callee.expression];
  if (callee.name.text === "catch" && handler) return [callee.expression, ...handled()];
  if (callee.name.text === "then" && handler) {
    const results = handled();
    return results.length > 0 ? results : [node];
  }
  return [node];
}
