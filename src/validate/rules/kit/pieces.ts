import { ts } from "ts-morph";
import type { Flow } from "../../code/flow.ts";
import { bare, calledName } from "../../code/syntax.ts";

const mostLevels = 8;
const sameText = /^(slice|substring|substr|trim|toString|replace|replaceAll|toLowerCase|toUpperCase|padEnd)$/;

/**
 * What a text is put together from: the parts of a template or a sum, and what those were given. A field of an object
 * is a piece of its own; the object behind it is not one.
 */
export function piecesOf(flow: Flow, node: ts.Node, level = 0): ts.Node[] {
  if (level > mostLevels) return [];
  const inner = (next: ts.Node): ts.Node[] => piecesOf(flow, next, level + 1);
  const origins = flow.origins(node);
  return origins.flatMap((origin): ts.Node[] => {
    if (ts.isTemplateExpression(origin))
      return origin.templateSpans.flatMap(({ expression }) => inner(expression));
    if (ts.isBinaryExpression(origin) && origin.operatorToken.kind === ts.SyntaxKind.PlusToken)
      return [...inner(origin.left), ...inner(origin.right)];
    if (!ts.isCallExpression(origin)) return [origin];
    const callee = bare(origin.expression);
    const [first] = origin.arguments;
    if (
      first &&
      /^(String|JSON\.stringify|inspect|util\.inspect|Object\.fromEntries)$/.test(callee.getText())
    )
      return inner(first);
    const isSame = ts.isPropertyAccessExpression(callee) && sameText.test(calledName(origin) ?? "");
    return isSame ? inner(callee.expression) : [origin];
  });
}
