import { ts } from "ts-morph";
import type { Call, Flow } from "./flow.ts";
import { isFunction, walk, type FunctionNode } from "./syntax.ts";

/** Every call of every function of the project, as far as the calls known until now tell. */
export function indexCallers(flow: Flow): Map<FunctionNode, Call[]> {
  const callers = new Map<FunctionNode, Call[]>();
  const add = (callee: FunctionNode, call: Call): void => {
    callers.set(callee, [...(callers.get(callee) ?? []), call]);
  };
  for (const file of flow.program.files) {
    walk(file, (node) => {
      if (ts.isCallExpression(node)) for (const callee of flow.functions(node.expression)) add(callee, node);
      if (ts.isNewExpression(node)) for (const callee of constructorsOf(flow, node)) add(callee, node);
    });
  }
  return callers;
}

/** The constructors, with a body, that a `new` may run. */
export function constructorsOf(flow: Flow, node: ts.NewExpression): FunctionNode[] {
  const members = flow
    .origins(node.expression)
    .filter(ts.isClassLike)
    .flatMap((each) => [...each.members]);
  return members.flatMap((member): FunctionNode[] =>
    isFunction(member) && ts.isConstructorDeclaration(member) ? [member] : [],
  );
}
