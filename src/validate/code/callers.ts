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

/** Every `list.map(toRow)` by the function that stands there by its name. */
export function indexWalkers(flow: Flow): Map<FunctionNode, Call[]> {
  const walkers = new Map<FunctionNode, Call[]>();
  for (const file of flow.program.files) {
    walk(file, (node) => {
      const [callback] = ts.isCallExpression(node) ? node.arguments : [];
      if (!callback || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
      if (ts.isSpreadElement(callback) || isFunction(callback)) return;
      for (const owner of flow.functions(callback)) walkers.set(owner, [...(walkers.get(owner) ?? []), node]);
    });
  }
  return walkers;
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
