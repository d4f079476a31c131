import { ts } from "ts-morph";
import type { Flow } from "../../code/flow.ts";
import { bare } from "../../code/syntax.ts";

/** The number an expression stands for, as far as it is written out: `60_000`, `24 * hour`, `-1`, `NaN`. */
export function numberOf(flow: Flow, node: ts.Node): number | undefined {
  const origins = flow.origins(node);
  const [origin] = origins;
  return origins.length === 1 && origin ? valueOf(flow, origin) : undefined;
}

function valueOf(flow: Flow, given: ts.Node): number | undefined {
  const node = ts.isExpression(given) ? bare(given) : given;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isIdentifier(node) && (node.text === "NaN" || node.text === "Infinity")) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = numberOf(flow, node.operand);
    return value === undefined ? undefined : -value;
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const [left, right] = [numberOf(flow, node.left), numberOf(flow, node.right)];
  return left === undefined || right === undefined ? undefined : calculate(node, left, right);
}

function calculate({ operatorToken }: ts.BinaryExpression, left: number, right: number): number | undefined {
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AsteriskToken:
      return left * right;
    case ts.SyntaxKind.SlashToken:
      return left / right;
    case ts.SyntaxKind.PlusToken:
      return left + right;
    case ts.SyntaxKind.MinusToken:
      return left - right;
    default:
      return undefined;
  }
}
