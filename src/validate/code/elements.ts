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
  return elementsIn({ flow, seen: new Set() }, list);
}

/** `seen`: lists may be filled from one another in a circle. */
type Looking = { flow: Flow; seen: Set<ts.Node> };

function elementsIn(looking: Looking, list: ts.Node): readonly ts.Node[] {
  const { flow, seen } = looking;
  return flow.origins(list).flatMap((origin): readonly ts.Node[] => {
    if (seen.has(origin)) return [];
    seen.add(origin);
    if (ts.isArrayLiteralExpression(origin))
      return [...writtenElements(looking, origin), ...pushed(looking, origin)];
    if (ts.isNewExpression(origin)) return elementsOfSet(looking, origin);
    if (!ts.isCallExpression(origin)) return [];
    const yielded = yieldedBy(looking, origin);
    if (yielded.length > 0 || !ts.isPropertyAccessExpression(origin.expression)) return yielded;
    const { name, expression: receiver } = origin.expression;
    const [callback] = origin.arguments;
    if (sameElements.has(name.text)) return elementsIn(looking, receiver);
    if (!callback) return [];
    const made = flow.functions(callback).flatMap(returnsOf);
    if (name.text === "map") return made;
    return name.text === "flatMap" ? made.flatMap((each) => elementsOrItself(looking, each)) : [];
  });
}

/** What a generator of the project hands out. */
function yieldedBy(looking: Looking, call: ts.CallExpression): readonly ts.Node[] {
  return looking.flow
    .functions(call.expression)
    .filter(isGenerator)
    .flatMap((callee) =>
      findOwn(callee.body, ts.isYieldExpression).flatMap(({ expression, asteriskToken }) => {
        if (!expression) return [];
        return asteriskToken ? elementsIn(looking, expression) : [expression];
      }),
    );
}

/** `new Set(list)`: what stands in the list it is made of. */
function elementsOfSet(looking: Looking, origin: ts.NewExpression): readonly ts.Node[] {
  const [list] = origin.arguments ?? [];
  return list && origin.expression.getText() === "Set" ? elementsIn(looking, list) : [];
}

function writtenElements(looking: Looking, array: ts.ArrayLiteralExpression): readonly ts.Node[] {
  return array.elements.flatMap((element) =>
    ts.isSpreadElement(element) ? elementsIn(looking, element.expression) : [element],
  );
}

function pushed(looking: Looking, array: ts.ArrayLiteralExpression): readonly ts.Node[] {
  const holder = array.parent;
  if (!ts.isVariableDeclaration(holder)) return [];
  const { checker, assignments } = looking.flow;
  const symbol = checker.getSymbolAtLocation(holder.name);
  const values = (symbol && assignments.into.get(symbol)) ?? [];
  return values.flatMap((value) =>
    ts.isSpreadElement(value) ? elementsIn(looking, value.expression) : [value],
  );
}

function elementsOrItself(looking: Looking, node: ts.Node): readonly ts.Node[] {
  const { flow } = looking;
  const elements = elementsIn(looking, node);
  const isEmptyList = flow
    .origins(node)
    .every((origin) => ts.isArrayLiteralExpression(origin) && origin.elements.length === 0);
  return elements.length > 0 || isEmptyList ? elements : [node];
}
