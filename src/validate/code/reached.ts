import { ts } from "ts-morph";
import { constructorsOf } from "./callers.ts";
import type { Flow } from "./flow.ts";
import { walk, type FunctionNode } from "./syntax.ts";

/** Functions, and every function they call, make with `new`, or hand to somebody who may call it. */
export function reachedFrom(flow: Flow, from: readonly FunctionNode[]): ReadonlySet<FunctionNode> {
  const reached = new Set<FunctionNode>(from);
  for (const one of reached) {
    walk(one, (node) => {
      for (const next of ranBy(flow, node)) reached.add(next);
    });
  }
  return reached;
}

/** The functions of the project that a call or a `new` runs or is handed. */
export function ranBy(flow: Flow, node: ts.Node): FunctionNode[] {
  if (ts.isNewExpression(node)) {
    return [...constructorsOf(flow, node), ...(node.arguments ?? []).flatMap((each) => handedOn(flow, each))];
  }
  if (!ts.isCallExpression(node)) return [];
  return [
    ...flow.functions(node.expression),
    ...node.arguments.flatMap((argument) => handedOn(flow, argument)),
  ];
}

function handedOn(flow: Flow, argument: ts.Expression): FunctionNode[] {
  if (ts.isSpreadElement(argument)) return [];
  if (!ts.isObjectLiteralExpression(argument)) return flow.functions(argument);
  return argument.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return flow.functions(property.initializer);
    if (ts.isShorthandPropertyAssignment(property)) return flow.functions(property.name);
    return ts.isMethodDeclaration(property) ? flow.functions(property) : [];
  });
}
