import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import { nameOf } from "../code/syntax.ts";
import { entriesOf } from "./entries.ts";
import { sdkCall, textOf } from "./registered.ts";
import type { DatabaseFacts, PropertyFact, Registered } from "./types.ts";

/** The facts of a database that is registered. */
export function readDatabase(flow: Flow, registered: Registered): DatabaseFacts {
  const { config } = registered;
  if (!config) return registered;
  const primaryKey = flow
    .members(config, "primaryKeyProperty")
    .flatMap((node) => textOf(flow, node) ?? [])[0];
  const properties = flow
    .members(config, "schema")
    .flatMap((schema) => flow.members(schema, "properties"))
    .flatMap((node) => flow.origins(node));
  const [schema] = properties;
  if (properties.length !== 1 || !schema || !ts.isObjectLiteralExpression(schema))
    return { ...registered, ...(primaryKey !== undefined && { primaryKey }) };
  const facts = readProperties(flow, schema);
  return {
    ...registered,
    ...(primaryKey !== undefined && { primaryKey }),
    schema,
    ...(facts && { properties: facts }),
  };
}

function readProperties(
  flow: Flow,
  object: ts.ObjectLiteralExpression,
): ReadonlyMap<string, PropertyFact> | undefined {
  const found = new Map<string, PropertyFact>();
  for (const property of object.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = flow.origins(property.expression);
      const inner = spread.length === 1 && spread[0] ? readSpread(flow, spread[0]) : undefined;
      if (!inner) return undefined;
      for (const [name, fact] of inner) found.set(name, fact);
      continue;
    }
    const name = propertyName(flow, property);
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    if (name === undefined || !value) return undefined;
    found.set(name, propertyFact(flow, name, value));
  }
  return found;
}

function readSpread(flow: Flow, spread: ts.Node): ReadonlyMap<string, PropertyFact> | undefined {
  if (ts.isObjectLiteralExpression(spread)) return readProperties(flow, spread);
  const entries = entriesOf(flow, spread);
  // A name that several tables have may be of several kinds.
  return (
    entries &&
    new Map(
      [...entries].map(([name, [node = spread, ...others]]) => [
        name,
        others.length > 0 ? { name, node } : propertyFact(flow, name, node),
      ]),
    )
  );
}

/** A property's name; a constant in brackets counts as written out. */
export function propertyName(flow: Flow, property: ts.ObjectLiteralElementLike): string | undefined {
  if (!property.name) return undefined;
  const { name } = property;
  return ts.isComputedPropertyName(name) ? textOf(flow, name.expression) : nameOf(name);
}

function propertyFact(flow: Flow, name: string, node: ts.Node): PropertyFact {
  const origins = flow.origins(node);
  const [call] = origins;
  const made = origins.length === 1 && call ? sdkCall(flow, call) : undefined;
  if (!made || !call || !ts.isCallExpression(call) || made[0] !== "Schema") return { name, node };
  return { name, node, kind: made[1], call };
}
