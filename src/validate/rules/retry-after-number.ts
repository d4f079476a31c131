import { ts } from "ts-morph";
import { bare, calledName, findAll, functionAround, type FunctionNode } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Edit, Fault, Rule } from "./rule.ts";

/** Seconds made from a header that may hold a date, or nothing. */
export const retryAfterNumber: Rule = {
  id: "retry-after-number",
  severity: "error",
  hazards: ["H38"],
  title: "Retry-After is taken for a number",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const conversions = [...sync.reached].flatMap((one) =>
    findAll(one, ts.isExpression).filter((node) => converted(node).some((each) => isRetryAfter(sync, each))),
  );
  return [...new Set(conversions)]
    .filter((node) => !isBehindTest(node) && !isGuarded(sync, node, new Set()))
    .map((node) => ({
      at: node,
      sync,
      message:
        "Retry-After may be a date or absent; then this is NaN or 0. Notion is told to try again at once, or nothing at all, and the API goes on refusing.",
      fix: "Use the number only where it is one and more than 0, else the date's distance from now, else a default such as 60 seconds.",
      edits: [editOf(node)],
    }));
}

/** What an expression turns into a number. */
function converted(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusToken ? [node.operand] : [];
  if (!ts.isCallExpression(node)) return [];
  return /^(Number(\.parse(Int|Float))?|parseInt|parseFloat)$/.test(node.expression.getText())
    ? node.arguments.slice(0, 1)
    : [];
}

function isRetryAfter({ flow }: SyncFacts, node: ts.Expression): boolean {
  return flow.origins(node).some((origin) => {
    if (!ts.isCallExpression(origin)) return false;
    const [name] = origin.arguments;
    if (calledName(origin) !== "get")
      return calledName(origin) === "trim" && isRetryAfterText(flow.origins(receiver(origin)));
    return name !== undefined && flow.origins(name).some(isHeaderName);
  });
}

function isRetryAfterText(origins: readonly ts.Node[]): boolean {
  return origins.some((origin) => ts.isCallExpression(origin) && origin.arguments.some(isHeaderName));
}

function receiver(call: ts.CallExpression): ts.Expression {
  return ts.isPropertyAccessExpression(call.expression) ? bare(call.expression.expression) : call;
}

function isHeaderName(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) && node.text.toLowerCase() === "retry-after";
}

/** Whether the text was looked at more closely than for being there: a pattern, a date that was tried first. */
function isBehindTest(node: ts.Node): boolean {
  const around = functionAround(node);
  const names = new Set(findAll(node, ts.isIdentifier).map(({ text }) => text));
  const tests = around ? findAll(around, ts.isCallExpression) : [];
  return tests.some(
    (call) =>
      /^(test|match|isNaN|isFinite|isInteger)$/.test(calledName(call) ?? "") &&
      findAll(call, ts.isIdentifier).some(({ text }) => text !== "Number" && names.has(text)) &&
      isCondition(call),
  );
}

function isCondition(call: ts.CallExpression): boolean {
  for (let one: ts.Node = call; one.parent; one = one.parent) {
    const { parent } = one;
    if (ts.isConditionalExpression(parent)) return parent.condition === one;
    if (ts.isIfStatement(parent)) return parent.expression === one;
    if (!ts.isBinaryExpression(parent) && !ts.isPrefixUnaryExpression(parent)) return false;
  }
  return false;
}

/** Whether what comes out is tested before it is used, here or by whoever gets it. */
function isGuarded(sync: SyncFacts, node: ts.Node, seen: Set<ts.Node>): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  for (let one = node; one.parent; one = one.parent) {
    const { parent } = one;
    if (ts.isBinaryExpression(parent) && isTest(parent, one)) return true;
    if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) return true;
    if ((ts.isConditionalExpression(parent) && parent.condition === one) || ts.isIfStatement(parent))
      return true;
    if (ts.isArrayLiteralExpression(parent)) return true;
    if (
      ts.isCallExpression(parent) &&
      parent.expression !== one &&
      !/^Math\./.test(parent.expression.getText())
    )
      return takersOf(sync, parent, one).every((name) => isTested(sync, name, seen));
    if (ts.isVariableDeclaration(parent) && parent.initializer === one)
      return isTested(sync, parent.name, seen);
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === one))
      return isGuardedByCallers(sync, functionAround(one), seen);
    if (ts.isStatement(parent) || ts.isPropertyAssignment(parent)) return false;
  }
  return false;
}

function isTest({ operatorToken, left }: ts.BinaryExpression, one: ts.Node): boolean {
  const operator = operatorToken.getText();
  return /^([<>]=?|[!=]==?)$/.test(operator) || (operator === "||" && left === one);
}

/** The parameters of this project's functions that get the number. Another's function has none: it is taken at its word. */
function takersOf({ flow }: SyncFacts, call: ts.CallExpression, given: ts.Node): ts.BindingName[] {
  const index = call.arguments.findIndex((each) => each === given);
  return flow.functions(call.expression).flatMap((each) => each.parameters[index]?.name ?? []);
}

function isTested(sync: SyncFacts, name: ts.BindingName, seen: Set<ts.Node>): boolean {
  return usesOf(sync, name).some((use) => isGuarded(sync, use, seen));
}

function isGuardedByCallers(sync: SyncFacts, owner: FunctionNode | undefined, seen: Set<ts.Node>): boolean {
  const callers = owner ? sync.flow.callers(owner) : [];
  return callers.length > 0 && callers.some((call) => isGuarded(sync, call, seen));
}

function usesOf({ flow }: SyncFacts, name: ts.BindingName): ts.Identifier[] {
  const symbol = flow.checker.getSymbolAtLocation(name);
  return findAll(name.getSourceFile(), ts.isIdentifier).filter(
    (each) => each !== name && symbol !== undefined && flow.checker.getSymbolAtLocation(each) === symbol,
  );
}

function editOf(node: ts.Expression): Edit {
  return { node, text: `(${node.getText()} || 60)` };
}
