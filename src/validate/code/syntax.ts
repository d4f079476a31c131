import { ts } from "ts-morph";
import { orderOf } from "./order.ts";

/** A function with a body: a declaration, an expression, an arrow, a method, an accessor or a constructor. */
export type FunctionNode = ts.FunctionLikeDeclaration & { body: ts.ConciseBody };

/** Takes parentheses, `as`, `satisfies`, `!`, `<T>x` and `await` off an expression: what is left is the same value. */
export function bare(expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner) ||
    ts.isAwaitExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

const functionKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
]);

export function isFunction(node: ts.Node | undefined): node is FunctionNode {
  return node !== undefined && functionKinds.has(node.kind) && "body" in node && node.body !== undefined;
}

export function isGenerator(node: FunctionNode): boolean {
  return "asteriskToken" in node && node.asteriskToken !== undefined;
}

/** The innermost function around a node; undefined at the top level of a module. */
export function functionAround(node: ts.Node): FunctionNode | undefined {
  for (let one = node.parent; one; one = one.parent) if (isFunction(one)) return one;
  return undefined;
}

/** Calls `see` for a node and everything below it; where `see` gives false, nothing below is seen. */
export function walk(node: ts.Node, see: (node: ts.Node) => boolean | void): void {
  const { nodes, ends, places } = orderOf(node.getSourceFile());
  const first = places.get(node);
  // Comments of JavaScript are nodes too, but no children of any.
  const end = first === undefined ? 0 : (ends[first] ?? 0);
  for (let place = first ?? end; place < end; ) {
    const one = nodes[place];
    place = one && see(one) === false ? (ends[place] ?? end) : place + 1;
  }
}

/** Every node below (and with) a node that a guard takes, in the order of the text. */
export function findAll<T extends ts.Node>(node: ts.Node, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  walk(node, (one) => {
    if (is(one)) found.push(one);
  });
  return found;
}

/** As `findAll`, without what stands in functions inside. */
export function findOwn<T extends ts.Node>(node: ts.Node, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  walk(node, (one) => {
    if (one !== node && isFunction(one)) return false;
    if (is(one)) found.push(one);
    return true;
  });
  return found;
}

/** What a function may return: its `return` expressions, or the body of an arrow without braces. */
export function returnsOf(node: FunctionNode): ts.Expression[] {
  if (!ts.isBlock(node.body)) return [node.body];
  return findOwn(node.body, ts.isReturnStatement).flatMap(({ expression }) => expression ?? []);
}

/** A property's name as far as it is written out: `a`, `"a"`, `["a"]`, `1`. */
export function nameOf(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isPrivateIdentifier(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}

/** The name behind the last dot of what is called: `list` for `client.list(…)`, `fetch` for `fetch(…)`. */
export function calledName(call: ts.CallExpression): string | undefined {
  const callee = bare(call.expression);
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

/** Whether one node is another or stands inside it. */
export function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end && node.getSourceFile() === outer.getSourceFile();
}

/** Whether an identifier is written to: `x = …`, `x += …`, `x++`. */
export function assignmentTo(node: ts.Node): ts.BinaryExpression | undefined {
  const { parent } = node;
  return parent &&
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    ? parent
    : undefined;
}
