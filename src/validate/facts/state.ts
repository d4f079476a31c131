import { ts } from "ts-morph";
import { isSpreadFrom, patternSources } from "../code/names.ts";
import type { SyncFacts } from "./types.ts";

/** The parameters in which Notion hands the saved state to a sync. */
export function stateParameters(sync: SyncFacts): ts.ParameterDeclaration[] {
  return sync.execute.flatMap(({ parameters }) => parameters[0] ?? []);
}

/** Whether a value may be the saved state itself, also after it was checked or replaced by a first one. */
export function isState(sync: SyncFacts, node: ts.Node): boolean {
  const parameters = new Set<ts.Node>(stateParameters(sync));
  return sync.flow.origins(node).some((origin) => parameters.has(origin));
}

/**
 * The fields of the saved state among some nodes (those that feed a value, say), by name, each with where it is read.
 * Only the first name counts: `state.walk.page` is read from the field `page` where `state.walk` was followed, else
 * from `walk`.
 */
export function stateFields(sync: SyncFacts, nodes: Iterable<ts.Node>): Map<string, ts.Node> {
  const fields = new Map<string, ts.Node>();
  for (const node of nodes) {
    if (ts.isPropertyAccessExpression(node) && isPartOfState(sync, node.expression, node.name.text))
      fields.set(node.name.text, node);
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      if (!ts.isIdentifier(name)) continue;
      const isOfState =
        isOwnParameter(sync, node) ||
        patternSources(sync.flow, node.parent).some((each) => isPartOfState(sync, each, name.text));
      if (isOfState) fields.set(name.text, node);
    }
  }
  return fields;
}

/** What a sync may save in a field of its state: over all envelopes, or some, and whole inner objects too. */
export function savedIn(sync: SyncFacts, field: string, envelopes = sync.envelopes): ts.Node[] {
  return envelopes.flatMap(({ nextStateNodes }) =>
    nextStateNodes.flatMap((node) => valuesUnder({ sync, field, levels: mostLevels }, node)),
  );
}

const mostLevels = 3;

type Looking = { sync: SyncFacts; field: string; levels: number };

function valuesUnder({ sync, field, levels }: Looking, node: ts.Node): ts.Node[] {
  const own = [...sync.flow.members(node, field)];
  if (own.length > 0 || levels === 0 || !ts.isObjectLiteralExpression(node)) return own;
  const inner = { sync, field, levels: levels - 1 };
  return node.properties.flatMap((property) => {
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    if (!value || !ts.isExpression(value)) return [];
    return sync.flow.origins(value).flatMap((each) => valuesUnder(inner, each));
  });
}

/** Whether a value is the saved state as far as a field of it goes: also `{ ...state, cursor: next }`, but for `cursor`. */
export function isStateIn(sync: SyncFacts, node: ts.Node, name: string, levels = mostLevels): boolean {
  return sync.flow.origins(node).some((origin) => {
    if (isState(sync, origin)) return true;
    if (levels === 0 || !ts.isObjectLiteralExpression(origin)) return false;
    return isSpreadFrom(origin, name, (each) => isStateIn(sync, each, name, levels - 1));
  });
}

function isPartOfState(sync: SyncFacts, node: ts.Node, name: string, levels = mostLevels): boolean {
  return sync.flow.origins(node).some((origin) => {
    if (isState(sync, origin)) return true;
    if (ts.isPropertyAccessExpression(origin)) return isState(sync, origin.expression);
    if (levels === 0 || !ts.isObjectLiteralExpression(origin)) return false;
    return isSpreadFrom(origin, name, (each) => isPartOfState(sync, each, name, levels - 1));
  });
}

function isOwnParameter(sync: SyncFacts, element: ts.BindingElement): boolean {
  const holder = element.parent.parent;
  return ts.isParameter(holder) && stateParameters(sync).includes(holder);
}
