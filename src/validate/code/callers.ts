import { ts } from "ts-morph";
import type { Call, Flow } from "./flow.ts";
import { isFunction, type FunctionNode } from "./syntax.ts";

/** Every call of every function of the project, as far as the calls known until now tell. */
export function indexCallers(flow: Flow, calls: readonly Call[]): Map<FunctionNode, Call[]> {
  const callers = new Map<FunctionNode, Call[]>();
  for (const call of calls) {
    const callees = ts.isNewExpression(call) ? constructorsOf(flow, call) : flow.functions(call.expression);
    for (const callee of callees) {
      const known = callers.get(callee);
      if (known) known.push(call);
      else callers.set(callee, [call]);
    }
  }
  return callers;
}

/** Every `list.map(toRow)` by the function that stands there by its name. */
export function indexWalkers(flow: Flow, calls: readonly Call[]): Map<FunctionNode, Call[]> {
  const walkers = new Map<FunctionNode, Call[]>();
  for (const call of calls) {
    const [callback] = call.arguments ?? [];
    if (!callback || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) continue;
    if (ts.isSpreadElement(callback) || isFunction(callback)) continue;
    for (const owner of flow.functions(callback)) walkers.set(owner, [...(walkers.get(owner) ?? []), call]);
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
