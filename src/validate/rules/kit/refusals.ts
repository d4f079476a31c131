import { ts } from "ts-morph";
import type { Flow } from "../../code/flow.ts";
import { findAll } from "../../code/syntax.ts";
import { isRequest } from "../../code/requests.ts";
import type { SyncFacts } from "../../facts/types.ts";

/** Whether something is thrown in a part of the program, or in a function that it calls directly. */
export function throwsIn(flow: Flow, node: ts.Node): boolean {
  if (findAll(node, ts.isThrowStatement).length > 0) return true;
  return findAll(node, ts.isCallExpression).some((call) =>
    flow.functions(call.expression).some((callee) => findAll(callee, ts.isThrowStatement).length > 0),
  );
}

/** Whether a part of the program sends for another page: `hasMore: true`, there or in a function that it calls. */
export function goesOnIn(flow: Flow, node: ts.Node): boolean {
  const says = (part: ts.Node): boolean =>
    findAll(part, ts.isPropertyAssignment).some(
      ({ name, initializer }) =>
        name.getText() === "hasMore" && initializer.kind === ts.SyntaxKind.TrueKeyword,
    );
  const calls = findAll(node, ts.isCallExpression).flatMap((call) => flow.functions(call.expression));
  return says(node) || calls.some((callee) => says(callee));
}

/** The calls in `execute` itself that lead to the network. */
export function readingCalls({ flow, execute }: SyncFacts): ts.CallExpression[] {
  return execute
    .flatMap((one) => findAll(one.body, ts.isCallExpression))
    .filter((call) => leadsOut(flow, call));
}

/** Whether a call is a request, or leads to one. */
export function leadsOut(flow: Flow, call: ts.CallExpression): boolean {
  if (isRequest(flow, call)) return true;
  const callees = flow.functions(call.expression);
  return [...flow.reached(callees)].some((one) =>
    findAll(one, ts.isCallExpression).some((each) => isRequest(flow, each)),
  );
}
