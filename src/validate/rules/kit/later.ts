import { ts } from "ts-morph";
import type { Flow } from "../../code/flow.ts";
import { assignmentTo, findAll, functionAround } from "../../code/syntax.ts";
import type { Presence } from "../../facts/presence.ts";
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
  // Nobody writes an empty row: what is in it comes later, by whatever way.
  if (object.properties.length === 0 || isReadFromHolder(object)) return { cells, isWhole: false };
  if (!holder) return { cells, isWhole };
  const symbol = flow.checker.getSymbolAtLocation(holder);
  const scope = functionAround(holder) ?? holder.getSourceFile();
  for (const node of findAll(scope, ts.isIdentifier)) {
    if (node.text !== holder.text || flow.checker.getSymbolAtLocation(node) !== symbol) continue;
    const { parent } = node;
    const name = nameIn(parent, node);
    const assignment = assignmentTo(parent);
    if (assignment && name !== undefined)
      cells.push({
        name,
        at: assignment,
        values: [assignment.right],
        presence: presenceOf(assignment, scope),
      });
    else if (assignment && ts.isElementAccessExpression(parent)) isWhole = false;
    if (isChangedBy(parent, node)) isWhole = false;
  }
  return { cells: cells.map((cell) => givenTwice(cells, cell)), isWhole };
}

/** What is put in at two places, such as under two conditions, is taken to come in any case. */
function givenTwice(cells: readonly Cell[], cell: Cell): Cell {
  const isTwice = cells.some((other) => other !== cell && other.name === cell.name);
  return isTwice ? { ...cell, presence: "given" } : cell;
}

/** Under an `if` without an `else` a value comes only in some cases. */
function presenceOf(assignment: ts.Node, scope: ts.Node): Presence {
  for (let one = assignment; one.parent && one !== scope; one = one.parent) {
    if (ts.isIfStatement(one.parent) && !one.parent.elseStatement) return "maybe";
  }
  return "given";
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

/** Whether an object that stands in another is taken out of it again: `change.properties`, to put something in perhaps. */
function isReadFromHolder(object: ts.ObjectLiteralExpression): boolean {
  const { parent } = object;
  const holder = ts.isPropertyAssignment(parent) ? holderOf(parent.parent) : undefined;
  if (!holder || !ts.isPropertyAssignment(parent)) return false;
  const scope = functionAround(holder) ?? holder.getSourceFile();
  return findAll(scope, ts.isPropertyAccessExpression).some(
    ({ expression, name }) => expression.getText() === holder.text && name.text === parent.name.getText(),
  );
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
