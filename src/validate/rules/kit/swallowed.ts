import { ts } from "ts-morph";
import {
  bare,
  calledName,
  findAll,
  findOwn,
  functionAround,
  isFunction,
  returnsOf,
  type FunctionNode,
} from "../../code/syntax.ts";
import { isState } from "../../facts/state.ts";
import type { SyncFacts } from "../../facts/types.ts";
import { statusLooks } from "./responses.ts";

/** A failure of a request that the code goes on from: rows are missing then, or only values in them. */
export type Swallowed = { at: ts.Node; how: "catch" | "status"; loses: "rows" | "values" };

/**
 * Where a failed request passes for an answer without records, and rows or the cursor are made from that. One that is
 * told apart first (a throw on some way, a single status such as 404) is a decision, and left alone.
 */
export function swallowedErrors(sync: SyncFacts): Swallowed[] {
  const values = new Set<ts.Node>(sync.upserts.flatMap(({ properties }) => properties));
  const rows = swallowedInto(
    sync,
    usesBy(sync, (node) => values.has(node)),
  );
  const places = new Set(rows.map(({ at }) => at));
  const others = swallowedInto(sync, usesBy(sync)).filter(({ at }) => !places.has(at));
  return [
    ...rows.map((each) => ({ ...each, loses: "rows" as const })),
    ...others.map((each) => ({ ...each, loses: "values" as const })),
  ];
}

type Place = Omit<Swallowed, "loses">;
type IsUsed = (node: ts.Node) => boolean;

/** What changes and the next state are made of; found out when it is first asked, which most syncs never need. */
function usesBy(sync: SyncFacts, stop?: (node: ts.Node) => boolean): IsUsed {
  let used: ReadonlySet<ts.Node> | undefined;
  return (node) => {
    used ??= new Set(
      sync.envelopes.flatMap(({ node: envelope, changes, nextStateNodes }) =>
        [envelope, ...changes, ...nextStateNodes].flatMap((each) => [...sync.flow.feeds(each, stop)]),
      ),
    );
    return used.has(ts.isExpression(node) ? bare(node) : node);
  };
}

function swallowedInto(sync: SyncFacts, isUsed: IsUsed): Place[] {
  const catches = [...sync.reached].flatMap((one) => [
    ...clausesIn(sync, one, isUsed),
    ...handlersIn(sync, one, isUsed),
  ]);
  return [...new Map([...catches, ...refusalsIn(sync, isUsed)].map((each) => [each.at, each])).values()];
}

/** `try { request } catch { … }` that gives nothing, or goes on as if nothing had been. */
function clausesIn(sync: SyncFacts, one: FunctionNode, isUsed: IsUsed): Place[] {
  return findAll(one, ts.isTryStatement).flatMap(({ tryBlock, catchClause }): Place[] => {
    if (!catchClause || !asks(sync, tryBlock) || throws(sync, catchClause.block)) return [];
    const returned = findOwn(catchClause.block, ts.isReturnStatement).flatMap(
      ({ expression }) => expression ?? [],
    );
    if (returned.some((each) => isUsedNothing(sync, each, isUsed)))
      return [{ at: catchClause, how: "catch" }];
    const writes = findOwn(catchClause.block, isWrite);
    const emptied = writes.flatMap((write) => emptiesWritten(sync, write));
    if (emptied.some(isUsed)) return [{ at: catchClause, how: "catch" }];
    const leaves = findOwn(tryBlock, isWayOut).length > 0 || findOwn(catchClause.block, isWayOut).length > 0;
    const fills = findOwn(tryBlock, isWrite).some((write) => findAll(write, ts.isExpression).some(isUsed));
    return !leaves && writes.length === 0 && fills ? [{ at: catchClause, how: "catch" }] : [];
  });
}

/** `request().catch(() => [])`. */
function handlersIn(sync: SyncFacts, one: FunctionNode, isUsed: IsUsed): Place[] {
  return findAll(one, ts.isCallExpression).flatMap((call): Place[] => {
    const [handler] = call.arguments;
    const { expression } = call;
    if (calledName(call) !== "catch" || !handler || !ts.isPropertyAccessExpression(expression)) return [];
    if (!asks(sync, expression.expression)) return [];
    const functions = sync.flow.functions(handler);
    if (functions.some((each) => throws(sync, each))) return [];
    const gives = functions.flatMap(returnsOf).some((each) => isUsedNothing(sync, each, isUsed));
    return gives ? [{ at: handler, how: "catch" }] : [];
  });
}

