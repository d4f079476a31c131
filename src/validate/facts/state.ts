import { ts } from "ts-morph";
import { patternSources } from "../code/names.ts";
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
    if (ts.isPropertyAccessExpression(node) && isPartOfState(sync, node.expression))
      fields.set(node.name.text, node);
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      const isOfState =
        isOwnParameter(sync, node) ||
        patternSources(sync.flow, node.parent).some((each) => isPartOfState(sync, each));
      if (isOfState && ts.isIdentifier(name)) fields.set(name.text, node);
    }
  }
  return fields;
}

/** What a sync may save in a field of its state: over all envelopes, or some, and whole inner objects too. */
export function savedIn(sync: SyncFacts, field: string, envelopes = sync.envelopes): ts.Node[] {
  return envelopes.flatMap(({ nextStateNodes }) =>
    nextStateNodes.flatMap((node) => valuesUnder(sync, { node, field, levels: mostLevels })),
  );
}

const mostLevels = 3;

type Sought = { node: ts.Node; field: string; levels: number };

function valuesUnder(sync: SyncFacts, { node, field, levels }: Sought): ts.Node[] {
  const own = [...sync.flow.members(node, field)];
  if (own.length > 0 || levels === 0 || !ts.isObjectLiteralExpression(node)) return own;
  return node.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property)) return [];
    return sync.flow
      .origins(property.initializer)
      .flatMap((inner) => valuesUnder(sync, { node: inner, field, levels: levels - 1 }));
  });
}

function isPartOfState(sync: SyncFacts, node: ts.Node): boolean {
  if (isState(sync, node)) return true;
  return sync.flow
    .origins(node)
    .some((origin) => ts.isPropertyAccessExpression(origin) && isState(sync, origin.expression));
}

function isOwnParameter(sync: SyncFacts, element: ts.BindingElement): boolean {
  const holder = element.parent.parent;
  return ts.isParameter(holder) && stateParameters(sync).includes(holder);
}
