import { ts } from "ts-morph";
import type { Flow } from "./flow.ts";
import { findOwn, isGenerator, returnsOf } from "./syntax.ts";

const sameElements = new Set([
  "filter",
  "slice",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
  "concat",
  "values",
]);

/** What stands in an array: its written elements, what is pushed into it, what a `map` makes. None if nobody can say. */
export function elementsOf(flow: Flow, list: ts.Node): readonly ts.Node[] {
  return flow.origins(list).flatMap((origin): readonly ts.Node[] => {
    if (ts.isArrayLiteralExpression(origin))
      return [...writtenElements(flow, origin), ...pushed(flow, origin)];
    if (ts.isNewExpression(origin)) return elementsOfSet(flow, origin);
    if (!ts.isCallExpression(origin)) return [];
    const yielded = yieldedBy(flow, origin);
    if (yielded.length > 0 || !ts.isPropertyAccessExpression(origin.expression)) return yielded;
    const { name, expression: receiver } = origin.expression;
    const [callback] = origin.arguments;
    if (sameElements.has(name.text)) return elementsOf(flow, receiver);
    if (!callback) return [];
    const made = flow.functions(callback).flatMap(returnsOf);
    if (name.text === "map") return made;
    return name.text === "flatMap" ? made.flatMap((each) => elementsOrItself(flow, each)) : [];
  });
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

/** `new Set(list)`: what stands in the list it is made of. */
function elementsOfSet(flow: Flow, origin: ts.NewExpression): readonly ts.Node[] {
  const [list] = origin.arguments ?? [];
  return list && origin.expression.getText() === "Set" ? elementsOf(flow, list) : [];
}

function writtenElements(flow: Flow, array: ts.ArrayLiteralExpression): readonly ts.Node[] {
  return array.elements.flatMap((element) =>
    ts.isSpreadElement(element) ? elementsOf(flow, element.expression) : [element],
  );
}

function pushed(flow: Flow, array: ts.ArrayLiteralExpression): readonly ts.Node[] {
  const holder = array.parent;
  if (!ts.isVariableDeclaration(holder)) return [];
  const symbol = flow.checker.getSymbolAtLocation(holder.name);
  const values = (symbol && flow.assignments.into.get(symbol)) ?? [];
  return values.flatMap((value) =>
    ts.isSpreadElement(value) ? elementsOf(flow, value.expression) : [value],
  );
}

function elementsOrItself(flow: Flow, node: ts.Node): readonly ts.Node[] {
  const elements = elementsOf(flow, node);
  const isEmptyList = flow
    .origins(node)
    .every((origin) => ts.isArrayLiteralExpression(origin) && origin.elements.length === 0);
  return elements.length > 0 || isEmptyList ? elements : [node];
}
