import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { ranBy } from "../code/reached.ts";
import { clientOf } from "../code/requests.ts";
import { calledName, functionAround, isFunction, isInside, walk, type FunctionNode } from "../code/syntax.ts";
import type { Facts, SyncFacts } from "./types.ts";

/** Whether a call waits for a pacer of the worker, directly or in the function it calls. */
export function isWait(flow: Flow, call: ts.CallExpression, seen: ReadonlySet<ts.Node> = new Set()): boolean {
  if (calledName(call) === "wait" && ts.isPropertyAccessExpression(call.expression)) {
    const origins = flow.origins(call.expression.expression);
    if (origins.some((origin) => isPacer(origin))) return true;
  }
  return flow.functions(call.expression).some((callee) => waitsInside(flow, callee, seen));
}

/** Whether every way from `execute` to a call goes past a wait. True where a way cannot be followed to its start. */
export function isPaced(sync: SyncFacts, call: ts.CallExpression): boolean {
  return isPacedFrom(sync, call, new Set()) || isPacedByClient(sync.flow, call);
}

/** Whether the client of a package was handed a function that waits: `new Client({ beforeRequest: () => api.wait() })`. */
function isPacedByClient(flow: Flow, call: ts.CallExpression): boolean {
  const client = clientOf(flow, call);
  return client ? ranBy(flow, client.origin).some((one) => waitsInside(flow, one, new Set())) : false;
}

/** The pacers that a sync waits for anywhere. */
export function pacersOf(sync: SyncFacts, facts: Facts): Set<ts.Node> {
  const calls = new Set<ts.Node>(facts.pacers.map((pacer) => pacer.call));
  const found = new Set<ts.Node>();
  for (const one of sync.reached) {
    walk(one, (node) => {
      if (
        !ts.isCallExpression(node) ||
        calledName(node) !== "wait" ||
        !ts.isPropertyAccessExpression(node.expression)
      )
        return;
      for (const origin of sync.flow.origins(node.expression.expression))
        if (calls.has(origin)) found.add(origin);
    });
  }
  return found;
}

function isPacer(origin: ts.Node): boolean {
  if (ts.isCallExpression(origin)) return calledName(origin) === "pacer";
  // A parameter nobody in the project fills: what is called `wait` there is taken at its word.
  return ts.isParameter(origin) || ts.isBindingElement(origin);
}

function waitsInside(flow: Flow, callee: FunctionNode, seen: ReadonlySet<ts.Node>): boolean {
  if (seen.has(callee)) return false;
  const inner = new Set([...seen, callee]);
  let waits = false;
  walk(callee.body, (node) => {
    if (waits || (node !== callee.body && isFunction(node))) return false;
    if (ts.isCallExpression(node) && isWait(flow, node, inner)) waits = true;
    return !waits;
  });
  return waits;
}

function isPacedFrom(sync: SyncFacts, call: ts.Node, seen: ReadonlySet<ts.Node>): boolean {
  const around = functionAround(call);
  if (!around || seen.has(call)) return true;
  if (waitsBefore(sync.flow, call, around)) return true;
  const inner = new Set([...seen, call]);
  const callers = [...sync.flow.callers(around)];
  const handedTo = around.parent;
  // A callback runs where it is handed to, be it in the project or in a library.
  if (callers.length === 0 && ts.isCallExpression(handedTo) && !sync.flow.isEntry(around))
    callers.push(handedTo);
  if (sync.flow.isEntry(around)) return false;
  return callers.length === 0 || callers.every((caller) => isPacedFrom(sync, caller, inner));
}

/** Whether a wait stands before a call in the same function, and in the same loop if the call is repeated. */
function waitsBefore(flow: Flow, call: ts.Node, around: FunctionNode): boolean {
  const within = loopAround(call, around) ?? around;
  let found = false;
  walk(within, (node) => {
    if (found || (isFunction(node) && node !== around && !isInside(call, node))) return false;
    if (node !== call && ts.isCallExpression(node) && comesFirst(node, call) && isWait(flow, node))
      found = true;
    return !found;
  });
  return found;
}

/** A call that is an argument of another runs before it. */
function comesFirst(one: ts.Node, other: ts.Node): boolean {
  return one.end <= other.getStart() || (isInside(one, other) && one !== other);
}

/** The innermost loop around a node, inside a function. */
export function loopAround(node: ts.Node, within: ts.Node): ts.IterationStatement | undefined {
  for (let one = node.parent; one && one !== within; one = one.parent) {
    const isHead = (ts.isForOfStatement(one) || ts.isForInStatement(one)) && isInside(node, one.expression);
    if (ts.isIterationStatement(one, false) && !isHead) return one;
  }
  return undefined;
}
