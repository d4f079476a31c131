import { ts } from "ts-morph";
import { nameOf } from "../code/syntax.ts";
import { isUndefined } from "../facts/presence.ts";
import { stateFields } from "../facts/state.ts";
import type { Envelope, SyncFacts } from "../facts/types.ts";
import { askedWith } from "./kit/asked.ts";
import { stemOf } from "./kit/conditions.ts";
import { isFilledLater } from "./kit/saved.ts";
import type { Fault, Rule } from "./rule.ts";

/** A delta's cycle that ends without a word about where the next one begins. */
export const incrementalNoNextState: Rule = {
  id: "incremental-no-next-state",
  severity: "error",
  hazards: ["H51"],
  title: "A cycle of an incremental sync ends without nextState",
  check: ({ syncs }) =>
    syncs.filter(keepsAPlace).flatMap((sync) => sync.envelopes.flatMap((each) => checkEnvelope(sync, each))),
};

/** A sync that reads the same span of time in each cycle needs no place; one that asks with its state does. */
function keepsAPlace(sync: SyncFacts): boolean {
  return sync.mode === "incremental" && stateFields(sync, askedWith(sync)).size > 0;
}

function checkEnvelope(sync: SyncFacts, envelope: Envelope): Fault[] {
  const { hasMore, hasMoreNodes, nextState, node } = envelope;
  if (isFilledLater(sync, envelope) || hasMoreNodes.length === 0) return [];
  const isLost =
    hasMore === "false" && (nextState === "absent" || envelope.nextStateNodes.every(isUndefined));
  if (!isLost && !(hasMore === "either" && isOnlyOnTheWay(sync, node))) return [];
  return [
    {
      at: node.properties.find((each) => each.name?.getText() === "hasMore") ?? node,
      sync,
      message:
        "When the cycle ends, nothing is saved, and the next one begins from its first state again: it skips what changed since, or reads everything once more.",
      fix: "Return `nextState` on the last page too, with the place up to which everything was read.",
    },
  ];
}

/** `hasMore, nextState: hasMore ? { … } : undefined`, and `...(hasMore && { nextState })`. */
function isOnlyOnTheWay(sync: SyncFacts, envelope: ts.ObjectLiteralExpression): boolean {
  const flag = valueOf(envelope, "hasMore");
  const more = flag && stemOf(sync.flow, flag);
  if (more === undefined) return false;
  return envelope.properties.some((property) => {
    if (ts.isSpreadAssignment(property)) return isGivenIf(sync, property.expression, more) === "nextState";
    const value = nameOf(property.name) === "nextState" && valueOf(envelope, "nextState");
    return value ? isGivenIf(sync, value, more) === "value" : false;
  });
}

function isGivenIf(sync: SyncFacts, node: ts.Expression, more: string): "nextState" | "value" | undefined {
  const [value] = ts.isIdentifier(node) ? initializersOf(sync, node) : [node];
  let inner: ts.Expression | undefined = value;
  while (inner && ts.isParenthesizedExpression(inner)) inner = inner.expression;
  if (!inner) return undefined;
  const isAnd =
    ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  if (!isAnd && !ts.isConditionalExpression(inner)) return undefined;
  const [condition, given] = ts.isConditionalExpression(inner)
    ? [inner.condition, inner.whenTrue]
    : [(inner as ts.BinaryExpression).left, (inner as ts.BinaryExpression).right];
  if (stemOf(sync.flow, condition) !== more) return undefined;
  if (ts.isConditionalExpression(inner) && isUndefined(inner.whenFalse)) return "value";
  const isNothing =
    isAnd || (ts.isConditionalExpression(inner) && /^\{\s*\}$/.test(inner.whenFalse.getText()));
  return isNothing && /\bnextState\b/.test(given.getText()) ? "nextState" : undefined;
}

function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = object.properties.find((each) => each.name && nameOf(each.name) === name);
  if (property && ts.isPropertyAssignment(property)) return property.initializer;
  return property && ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

function initializersOf(sync: SyncFacts, node: ts.Identifier): ts.Expression[] {
  const declarations = sync.flow.checker.getSymbolAtLocation(node)?.declarations ?? [];
  return declarations.flatMap((each) => (ts.isVariableDeclaration(each) && each.initializer) || []);
}
