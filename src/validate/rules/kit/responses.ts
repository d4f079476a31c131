import { ts } from "ts-morph";
import { patternSources } from "../../code/names.ts";
import { isFetch, packageOf } from "../../code/requests.ts";
import { calledName, findAll, functionAround, nameOf } from "../../code/syntax.ts";
import type { SyncFacts } from "../../facts/types.ts";

/** A place where the answer of a `fetch` is used: `response` is what stands for the answer there. */
export type ResponseUse = { node: ts.Node; response: ts.Node; fetches: ReadonlySet<ts.Node> };

/** Where a sync reads the body of an answer: `.json()` and `.text()`. */
export function bodyReads(sync: SyncFacts): ResponseUse[] {
  return usesIn(sync, ts.isCallExpression, (call) => {
    const isRead = /^(json|text)$/.test(calledName(call) ?? "") && call.arguments.length === 0;
    return isRead && ts.isPropertyAccessExpression(call.expression) ? [call.expression.expression] : [];
  });
}

/** Where a sync looks at `ok` or `status` of an answer, or hands the answer to a package that may. */
export function statusLooks(sync: SyncFacts): ResponseUse[] {
  return [
    ...usesIn(sync, ts.isPropertyAccessExpression, ({ name, expression }) =>
      isStatus(name.text) ? [expression] : [],
    ),
    ...usesIn(sync, ts.isBindingElement, (element) =>
      ts.isObjectBindingPattern(element.parent) && isStatus(nameOf(element.propertyName ?? element.name))
        ? patternSources(sync.flow, element.parent)
        : [],
    ),
    ...usesIn(sync, ts.isCallExpression, (call) => (isForeign(sync, call) ? call.arguments : [])),
  ];
}

/**
 * Whether a look at the status is one at the answer whose body is read. Callers of one client are kept apart: that one
 * of them looks says nothing about the others.
 */
export function concernsRead(sync: SyncFacts, look: ResponseUse, read: ResponseUse): boolean {
  if (![...look.fetches].some((one) => read.fetches.has(one))) return false;
  const [looking, reading] = [functionAround(look.node), functionAround(read.node)];
  if (!looking || !reading || looking === reading) return true;
  if (isHandedIn(sync, look.response) || isHandedIn(sync, read.response)) return true;
  return sync.flow.reached([looking]).has(reading) || sync.flow.reached([reading]).has(looking);
}

/** The calls of `fetch` whose answer a value may be. */
export function fetchesOf({ flow }: SyncFacts, node: ts.Node): ts.CallExpression[] {
  return flow.origins(node).filter((origin): origin is ts.CallExpression => {
    return ts.isCallExpression(origin) && isFetch(flow, origin.expression);
  });
}

function usesIn<T extends ts.Node>(
  sync: SyncFacts,
  is: (node: ts.Node) => node is T,
  responsesOf: (node: T) => readonly ts.Node[],
): ResponseUse[] {
  const found = new Map<ts.Node, ResponseUse>();
  for (const one of sync.reached) {
    for (const node of findAll(one, is)) {
      if (found.has(node)) continue;
      for (const response of responsesOf(node)) {
        const fetches = fetchesOf(sync, response);
        if (fetches.length > 0) found.set(node, { node, response, fetches: new Set(fetches) });
      }
    }
  }
  return [...found.values()];
}

function isStatus(name: string | undefined): boolean {
  return name === "ok" || name === "status";
}

function isForeign({ flow }: SyncFacts, call: ts.CallExpression): boolean {
  if (flow.functions(call.expression).length > 0) return false;
  return flow.origins(call.expression).some((origin) => {
    return packageOf(origin) !== undefined || ts.isParameter(origin) || ts.isBindingElement(origin);
  });
}

function isHandedIn({ flow }: SyncFacts, response: ts.Node): boolean {
  const declarations = ts.isIdentifier(response)
    ? (flow.checker.getSymbolAtLocation(response)?.declarations ?? [])
    : [response];
  return declarations.some((each) => ts.isParameter(each) || ts.isBindingElement(each));
}
