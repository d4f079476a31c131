import { ts } from "ts-morph";
import { nameOf } from "../../code/syntax.ts";
import { isState, savedIn, stateFields } from "../../facts/state.ts";
import type { Envelope, SyncFacts } from "../../facts/types.ts";

/**
 * Whether a next state says nothing that the state before did not: it is that state, or all its fields are the same
 * fields of it or written-out values.
 */
export function isUnmoved(sync: SyncFacts, nextState: ts.Node): boolean {
  if (isState(sync, nextState)) return true;
  if (!ts.isObjectLiteralExpression(nextState) || isGivenMore(sync, nextState)) return false;
  const kept = nextState.properties.map((property) => isKept(sync, property));
  return kept.every((one) => one !== "new") && kept.includes("kept");
}

function isKept(sync: SyncFacts, property: ts.ObjectLiteralElementLike): "kept" | "constant" | "new" {
  if (ts.isSpreadAssignment(property)) {
    const origins = sync.flow.origins(property.expression);
    return origins.length > 0 && origins.every((each) => isUnmoved(sync, each)) ? "kept" : "new";
  }
  const name = nameOf(property.name);
  const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
  if (name === undefined || !value) return "new";
  const origins = sync.flow.origins(value);
  const own = origins.filter((each) => stateFields(sync, [each]).has(name));
  if (origins.length === 0 || !origins.every((each) => own.includes(each) || isConstant(each))) return "new";
  return own.length > 0 ? "kept" : "constant";
}

export function isConstant(node: ts.Node): boolean {
  return (
    ts.isNumericLiteral(node) ||
    ts.isStringLiteralLike(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

/** Whether an envelope surely hands in no changes: `changes: []`. */
export function isWithoutChanges(sync: SyncFacts, { changes }: Envelope): boolean {
  const origins = changes.flatMap((each) => sync.flow.origins(each));
  return origins.length > 0 && origins.every(isEmptyList);
}

/** `[]` that nothing is pushed into. */
export function isEmptyList(node: ts.Node): boolean {
  return (
    ts.isArrayLiteralExpression(node) && node.elements.length === 0 && !ts.isVariableDeclaration(node.parent)
  );
}

/** Whether a state is ever read: without a parameter for it, each call begins as the first one did. */
export function readsState(sync: SyncFacts): boolean {
  return sync.execute.some(({ parameters }) => parameters.length > 0);
}

/** Whether properties are put into an envelope after it was written out: then what it lacks may come later. */
export function isFilledLater(sync: SyncFacts, { node }: Envelope): boolean {
  return isGivenMore(sync, node);
}

/** Whether a property is assigned later to the variable that holds an object. */
function isGivenMore(sync: SyncFacts, node: ts.ObjectLiteralExpression): boolean {
  const holder = node.parent;
  const symbol = ts.isVariableDeclaration(holder) && sync.flow.checker.getSymbolAtLocation(holder.name);
  return symbol ? sync.flow.assignments.toProperty.has(symbol) : false;
}

/** What a field of the state may hold when a cycle has ended. */
export function savedAtEnd(sync: SyncFacts, field: string): readonly ts.Node[] {
  return savedIn(
    sync,
    field,
    sync.envelopes.filter(({ hasMore }) => hasMore !== "true"),
  );
}
