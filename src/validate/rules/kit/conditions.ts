import { ts } from "ts-morph";
import { symbolOf } from "../../code/names.ts";
import type { Flow } from "../../code/flow.ts";
import { bare, findAll, type FunctionNode } from "../../code/syntax.ts";

/**
 * What a truth is about, as text that can be compared: `Boolean(next)`, `!!next`, `next !== undefined` and a constant
 * that holds one of them are all about `next`.
 */
export function stemOf(flow: Flow, given: ts.Expression): string {
  const node = bare(given);
  if (ts.isIdentifier(node)) {
    const [declaration, ...others] = symbolOf(flow, node)?.declarations ?? [];
    const isConstant =
      declaration &&
      others.length === 0 &&
      ts.isVariableDeclaration(declaration) &&
      declaration.initializer &&
      ts.isIdentifier(declaration.name);
    return isConstant && declaration.initializer ? stemOf(flow, declaration.initializer) : node.text;
  }
  if (ts.isCallExpression(node) && node.expression.getText() === "Boolean" && node.arguments[0])
    return stemOf(flow, node.arguments[0]);
  if (
    ts.isPrefixUnaryExpression(node) &&
    ts.isPrefixUnaryExpression(node.operand) &&
    /^!!/.test(node.getText())
  )
    return stemOf(flow, node.operand.operand);
  if (ts.isBinaryExpression(node)) {
    const isNot = /^!==?$/.test(node.operatorToken.getText());
    if (isNot && /^(undefined|null)$/.test(node.right.getText())) return stemOf(flow, node.left);
    const isTrue = /^===?$/.test(node.operatorToken.getText()) && node.right.getText() === "true";
    if (isTrue) return stemOf(flow, node.left);
    if (
      /^(\?\?|\|\|)$/.test(node.operatorToken.getText()) &&
      /^(false|null|undefined|"")$/.test(node.right.getText())
    )
      return stemOf(flow, node.left);
  }
  return node.getText().replace(/\s+/g, "").replaceAll("?.", ".").replaceAll("!.", ".");
}

/** A place where the program decides: the condition, what is done if it holds, and what if not. */
export type Decision = { condition: ts.Expression; then: ts.Node; otherwise: ts.Node | undefined };

/** Every `if`, `? :` and loop condition of some functions, without those of functions inside that are not reached. */
export function decisionsIn(functions: Iterable<FunctionNode>): Decision[] {
  const found = new Map<ts.Node, Decision>();
  for (const one of functions) {
    for (const node of findAll(one, isDecision)) {
      if (ts.isIfStatement(node))
        found.set(node, {
          condition: node.expression,
          then: node.thenStatement,
          otherwise: node.elseStatement,
        });
      else if (ts.isConditionalExpression(node))
        found.set(node, { condition: node.condition, then: node.whenTrue, otherwise: node.whenFalse });
      else found.set(node, { condition: node.expression, then: node.statement, otherwise: undefined });
    }
  }
  return [...found.values()];
}

/** The comparisons and denials that make up a condition: its parts between `&&` and `||`. */
export function partsOf(condition: ts.Expression): ts.Expression[] {
  const node = bare(condition);
  if (!ts.isBinaryExpression(node)) return [node];
  return /^(&&|\|\||\?\?)$/.test(node.operatorToken.getText())
    ? [...partsOf(node.left), ...partsOf(node.right)]
    : [node];
}

/** As `partsOf`, with the parts of a constant that holds a condition in the constant's place. */
export function wholePartsOf(flow: Flow, condition: ts.Expression, level = 0): ts.Expression[] {
  return partsOf(condition).flatMap((part) => {
    const [declaration] = ts.isIdentifier(part) ? (symbolOf(flow, part)?.declarations ?? []) : [];
    const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    return value && level < 3 ? wholePartsOf(flow, value, level + 1) : [part];
  });
}

type Deciding = ts.IfStatement | ts.ConditionalExpression | ts.WhileStatement | ts.DoStatement;

function isDecision(node: ts.Node): node is Deciding {
  return (
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isWhileStatement(node) ||
    ts.isDoStatement(node)
  );
}
