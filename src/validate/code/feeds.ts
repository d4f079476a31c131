import { ts } from "ts-morph";
import type { Flow } from "./flow.ts";
import { isHandedIn, listsOf, patternSources, receiverOf } from "./names.ts";
import { stepFrom } from "./step.ts";
import { bare, isFunction, nameOf, returnsOf } from "./syntax.ts";
import { isRequest } from "./requests.ts";

const mostFeeds = 20_000;

/**
 * Everything a value is made from. An answer of the network is taken as it comes: what was sent to get it is not part
 * of what it says.
 */
export function feedsOf(
  flow: Flow,
  start: ts.Node,
  stop: (node: ts.Node) => boolean = () => false,
): ReadonlySet<ts.Node> {
  const seen = new Set<ts.Node>([ts.isExpression(start) ? bare(start) : start]);
  for (const node of seen) {
    if (seen.size > mostFeeds) break;
    if (stop(node)) continue;
    for (const next of madeFrom(flow, node)) seen.add(ts.isExpression(next) ? bare(next) : next);
  }
  return seen;
}

function madeFrom(flow: Flow, given: ts.Node): readonly ts.Node[] {
  const node = ts.isExpression(given) ? bare(given) : given;
  if (ts.isCallExpression(node) && isRequest(flow, node)) return [];
  const next = stepFrom(flow, node).filter((each) => each !== node);
  return next.length > 0 ? next : operandsOf(flow, node);
}

function operandsOf(flow: Flow, node: ts.Node): readonly ts.Node[] {
  if (isFunction(node)) return [];
  if (ts.isParameter(node)) {
    const receiver = receiverOf(node);
    return receiver ? [receiver] : listsOf(flow, node);
  }
  if (ts.isBindingElement(node)) return bindingOwner(flow, node);
  if (ts.isVariableDeclaration(node)) return loopOver(node);
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return operandsOfCall(flow, node);
  if (ts.isObjectLiteralExpression(node))
    return [...node.properties.flatMap(propertyValue), ...putInto(flow, node)];
  if (ts.isArrayLiteralExpression(node)) return [...node.elements, ...putInto(flow, node)];
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (ts.isBinaryExpression(node)) return [node.left, node.right];
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return [node.operand];
  // A field of the saved state is made from nothing but itself; the other fields say nothing about it.
  if (ts.isPropertyAccessExpression(node) && isHandedIn(flow, node.expression, node.name.text)) return [];
  if (ts.isPropertyAccessExpression(node) || ts.isSpreadElement(node)) return [node.expression];
  if (ts.isElementAccessExpression(node)) return [node.expression, node.argumentExpression];
  return [];
}

function operandsOfCall(flow: Flow, node: ts.CallExpression | ts.NewExpression): readonly ts.Node[] {
  const callee = bare(node.expression);
  const receiver =
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(callee) ? [callee.expression] : [];
  const given = (node.arguments ?? []).flatMap((argument): readonly ts.Node[] => {
    const callbacks = ts.isSpreadElement(argument) ? [] : flow.functions(argument);
    return callbacks.length > 0 ? callbacks.flatMap(returnsOf) : [argument];
  });
  return [...receiver, ...given, ...putInto(flow, node)];
}

function propertyValue(property: ts.ObjectLiteralElementLike): readonly ts.Node[] {
  if (ts.isPropertyAssignment(property)) return [property.initializer];
  if (ts.isShorthandPropertyAssignment(property)) return [property.name];
  return ts.isSpreadAssignment(property) ? [property.expression] : [];
}

/** What is put later into an array, a table, a Map, a Set or a URL that a name holds. */
function putInto(flow: Flow, node: ts.Node): readonly ts.Node[] {
  let holder = node.parent;
  while (ts.isExpression(holder) && bare(holder) === node) holder = holder.parent;
  const symbol = ts.isVariableDeclaration(holder) ? flow.checker.getSymbolAtLocation(holder.name) : undefined;
  if (!symbol) return [];
  const { into, toProperty } = flow.assignments;
  return [...(into.get(symbol) ?? []), ...[...(toProperty.get(symbol)?.values() ?? [])].flat()];
}

function bindingOwner(flow: Flow, element: ts.BindingElement): readonly ts.Node[] {
  const sources = patternSources(flow, element.parent);
  const name = nameOf(element.propertyName ?? element.name);
  const isField = !element.dotDotDotToken && name !== undefined;
  if (isField && sources.some((each) => isHandedIn(flow, each, name))) return [];
  if (sources.length > 0) return sources;
  const holder = element.parent.parent;
  if (ts.isParameter(holder)) return [holder];
  return ts.isVariableDeclaration(holder) ? loopOver(holder) : [holder];
}

function loopOver(declaration: ts.VariableDeclaration): readonly ts.Node[] {
  const loop = declaration.parent.parent;
  return ts.isForOfStatement(loop) ? [loop.expression] : [];
}
