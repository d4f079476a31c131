import { ts } from "ts-morph";
import type { Call } from "../../code/flow.ts";
import {
  bare,
  calledName,
  findAll,
  functionAround,
  isFunction,
  isInside,
  type FunctionNode,
} from "../../code/syntax.ts";
import type { SyncFacts } from "../../facts/types.ts";
import { wholePartsOf } from "./conditions.ts";
import { isRawField } from "./records.ts";

/**
 * Whether something looks at a value before a node uses it: a condition around the node or above it in its function
 * (also where the function is called), a filter of the list, or a `try` that catches.
 */
export function isGuarded(sync: SyncFacts, node: ts.Node, value: ts.Expression): boolean {
  return isGuardedFrom(sync, node, { names: namesOf(sync, value), calls: 3, onlyConditions: false });
}

/** As `isGuarded`, by conditions alone: what a filter leaves may be nothing, and a `try` catches no wrong number. */
export function isAskedAbout(sync: SyncFacts, node: ts.Node, value: ts.Expression): boolean {
  return isGuardedFrom(sync, node, { names: namesOf(sync, value), calls: 3, onlyConditions: true });
}

type Search = { names: ReadonlySet<string>; calls: number; onlyConditions: boolean };

function isGuardedFrom(sync: SyncFacts, node: ts.Node, search: Search): boolean {
  const around = functionAround(node);
  const conditions = conditionsBefore(node, around).flatMap((condition) => [
    condition,
    // `isNumeric ? … : …`: what the constant holds.
    ...wholePartsOf(sync.flow, condition),
  ]);
  if (conditions.some((condition) => mentions(sync, condition, search.names))) return true;
  if (!search.onlyConditions && isTried(node, around)) return true;
  if (!around) return false;
  if (!search.onlyConditions && isFiltered(sync, node, search.names)) return true;
  const calls = sync.flow.callers(around);
  if (search.calls === 0 || calls.length === 0 || sync.flow.isEntry(around)) return false;
  return calls.every((call) => {
    const names = namesAtCall(sync, call, { around, names: search.names });
    return isGuardedFrom(sync, call, { ...search, names, calls: search.calls - 1 });
  });
}

/** What a value is called where the function around it is called: `task.due` of `(task) => …` is `found.due` there. */
function namesAtCall(
  sync: SyncFacts,
  call: Call,
  { around, names }: { around: FunctionNode; names: ReadonlySet<string> },
): Set<string> {
  const given = [...names].flatMap((name): string[] => {
    const [root = "", ...rest] = name.split(".");
    const index = around.parameters.findIndex((each) => namesIn(each.name).includes(root));
    const argument = call.arguments?.[index];
    const parameter = around.parameters[index];
    if (!argument || !parameter) return [];
    const path = ts.isIdentifier(parameter.name) ? rest : [root, ...rest];
    if (path.length === 0) return [...namesOf(sync, argument)];
    return [[plainText(argument), ...path].join(".")];
  });
  return new Set([...[...names].filter((name) => name.includes(".")), ...given]);
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((each) => (ts.isBindingElement(each) ? namesIn(each.name) : []));
}

/** Whether a filter looks at the value. A variable of the same name in another function is another one. */
function isFiltered(sync: SyncFacts, node: ts.Node, names: ReadonlySet<string>): boolean {
  const paths = new Set([...names].filter((name) => name.includes(".")));
  const home = outermost(node);
  return [...sync.reached]
    .filter(isFilter)
    .some((filter) => mentions(sync, filter, outermost(filter) === home ? names : paths));
}

function outermost(node: ts.Node): ts.Node | undefined {
  let found: ts.Node | undefined;
  for (let one = functionAround(node); one; one = functionAround(one)) found = one;
  return found;
}

/**
 * The texts by which conditions speak of a value: itself, and what it is made of, also where constants hold that; but
 * for the bare variable of a record.
 */
function namesOf(sync: SyncFacts, value: ts.Expression, levels = 3): Set<string> {
  const inner = bare(value);
  const parts = findAll(inner, ts.isExpression).filter(
    (each) => ts.isPropertyAccessExpression(each) || each === inner,
  );
  const names = new Set(parts.map(plainText).filter((name) => !library.test(name)));
  if (levels === 0) return names;
  for (const each of findAll(inner, ts.isIdentifier)) {
    const [declaration] = sync.flow.checker.getSymbolAtLocation(each)?.declarations ?? [];
    const isConstant = declaration && ts.isVariableDeclaration(declaration) && functionAround(declaration);
    if (!isConstant || !declaration.initializer || isFunction(declaration.initializer)) continue;
    for (const name of namesOf(sync, declaration.initializer, levels - 1)) names.add(name);
  }
  return names;
}

// `Number.isNaN` says nothing of which value it is about.
const library = /^(Number|Math|Date|String|Array|Object|JSON|Boolean)\.\w+$/;

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

function mentions(sync: SyncFacts, condition: ts.Node, names: ReadonlySet<string>): boolean {
  return findAll(condition, ts.isExpression).some(
    (each) =>
      names.has(plainText(each)) ||
      (ts.isCallExpression(each) && checks.test(calledName(each) ?? "") && isCheckOf(sync, each, names)),
  );
}

/** Whether what a check looks at is made from the value: `isNaN(date.getTime())` where `date` is. */
function isCheckOf({ flow }: SyncFacts, check: ts.CallExpression, names: ReadonlySet<string>): boolean {
  const { expression } = check;
  const receiver = ts.isPropertyAccessExpression(expression) ? [expression.expression] : [];
  return [...receiver, ...check.arguments].some((each) =>
    [...flow.feeds(each, isRawField)].some((node) => ts.isExpression(node) && names.has(plainText(node))),
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
