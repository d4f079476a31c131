import { ts } from "ts-morph";
import { bare, calledName, findAll, functionAround, isFunction, isInside } from "../../code/syntax.ts";
import type { SyncFacts } from "../../facts/types.ts";

/**
 * Whether something looks at a value before a node uses it: a condition around the node or above it in its function
 * (also where the function is called), a filter of the list, or a `try` that catches.
 */
export function isGuarded(sync: SyncFacts, node: ts.Node, value: ts.Expression): boolean {
  return isGuardedFrom(sync, node, { names: namesOf(value), calls: 3 });
}

type Search = { names: ReadonlySet<string>; calls: number };

function isGuardedFrom(sync: SyncFacts, node: ts.Node, search: Search): boolean {
  const around = functionAround(node);
  if (conditionsBefore(node, around).some((condition) => mentions(condition, search.names))) return true;
  if (isTried(node, around)) return true;
  if (!around) return false;
  const filters = [...sync.reached].filter(isFilter);
  if (filters.some((filter) => mentions(filter, search.names))) return true;
  const calls = sync.flow.callers(around);
  if (search.calls === 0 || calls.length === 0 || sync.flow.isEntry(around)) return false;
  return calls.every((call) => {
    const given = (call.arguments ?? []).flatMap((argument) => [...namesOf(argument)]);
    return isGuardedFrom(sync, call, {
      names: new Set([...search.names, ...given]),
      calls: search.calls - 1,
    });
  });
}

/** The texts by which conditions speak of a value: itself, and what it is made of, but for the bare variable of a record. */
function namesOf(value: ts.Expression): Set<string> {
  const inner = bare(value);
  const parts = findAll(inner, ts.isExpression).filter(
    (each) => ts.isPropertyAccessExpression(each) || each === inner,
  );
  return new Set(parts.map(plainText));
}

function plainText(node: ts.Node): string {
  return node.getText().replace(/\?\./g, ".").replace(/[!\s]/g, "");
}

function conditionsBefore(node: ts.Node, around: ts.Node | undefined): ts.Expression[] {
  const found: ts.Expression[] = [];
  for (let one = node; one.parent && one !== around; one = one.parent) {
    const { parent } = one;
    if ((ts.isConditionalExpression(parent) || ts.isIfStatement(parent)) && !isHead(parent, one))
      found.push(ts.isConditionalExpression(parent) ? parent.condition : parent.expression);
    if (ts.isBinaryExpression(parent) && parent.right === one) found.push(parent.left);
    if (ts.isBlock(parent)) found.push(...exitsAbove(parent, one));
  }
  return found;
}

function isHead(parent: ts.ConditionalExpression | ts.IfStatement, one: ts.Node): boolean {
  return one === (ts.isConditionalExpression(parent) ? parent.condition : parent.expression);
}

/** `if (…) return`, `continue` or `throw` that stands above. */
function exitsAbove(block: ts.Block, one: ts.Node): ts.Expression[] {
  return block.statements.flatMap((statement) => {
    if (statement.pos >= one.pos || !ts.isIfStatement(statement)) return [];
    const last = ts.isBlock(statement.thenStatement)
      ? statement.thenStatement.statements.at(-1)
      : statement.thenStatement;
    const leaves =
      last && (ts.isReturnStatement(last) || ts.isContinueStatement(last) || ts.isThrowStatement(last));
    return leaves ? [statement.expression] : [];
  });
}

const checks = /^(isNaN|isFinite|parse|canParse|isValid|test|isInteger|has|match|safeParse)$/;

function mentions(condition: ts.Node, names: ReadonlySet<string>): boolean {
  return findAll(condition, ts.isExpression).some(
    (each) =>
      names.has(plainText(each)) || (ts.isCallExpression(each) && checks.test(calledName(each) ?? "")),
  );
}

function isTried(node: ts.Node, around: ts.Node | undefined): boolean {
  for (let one = node.parent; one && one !== around; one = one.parent) {
    if (ts.isTryStatement(one) && one.catchClause && isInside(node, one.tryBlock)) return true;
  }
  return false;
}

function isFilter(node: ts.Node): boolean {
  const { parent } = node;
  return isFunction(node) && ts.isCallExpression(parent) && calledName(parent) === "filter";
}
