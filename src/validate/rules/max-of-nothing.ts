import { ts } from "ts-morph";
import { findAll, functionAround } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { isAskedAbout } from "./kit/guards.ts";
import { emptinessOf } from "./kit/kinds.ts";
import type { Fault, Rule } from "./rule.ts";

/** The newest time of a page, where the page may be empty. */
export const maxOfNothing: Rule = {
  id: "max-of-nothing",
  severity: "error",
  hazards: ["H07"],
  title: "The greatest of an empty list is saved",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const saved = sync.envelopes.flatMap(({ nextStateNodes }) =>
    nextStateNodes.flatMap((node) => [...sync.flow.feeds(node)]),
  );
  const calls = saved
    .filter(ts.isCallExpression)
    .filter((call) => isBare(sync, call) && !isGuarded(sync, call));
  return [...new Set(calls)].map((call) => ({
    at: call,
    sync,
    message: `\`${call.expression.getText()}\` of an empty list is ${call.expression.getText() === "Math.max" ? "-Infinity" : "Infinity"}. On a page without records that is saved as null, or throws as a date, and the place in time is lost.`,
    fix: "Put the time that is known already first: `Math.max(Date.parse(state.since), ...times)`.",
  }));
}

/** `Math.max(...list)` where nothing else stands beside the list, nor surely in it. */
function isBare(sync: SyncFacts, call: ts.CallExpression): boolean {
  const [spread, ...others] = call.arguments;
  if (!/^Math\.(max|min)$/.test(call.expression.getText()) || !spread || others.length > 0) return false;
  return ts.isSpreadElement(spread) && !surelyHolds(sync, spread.expression);
}

/** Whether a list has an element in any case, or nobody can say what is in it. */
function surelyHolds(sync: SyncFacts, list: ts.Expression): boolean {
  const origins = sync.flow.origins(list);
  return origins.every((origin) => originHolds(sync, origin));
}

function originHolds(sync: SyncFacts, origin: ts.Node): boolean {
  if (ts.isExpression(origin) && isPushedInto(sync, origin)) return true;
  if (ts.isArrayLiteralExpression(origin))
    return origin.elements.some(
      (element) => !ts.isSpreadElement(element) || surelyHolds(sync, element.expression),
    );
  if (!ts.isCallExpression(origin) || !ts.isPropertyAccessExpression(origin.expression)) return false;
  const { name, expression } = origin.expression;
  if (name.text === "concat") return true;
  if (name.text === "filter" || name.text === "flatMap") return keepsElement(sync, expression);
  return /^(map|slice|sort|toSorted|reverse|toReversed)$/.test(name.text) && surelyHolds(sync, expression);
}

/** Whether a list has an element that a filter keeps; one that may be undefined is what it is there to drop. */
function keepsElement(sync: SyncFacts, list: ts.Expression): boolean {
  return sync.flow.origins(list).every((origin): boolean => {
    if (ts.isArrayLiteralExpression(origin))
      return origin.elements.some((element) => {
        if (ts.isSpreadElement(element)) return keepsElement(sync, element.expression);
        const { isNull, isUndefined, isAny } = emptinessOf(sync, element);
        return !isNull && !isUndefined && !isAny;
      });
    const isSame =
      ts.isCallExpression(origin) &&
      ts.isPropertyAccessExpression(origin.expression) &&
      /^(map|filter|flatMap|slice|sort|toSorted|reverse|toReversed)$/.test(origin.expression.name.text);
    return isSame && ts.isPropertyAccessExpression(origin.expression)
      ? keepsElement(sync, origin.expression.expression)
      : originHolds(sync, origin);
  });
}

/** `times.push(since)` under no condition and in no loop: next to where the list is made. */
function isPushedInto({ flow }: SyncFacts, list: ts.Expression): boolean {
  const holder = list.parent;
  if (!ts.isVariableDeclaration(holder)) return false;
  const symbol = flow.checker.getSymbolAtLocation(holder.name);
  const values = (symbol && flow.assignments.into.get(symbol)) ?? [];
  return values.some((value) => {
    const statement = value.parent.parent;
    return (
      !ts.isSpreadElement(value) &&
      ts.isExpressionStatement(statement) &&
      statement.parent === holder.parent.parent.parent
    );
  });
}

/** Whether a condition around or above the call, there or where its function is called, asks about the list or the result. */
function isGuarded(sync: SyncFacts, call: ts.CallExpression): boolean {
  const [spread] = call.arguments;
  if (!spread || !ts.isSpreadElement(spread)) return true;
  if (listsIn(spread.expression).some((list) => isAskedAbout(sync, call, list))) return true;
  for (let one: ts.Node = call.parent; ts.isExpression(one); one = one.parent)
    if (/\b(isFinite|isNaN)\(/.test(one.getText())) return true;
  return asksResult(sync, call);
}

/** A list and those it is made of, as written: `page.tasks` of `page.tasks.map(timeOf)`. */
function listsIn(list: ts.Expression): ts.Expression[] {
  const made = ts.isCallExpression(list) && ts.isPropertyAccessExpression(list.expression);
  return made ? [list, ...listsIn(list.expression.expression)] : [list];
}

/** `const newest = Math.max(...)` with `Number.isFinite(newest)`, or a comparison, below. */
function asksResult(sync: SyncFacts, call: ts.CallExpression): boolean {
  const around = functionAround(call);
  let holder: ts.Node = call.parent;
  while (ts.isExpression(holder)) holder = holder.parent;
  if (!around || !ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name))
    return isReturnAsked(sync, call);
  const name = holder.name.text;
  return findAll(around, ts.isExpression).some(
    (each) => isCheck(each) && findAll(each, ts.isIdentifier).some(({ text }) => text === name),
  );
}

/** Where a helper returns it: whether its callers ask for the number. */
function isReturnAsked({ flow }: SyncFacts, call: ts.CallExpression): boolean {
  const around = functionAround(call);
  const callers = around ? flow.callers(around) : [];
  return callers.some((each) => {
    const outer = functionAround(each);
    return outer !== undefined && /\b(isFinite|isNaN)\(|\.length\b|\.size\b/.test(outer.getText());
  });
}

function isCheck(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return /\b(isFinite|isNaN)$/.test(node.expression.getText());
  return ts.isBinaryExpression(node) && /Infinity/.test(node.getText());
}
