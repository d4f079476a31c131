import { ts } from "ts-morph";
import type { Program } from "./program.ts";
import { walk } from "./syntax.ts";

/** What is assigned after the declaration: to a name (`x = …`), and to a property of one (`x.a = …`, `this.a = …`). */
export type Assignments = {
  toName: ReadonlyMap<ts.Symbol, readonly ts.Expression[]>;
  /** By the symbol of the property, as the checker knows it, or else of the object with the name behind it. */
  toProperty: ReadonlyMap<ts.Symbol, ReadonlyMap<string, readonly ts.Expression[]>>;
  /** What is pushed or set into a named array, map or set, put into a named table (`x[key] = …`), or into a URL's query. */
  into: ReadonlyMap<ts.Symbol, readonly ts.Expression[]>;
};

const fillers = new Set(["push", "unshift", "set", "add", "append"]);

/** Finds every assignment of a program in one pass. */
export function indexAssignments({ files, checker }: Program): Assignments {
  const toName = new Map<ts.Symbol, ts.Expression[]>();
  const toProperty = new Map<ts.Symbol, Map<string, ts.Expression[]>>();
  const into = new Map<ts.Symbol, ts.Expression[]>();
  const add = (map: Map<ts.Symbol, ts.Expression[]>, at: ts.Node, values: readonly ts.Expression[]): void => {
    const symbol = checker.getSymbolAtLocation(at);
    if (symbol) map.set(symbol, [...(map.get(symbol) ?? []), ...values]);
  };

  function see(node: ts.Node): void {
    if (ts.isBinaryExpression(node) && isAssignment(node)) {
      if (ts.isIdentifier(node.left)) add(toName, node.left, [node.right]);
      if (ts.isPropertyAccessExpression(node.left)) addProperty(node.left, node.right);
      if (ts.isElementAccessExpression(node.left) && ts.isIdentifier(node.left.expression))
        add(into, node.left.expression, [node.right]);
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      const isQuery = ts.isPropertyAccessExpression(expression) && expression.name.text === "searchParams";
      const owner = isQuery ? expression.expression : expression;
      if (fillers.has(name.text) && ts.isIdentifier(owner)) add(into, owner, node.arguments);
    }
  }

  function addProperty(target: ts.PropertyAccessExpression, value: ts.Expression): void {
    const owner = checker.getSymbolAtLocation(target.expression);
    if (!owner) return;
    const names = toProperty.get(owner) ?? new Map<string, ts.Expression[]>();
    names.set(target.name.text, [...(names.get(target.name.text) ?? []), value]);
    toProperty.set(owner, names);
  }

  for (const file of files) walk(file, see);
  return { toName, toProperty, into };
}

function isAssignment({ operatorToken }: ts.BinaryExpression): boolean {
  return (
    operatorToken.kind >= ts.SyntaxKind.FirstAssignment && operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}
