import { ts } from "ts-morph";
import type { Flow } from "./flow.ts";
import { calledName, findOwn, isGenerator, returnsOf } from "./syntax.ts";

const sameElements = new Set([
  "filter",
  "slice",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
  "concat",
  "values",
  "entries",
]);

const listing = new WeakMap<Flow, Set<ts.Node>>();

/**
 * What stands in an array: its written elements, what is pushed into it, what a `map` makes. Of a Map and of
 * `Object.entries` the pairs, as `pairedAt` takes them apart. None if nobody can say.
 */
export function elementsOf(flow: Flow, list: ts.Node): readonly ts.Node[] {
  const active = listing.get(flow) ?? new Set();
  listing.set(flow, active);
  return flow.origins(list).flatMap((origin): readonly ts.Node[] => {
    // A list into which its own elements are pushed, as queues are, says nothing new.
    if (active.has(origin)) return [];
    active.add(origin);
    const elements = elementsOfOrigin(flow, origin);
    active.delete(origin);
    return elements;
  });
}

/** The key (0) or the value (1) of a pair that is no array: `map.set(key, value)`, `{ key: value }`, `rows[key] = value`. */
export function pairedAt(pair: ts.Node, index: number): readonly ts.Node[] {
  if (isSetCall(pair)) return pair.arguments[index] ? [pair.arguments[index]] : [];
  if (isElementAssignment(pair)) return index === 0 ? [pair.left.argumentExpression] : [pair.right];
  if (ts.isShorthandPropertyAssignment(pair)) return index === 1 ? [pair.name] : [];
  if (!ts.isPropertyAssignment(pair)) return [];
  if (index === 1) return [pair.initializer];
  return index === 0 && ts.isStringLiteralLike(pair.name) ? [pair.name] : [];
}

function elementsOfOrigin(flow: Flow, origin: ts.Node): readonly ts.Node[] {
  if (ts.isArrayLiteralExpression(origin)) return [...writtenElements(flow, origin), ...pushed(flow, origin)];
  if (ts.isNewExpression(origin)) return elementsOfCollection(flow, origin);
  if (!ts.isCallExpression(origin)) return [];
  const yielded = yieldedBy(flow, origin);
  if (yielded.length > 0 || !ts.isPropertyAccessExpression(origin.expression)) return yielded;
  const { name, expression: receiver } = origin.expression;
  const [callback] = origin.arguments;
  if (callback && receiver.getText() === "Object") return propertiesOf(flow, name.text, callback);
  if (callback && receiver.getText() === "Array")
    return name.text === "from" ? elementsOf(flow, callback) : [];
  const part = isMap(flow, receiver) ? ["keys", "values"].indexOf(name.text) : -1;
  if (part >= 0)
    return elementsOf(flow, receiver).flatMap((pair) =>
      flow.origins(pair).flatMap((each) => partOf(each, part)),
    );
  if (sameElements.has(name.text)) return elementsOf(flow, receiver);
  if (!callback) return [];
  const made = flow.functions(callback).flatMap(returnsOf);
  if (name.text === "map") return made;
  return name.text === "flatMap" ? made.flatMap((each) => elementsOrItself(flow, each)) : [];
}

function partOf(pair: ts.Node, index: number): readonly ts.Node[] {
  const element = ts.isArrayLiteralExpression(pair) ? pair.elements[index] : undefined;
  if (element) return ts.isSpreadElement(element) ? [] : [element];
  return pairedAt(pair, index);
}

/** `Object.entries` and `Object.values` of an object that is written out, and of what is put into it by `[name]`. */
function propertiesOf(flow: Flow, method: string, object: ts.Node): readonly ts.Node[] {
  if (method !== "entries" && method !== "values") return [];
  const pairs = pairsOf(flow, object, new Set());
  return method === "entries" ? pairs : pairs.flatMap((pair) => pairedAt(pair, 1));
}

/** `seen`: an object into which its own earlier self is spread says nothing new. */
function pairsOf(flow: Flow, object: ts.Node, seen: Set<ts.Node>): readonly ts.Node[] {
  return flow.origins(object).flatMap((origin): readonly ts.Node[] => {
    if (seen.has(origin)) return [];
    seen.add(origin);
    const written = ts.isObjectLiteralExpression(origin) ? [...origin.properties] : [];
    const later = ts.isExpression(origin) ? putInto(flow, origin).map(({ parent }) => parent) : [];
    return [
      ...written.flatMap((one) => (ts.isSpreadAssignment(one) ? pairsOf(flow, one.expression, seen) : [one])),
      ...later.filter(isElementAssignment),
    ];
  });
}

/** `rows[key] = value` */
function isElementAssignment(
  node: ts.Node,
): node is ts.BinaryExpression & { left: ts.ElementAccessExpression } {
  return ts.isBinaryExpression(node) && ts.isElementAccessExpression(node.left);
}

/** What a generator of the project hands out. */
function yieldedBy(flow: Flow, call: ts.CallExpression): readonly ts.Node[] {
  return flow
    .functions(call.expression)
    .filter(isGenerator)
    .flatMap((callee) =>
      findOwn(callee.body, ts.isYieldExpression).flatMap(({ expression, asteriskToken }) => {
        if (!expression) return [];
        return asteriskToken ? elementsOf(flow, expression) : [expression];
      }),
    );
}

/** `new Set(list)`: what stands in the list it is made of. `new Map(pairs)`: the pairs, and those set later. */
function elementsOfCollection(flow: Flow, origin: ts.NewExpression): readonly ts.Node[] {
  const [list] = origin.arguments ?? [];
  const kind = origin.expression.getText();
  if (kind !== "Set" && kind !== "Map") return [];
  const first = list ? elementsOf(flow, list) : [];
  if (kind === "Set") return first;
  const later = putInto(flow, origin).map(({ parent }) => parent);
  return [...first, ...new Set(later.filter(isSetCall))];
}

function isSetCall(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && calledName(node) === "set" && node.arguments.length === 2;
}

function isMap(flow: Flow, list: ts.Node): boolean {
  return flow
    .origins(list)
    .some((origin) => ts.isNewExpression(origin) && origin.expression.getText() === "Map");
}

function writtenElements(flow: Flow, array: ts.ArrayLiteralExpression): readonly ts.Node[] {
  return array.elements.flatMap((element) =>
    ts.isSpreadElement(element) ? elementsOf(flow, element.expression) : [element],
  );
}

function pushed(flow: Flow, array: ts.ArrayLiteralExpression): readonly ts.Node[] {
  return putInto(flow, array).flatMap((value) =>
    ts.isSpreadElement(value) ? elementsOf(flow, value.expression) : [value],
  );
}

/** What is put later into the list that a name holds. */
function putInto(flow: Flow, list: ts.Expression): readonly ts.Expression[] {
  let holder: ts.Node = list.parent;
  while (ts.isAsExpression(holder) || ts.isSatisfiesExpression(holder)) holder = holder.parent;
  if (!ts.isVariableDeclaration(holder)) return [];
  const symbol = flow.checker.getSymbolAtLocation(holder.name);
  return (symbol && flow.assignments.into.get(symbol)) ?? [];
}

function elementsOrItself(flow: Flow, node: ts.Node): readonly ts.Node[] {
  const elements = elementsOf(flow, node);
  const isEmptyList = flow
    .origins(node)
    .every((origin) => ts.isArrayLiteralExpression(origin) && origin.elements.length === 0);
  return elements.length > 0 || isEmptyList ? elements : [node];
}
