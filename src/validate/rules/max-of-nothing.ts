import { ts } from "ts-morph";
import { findAll, functionAround } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
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

/** `Math.max(...list)` where nothing else stands beside the list, nor first in it. */
function isBare(sync: SyncFacts, call: ts.CallExpression): boolean {
  const [spread, ...others] = call.arguments;
  if (!/^Math\.(max|min)$/.test(call.expression.getText()) || !spread || others.length > 0) return false;
  return ts.isSpreadElement(spread) && !mayHoldMore(sync, spread.expression);
}

/** Whether a list has a written-out element, or nobody can say what is in it. */
function mayHoldMore(sync: SyncFacts, list: ts.Expression): boolean {
  return sync.flow.origins(list).some((origin) => {
    if (ts.isArrayLiteralExpression(origin))
      return origin.elements.some(
        (element) => !ts.isSpreadElement(element) || mayHoldMore(sync, element.expression),
      );
    if (!ts.isCallExpression(origin) || !ts.isPropertyAccessExpression(origin.expression)) return false;
    const { name, expression } = origin.expression;
    if (name.text === "concat") return true;
    return (
      /^(map|flatMap|filter|slice|sort|toSorted|reverse|toReversed)$/.test(name.text) &&
      mayHoldMore(sync, expression)
    );
  });
}

/** Whether the same function asks for a length, or whether the result is a number, anywhere. */
function isGuarded(sync: SyncFacts, call: ts.CallExpression): boolean {
  for (let around = functionAround(call); around; around = functionAround(around)) {
    const asks = findAll(around, ts.isPropertyAccessExpression).some(
      ({ name, parent }) => /^(length|size|isFinite|isNaN)$/.test(name.text) && !isIndex(parent),
    );
    if (asks || /\b(isFinite|isNaN)\(/.test(around.getText())) return true;
    if (sync.execute.includes(around)) return false;
  }
  return false;
}

/** `list[list.length - 1]`: a place, not a question. */
function isIndex(parent: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && ts.isElementAccessExpression(parent.parent);
}
