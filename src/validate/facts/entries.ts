import { ts } from "ts-morph";
import { elementsOf } from "../code/elements.ts";
import type { Flow } from "../code/flow.ts";
import { receiverOf, symbolOf } from "../code/names.ts";
import { bare, functionAround, nameOf, returnsOf } from "../code/syntax.ts";

/**
 * The properties of `Object.fromEntries(Object.entries(table).map(([name, { field }]) => [name, field]))`, by name: what
 * the field holds, or what it gives where it is called. Undefined where it is made in another way.
 */
export function entriesOf(flow: Flow, node: ts.Node): ReadonlyMap<string, readonly ts.Node[]> | undefined {
  const [list] = ts.isCallExpression(node) ? node.arguments : [];
  if (!list || !ts.isCallExpression(node) || node.expression.getText() !== "Object.fromEntries")
    return undefined;
  const found = new Map<string, readonly ts.Node[]>();
  for (const entry of elementsOf(flow, list).flatMap((each) => flow.origins(each))) {
    const made = ts.isArrayLiteralExpression(entry) ? readEntry(flow, entry) : undefined;
    if (!made || made.size === 0) return undefined;
    for (const [name, values] of made) found.set(name, [...(found.get(name) ?? []), ...values]);
  }
  return found.size > 0 ? found : undefined;
}

/** What a callback makes of each property of a table. */
function readEntry(
  flow: Flow,
  entry: ts.ArrayLiteralExpression,
): Map<string, readonly ts.Node[]> | undefined {
  const [name, value] = entry.elements;
  const [parameter] = functionAround(entry)?.parameters ?? [];
  const table = parameter && receiverOf(parameter);
  if (!name || !value || !table || !parameter) return undefined;
  const pairs = elementsOf(flow, table);
  const isName = bindingOf(flow, name)?.parent === parameter.name && parameterPlace(flow, name) === 0;
  if (!isName || !pairs.every(ts.isPropertyAssignment)) return undefined;
  const found = new Map<string, readonly ts.Node[]>();
  for (const pair of pairs) {
    const key = nameOf(pair.name);
    const values = valuesIn(flow, bare(value), pair);
    if (key === undefined || values.length === 0) return undefined;
    found.set(key, [...(found.get(key) ?? []), ...values]);
  }
  return found;
}

function valuesIn(flow: Flow, value: ts.Expression, pair: ts.PropertyAssignment): readonly ts.Node[] {
  if (ts.isCallExpression(value))
    return valuesIn(flow, bare(value.expression), pair)
      .flatMap((each) => flow.functions(each))
      .flatMap(returnsOf);
  const binding = bindingOf(flow, value);
  if (!binding) return [];
  if (ts.isArrayBindingPattern(binding.parent))
    return parameterPlace(flow, value) === 1 ? [pair.initializer] : [];
  const field = nameOf(binding.propertyName ?? binding.name);
  return field === undefined ? [] : flow.members(pair.initializer, field);
}

function bindingOf(flow: Flow, node: ts.Expression): ts.BindingElement | undefined {
  const [declaration] = ts.isIdentifier(node) ? (symbolOf(flow, node)?.declarations ?? []) : [];
  return declaration && ts.isBindingElement(declaration) ? declaration : undefined;
}

function parameterPlace(flow: Flow, node: ts.Expression): number {
  const binding = bindingOf(flow, node);
  return binding && ts.isArrayBindingPattern(binding.parent) ? binding.parent.elements.indexOf(binding) : -1;
}
