import { ts } from "ts-morph";
import type { Call } from "../../code/flow.ts";
import { isFunction } from "../../code/syntax.ts";
import type { SyncFacts } from "../../facts/types.ts";
import { isOtherSubtraction, isSubtraction, isZero } from "./times.ts";

/** What the requests of a sync are made from on a way on which nothing is taken from a time. */
export function askedUnchanged(sync: SyncFacts): ReadonlySet<ts.Node> {
  const reached = new Set<ts.Node>();
  const follow = (node: ts.Node): void => {
    for (const each of sync.flow.feeds(node, (one) => isSubtraction(one) || isOtherSubtraction(one)))
      reached.add(each);
  };
  for (const { call } of sync.requests) for (const argument of call.arguments) follow(argument);
  // Of a helper that subtracts what it is given, only the calls that give it 0 let a time through.
  for (const node of [...reached].filter(isSubtraction))
    for (const argument of passedThrough(sync, node)) follow(argument);
  return reached;
}

/** What a helper that subtracts is given besides, by those calls that give it 0 to take off. */
function passedThrough(sync: SyncFacts, node: ts.BinaryExpression): ts.Node[] {
  if (isZero(sync.flow, node.right)) return [node.left];
  const taken = parameterOf(sync, node.right);
  if (!taken || !isFunction(taken.parent)) return [];
  const index = taken.parent.parameters.indexOf(taken);
  const zero = sync.flow.callers(taken.parent).filter((call) => isZeroAt(sync, call, index));
  return zero.flatMap((call) => (call.arguments ?? []).filter((_, place) => place !== index));
}

function isZeroAt(sync: SyncFacts, call: Call, index: number): boolean {
  const argument = call.arguments?.[index];
  return argument !== undefined && isZero(sync.flow, argument);
}

function parameterOf(sync: SyncFacts, node: ts.Expression): ts.ParameterDeclaration | undefined {
  const declaration = ts.isIdentifier(node)
    ? sync.flow.checker.getSymbolAtLocation(node)?.declarations?.[0]
    : undefined;
  return declaration && ts.isParameter(declaration) ? declaration : undefined;
}
