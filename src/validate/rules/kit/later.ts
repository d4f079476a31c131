import { ts } from "ts-morph";
import type { Flow } from "../../code/flow.ts";
import { assignmentTo, findAll, functionAround } from "../../code/syntax.ts";
import type { Cell } from "./rows.ts";

/**
 * What is put into an object after it was written: `row.Due = …`. `isWhole` is false where nobody can say what comes
 * in: `row[name] = …`, `Object.assign(row, …)`, or a function called for nothing but what it does to the object.
 */
export function laterCells(
  flow: Flow,
  object: ts.ObjectLiteralExpression,
): { cells: Cell[]; isWhole: boolean } {
  const holder = holderOf(object);
  const cells: Cell[] = [];
  let isWhole = true;
  if (!holder) return { cells, isWhole };
  const symbol = flow.checker.getSymbolAtLocation(holder);
  const scope = functionAround(holder) ?? holder.getSourceFile();
  for (const node of findAll(scope, ts.isIdentifier)) {
    if (node.text !== holder.text || flow.checker.getSymbolAtLocation(node) !== symbol) continue;
    const { parent } = node;
    const name = nameIn(parent, node);
    const assignment = assignmentTo(parent);
    if (assignment && name !== undefined)
      cells.push({ name, at: assignment, values: [assignment.right], presence: "given" });
    else if (assignment && ts.isElementAccessExpression(parent)) isWhole = false;
    if (isChangedBy(parent, node)) isWhole = false;
  }
  return { cells, isWhole };
}

function holderOf(object: ts.Node): ts.Identifier | undefined {
  let { parent } = object;
  while (
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isParenthesizedExpression(parent)
  )
    parent = parent.parent;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
}

function nameIn(access: ts.Node, owner: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(access) && access.expression === owner) return access.name.text;
  if (!ts.isElementAccessExpression(access) || access.expression !== owner) return undefined;
  return ts.isStringLiteralLike(access.argumentExpression) ? access.argumentExpression.text : undefined;
}

function isChangedBy(call: ts.Node, argument: ts.Identifier): boolean {
  if (!ts.isCallExpression(call) || !call.arguments.includes(argument)) return false;
  return ts.isExpressionStatement(call.parent) || call.expression.getText() === "Object.assign";
}
