import { ts } from "ts-morph";
import { bare, findAll } from "../code/syntax.ts";
import { savedIn, stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { isMadeOfAnswer } from "./kit/answers.ts";
import { nameOf } from "../code/syntax.ts";
import type { Fault, Rule } from "./rule.ts";

/** A list in the state to which each page adds the ids of its records. */
export const stateGrows: Rule = {
  id: "state-grows",
  severity: "error",
  hazards: ["H44"],
  title: "A list in the state grows with every page",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const states = sync.envelopes
    .flatMap(({ nextStateNodes }) => nextStateNodes)
    .filter(ts.isObjectLiteralExpression);
  const fields = new Set(
    states.flatMap(({ properties }) => properties.flatMap(({ name }) => (name && nameOf(name)) ?? [])),
  );
  return [...fields].flatMap((field) => {
    const lists = savedIn(sync, field).flatMap((node) => [node, ...sync.flow.origins(node)]);
    const grown = lists.find((node) => isGrown(sync, node, field));
    if (!grown || isLimited(sync, field)) return [];
    return [
      {
        at: grown,
        sync,
        message: `Each page adds its records to \`${field}\`, and nothing is ever taken out. Above 256 KB Notion refuses the state, and the sync stands still from then on.`,
        fix: "Keep a count, a place or the last few ids instead; what must be remembered of every record belongs into its row.",
      },
    ];
  });
}

/** `[...state.seen, ...ids]`, also around `new Set`, and `state.seen.concat(ids)`, with ids from an answer. */
function isGrown(sync: SyncFacts, node: ts.Node, field: string): boolean {
  const list = ts.isExpression(node) ? bare(node) : node;
  if (ts.isArrayLiteralExpression(list)) {
    const parts = list.elements.flatMap((each) => (ts.isSpreadElement(each) ? each.expression : []));
    if (
      parts.some(
        (part) => ts.isNewExpression(bare(part)) && isGrownIn(sync, bare(part) as ts.NewExpression, field),
      )
    )
      return true;
    const own = parts.filter((part) => isOwn(sync, part, field));
    return own.length > 0 && parts.some((part) => !own.includes(part) && isOfRecords(sync, part));
  }
  if (!ts.isCallExpression(list)) return false;
  if (list.expression.getText() === "Array.from")
    return list.arguments.some((each) => isGrownOrSet(sync, each, field));
  if (!ts.isPropertyAccessExpression(list.expression) || list.expression.name.text !== "concat") return false;
  return (
    isOwn(sync, list.expression.expression, field) && list.arguments.some((each) => isOfRecords(sync, each))
  );
}

function isGrownIn(sync: SyncFacts, node: ts.NewExpression, field: string): boolean {
  return (node.arguments ?? []).some((each) => isGrown(sync, each, field));
}

function isGrownOrSet(sync: SyncFacts, node: ts.Expression, field: string): boolean {
  const inner = bare(node);
  return isGrown(sync, inner, field) || (ts.isNewExpression(inner) && isGrownIn(sync, inner, field));
}

function isOwn(sync: SyncFacts, node: ts.Expression, field: string): boolean {
  return stateFields(sync, sync.flow.origins(node)).has(field);
}

const ofEach = /^(map|flatMap|filter|slice|sort|toSorted|reverse|toReversed|values|keys)$/;

/** A list with something from every record of a page: made by `map`, left over by `filter`, filled in a loop. */
function isOfRecords(sync: SyncFacts, node: ts.Expression): boolean {
  return sync.flow.origins(node).some((origin) => {
    if (ts.isArrayLiteralExpression(origin)) return isFilledFromAnswer(sync, origin);
    if (!ts.isCallExpression(origin) || !ts.isPropertyAccessExpression(origin.expression)) return false;
    const { name, expression } = origin.expression;
    return ofEach.test(name.text) && isMadeOfAnswer(sync, expression);
  });
}

function isFilledFromAnswer(sync: SyncFacts, list: ts.ArrayLiteralExpression): boolean {
  const symbol =
    ts.isVariableDeclaration(list.parent) && sync.flow.checker.getSymbolAtLocation(list.parent.name);
  const put = (symbol && sync.flow.assignments.into.get(symbol)) || [];
  return put.some((value) => (ts.isSpreadElement(value) || isInLoop(value)) && isMadeOfAnswer(sync, value));
}

function isInLoop(node: ts.Node): boolean {
  for (let one = node.parent; one && !ts.isFunctionLike(one); one = one.parent)
    if (ts.isIterationStatement(one, false)) return true;
  return false;
}

/** Whether the length of the list is asked for, or a part of it is cut off, anywhere. */
function isLimited(sync: SyncFacts, field: string): boolean {
  return [...sync.reached].some((one) =>
    findAll(one, ts.isPropertyAccessExpression).some(
      ({ name, expression }) =>
        /^(length|slice|splice|shift|filter|clear)$/.test(name.text) &&
        stateFields(sync, sync.flow.feeds(expression)).has(field),
    ),
  );
}