/** `if (!response.ok) return []`. */
function refusalsIn(sync: SyncFacts, isUsed: IsUsed): Place[] {
  return statusLooks(sync).flatMap(({ node }): Place[] => {
    const { parent } = node;
    if (!ts.isPropertyAccessExpression(node)) return [];
    const isRefused =
      ts.isPrefixUnaryExpression(parent) ||
      (ts.isBinaryExpression(parent) && /^(!==?|>=?)$/.test(parent.operatorToken.getText()));
    const condition = isRefused ? parent : node;
    const { parent: test } = condition;
    if (ts.isConditionalExpression(test) && test.condition === condition) {
      const refused = isRefused ? test.whenTrue : test.whenFalse;
      return isUsedNothing(sync, refused, isUsed) ? [{ at: test, how: "status" }] : [];
    }
    if (!isRefused || !ts.isIfStatement(test) || test.expression !== condition) return [];
    const returned = findOwn(test.thenStatement, ts.isReturnStatement).flatMap(
      ({ expression }) => expression ?? [],
    );
    const gives = returned.some((each) => isUsedNothing(sync, each, isUsed));
    return gives && !throws(sync, test.thenStatement) ? [{ at: test.expression, how: "status" }] : [];
  });
}

/** Whether a request is made in here, by whatever functions. */
function asks(sync: SyncFacts, node: ts.Node): boolean {
  const requests = new Set<ts.Node>(sync.requests.map(({ call }) => call));
  const calls = findAll(node, ts.isCallExpression);
  const around = new Set(sync.requests.flatMap(({ call }) => functionAround(call) ?? []));
  return calls.some((call) => {
    if (requests.has(call)) return true;
    return [...sync.flow.reached(sync.flow.functions(call.expression))].some((one) => around.has(one));
  });
}

/** Whether something is thrown in here, or in a function that is called here. */
function throws(sync: SyncFacts, node: ts.Node): boolean {
  if (findOwn(isFunction(node) ? node.body : node, ts.isThrowStatement).length > 0) return true;
  const calls = findAll(node, ts.isCallExpression);
  const called = calls.flatMap((call) => sync.flow.functions(call.expression));
  const rejects = calls.some((call) => calledName(call) === "reject");
  return (
    rejects || [...sync.flow.reached(called)].some((one) => findOwn(one.body, ts.isThrowStatement).length > 0)
  );
}

/**
 * Whether what is given back is an empty list, or an object with one, that is used. An envelope that keeps the state as
 * it was is none: nothing is passed by.
 */
function isUsedNothing(sync: SyncFacts, node: ts.Node, isUsed: IsUsed): boolean {
  return sync.flow.origins(node).some((origin) => {
    const empties = emptiesIn(sync, origin);
    return empties.length > 0 && [node, origin, ...empties].some(isUsed);
  });
}

function emptiesIn(sync: SyncFacts, origin: ts.Node): ts.Node[] {
  if (ts.isArrayLiteralExpression(origin)) return origin.elements.length === 0 ? [origin] : [];
  if (!ts.isObjectLiteralExpression(origin)) return [];
  const keepsState = sync.flow.members(origin, "nextState").some((each) => isState(sync, each));
  if (sync.mode === "incremental" && keepsState) return [];
  return origin.properties.flatMap((property) => {
    const value = ts.isPropertyAssignment(property) ? bare(property.initializer) : undefined;
    return value && ts.isArrayLiteralExpression(value) && value.elements.length === 0 ? [value] : [];
  });
}

function isWayOut(node: ts.Node): node is ts.Statement {
  return ts.isReturnStatement(node) || ts.isBreakStatement(node) || ts.isThrowStatement(node);
}

/** `x = …`, `x.push(…)`. */
function isWrite(node: ts.Node): node is ts.BinaryExpression | ts.CallExpression {
  if (ts.isBinaryExpression(node)) return /^(\S*[^=!<>])?=$/.test(node.operatorToken.getText());
  return ts.isCallExpression(node) && /^(push|unshift|set|add)$/.test(calledName(node) ?? "");
}

/** The empty lists that an assignment puts somewhere. */
function emptiesWritten(sync: SyncFacts, write: ts.BinaryExpression | ts.CallExpression): ts.Node[] {
  if (!ts.isBinaryExpression(write)) return [];
  return sync.flow.origins(write.right).flatMap((origin) => emptiesIn(sync, origin));
}
