import { ts } from "ts-morph";
import { bare, findAll } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A flag that is a text, and so true whatever it says. */
export const flagAsText: Rule = {
  id: "flag-as-text",
  severity: "error",
  hazards: ["H19"],
  title: "A flag that is written as text counts as true",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

// How APIs call the flag that says whether there is more.
const flagName =
  /^((is_?|has_?)(more|next|last|done|complete|completed|finished|truncated)|has_?more|more|more_?pages|last_?page|end_?of_?stream)(_?items|_?results|_?records|_?pages?)?$/i;

function checkSync(sync: SyncFacts): Fault[] {
  const truths = [...sync.reached].flatMap((one) => findAll(one, isAsked).flatMap((node) => truthOf(node)));
  const told = sync.envelopes.flatMap(({ hasMoreNodes }) => hasMoreNodes).filter(ts.isExpression);
  return [...new Set([...truths, ...told].map(bare))]
    .filter((node) => isTextFlag(sync, node))
    .map((node) => ({
      at: node,
      sync,
      message: `\`${node.getText()}\` is declared as text, and every text but "" counts as true, "false" too: the sync ends too early or never.`,
      fix: `Compare it: \`String(${node.getText()}).toLowerCase() === "true"\`.`,
    }));
}

type Asked =
  | ts.IfStatement
  | ts.ConditionalExpression
  | ts.PrefixUnaryExpression
  | ts.CallExpression
  | ts.WhileStatement
  | ts.DoStatement
  | ts.BinaryExpression;

function isAsked(node: ts.Node): node is Asked {
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isCallExpression(node)) return node.expression.getText() === "Boolean";
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return (
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isWhileStatement(node) ||
    ts.isDoStatement(node)
  );
}

/** The expression whose truth is asked for. */
function truthOf(node: Asked): readonly ts.Expression[] {
  if (ts.isPrefixUnaryExpression(node)) return [node.operand];
  if (ts.isCallExpression(node)) return node.arguments.slice(0, 1);
  if (ts.isBinaryExpression(node)) return [node.left];
  return ts.isConditionalExpression(node) ? [node.condition] : [node.expression];
}

function isTextFlag({ flow }: SyncFacts, node: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : "";
  if (!flagName.test(name)) return false;
  const type = flow.checker.getNonNullableType(flow.checker.getTypeAtLocation(node));
  const kinds = type.isUnion() ? type.types : [type];
  return kinds.every((each) => (each.flags & ts.TypeFlags.StringLike) !== 0);
}
