import { ts } from "ts-morph";
import { elementsOf } from "../code/elements.ts";
import type { Flow } from "../code/flow.ts";
import { receiverOf } from "../code/names.ts";
import { bare, calledName, findAll, functionAround, isFunction, isInside } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { comesFromAnswer } from "./kit/answers.ts";
import type { Fault, Rule } from "./rule.ts";

/** A walk that asks once more for every record it lists. */
export const requestPerRecord: Rule = {
  id: "request-per-record",
  severity: "warn",
  hazards: ["H44", "H38"],
  title: "Every record costs a request",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

/** A loop, or a callback called for each element: the list, the name of one element, what is done with it. */
type Loop = { list: ts.Expression; element: ts.Node; body: ts.Node };

function checkSync(sync: SyncFacts): Fault[] {
  const isWalk = sync.mode !== "incremental";
  return sync.requests.flatMap(({ call }) => {
    const at = perRecord(sync, call, new Set());
    if (!at) return [];
    return [
      {
        at,
        sync,
        message: `This asks once for every record of a page. A list of 10,000 records costs 10,000 requests a cycle${isWalk ? ", and a page that takes too long is cut off and read again and again" : ""}.`,
        fix: "Ask for the missing fields in the list itself (expand, include, fields, a batch of ids), or read them as a list of their own and keep it for the cycle.",
        ...(isWalk ? {} : { severity: "info" as const }),
      },
    ];
  });
}

const mostCallers = 8;

/** The call in the loop over records that leads to a request; none if there is no such loop on the way. */
function perRecord(sync: SyncFacts, call: ts.Node, seen: ReadonlySet<ts.Node>): ts.Node | undefined {
  const around = functionAround(call);
  if (seen.has(call) || seen.size > mostCallers || !around || bringsList(sync, call)) return undefined;
  for (const loop of loopsAround(call)) if (isOverRecords(sync, loop, call)) return call;
  if (sync.flow.isEntry(around)) return undefined;
  const callers = sync.flow.callers(around).filter((caller) => !isInside(caller, around));
  const inner = new Set([...seen, call]);
  return callers.map((caller) => perRecord(sync, caller, inner)).find((one) => one !== undefined);
}

function isOverRecords(sync: SyncFacts, { list, element, body }: Loop, call: ts.Node): boolean {
  if (!ts.isCallExpression(call) || !usesElement(sync, call, element)) return false;
  if (isBounded(list) || isListItself(sync, element, body) || isRemembered(body)) return false;
  // What many events are about is read once, not once for each of them; what is a row already is asked for row by row.
  const rows = new Set<ts.Node>(sync.upserts.map(({ node }) => node));
  const hasRows = elementsOf(sync.flow, list).some((each) =>
    sync.flow.origins(each).some((origin) => rows.has(origin)),
  );
  const isDistinct =
    !hasRows &&
    collectionsBehind(sync.flow, list).some((node) => /^(Set|Map)$/.test(node.expression.getText()));
  return !isDistinct && [...sync.flow.feeds(list)].some((node) => comesFromAnswer(sync, node));
}

/** The Sets and Maps whose elements a list has, one by one or each made into something else. */
function collectionsBehind(flow: Flow, list: ts.Node, depth = 8): ts.NewExpression[] {
  if (depth === 0) return [];
  return flow.origins(list).flatMap((origin): ts.NewExpression[] => {
    const inner = (node: ts.Node | undefined): ts.NewExpression[] =>
      node ? collectionsBehind(flow, node, depth - 1) : [];
    if (ts.isNewExpression(origin)) return [origin, ...inner(origin.arguments?.[0])];
    if (ts.isArrayLiteralExpression(origin))
      return origin.elements.flatMap((each) => (ts.isSpreadElement(each) ? inner(each.expression) : []));
    if (!ts.isCallExpression(origin)) return [];
    const callee = bare(origin.expression);
    if (/^(Array\.from|Object\.(values|entries))$/.test(callee.getText())) return inner(origin.arguments[0]);
    return ts.isPropertyAccessExpression(callee) ? inner(callee.expression) : [];
  });
}

/** The loops and callbacks over elements that a call stands in, up to the function that others call. */
function loopsAround(call: ts.Node): Loop[] {
  const loops: Loop[] = [];
  for (let one = call; one.parent; one = one.parent) {
    const { parent } = one;
    if (ts.isForOfStatement(parent) && parent.statement === one)
      loops.push({ list: parent.expression, element: parent.initializer, body: one });
    if (!isFunction(parent) || parent.body !== one) continue;
    const [parameter] = parent.parameters;
    const list = parameter && receiverOf(parameter);
    if (!parameter || !list) break;
    loops.push({ list, element: parameter, body: one });
  }
  return loops;
}

function usesElement({ flow }: SyncFacts, call: ts.CallExpression, element: ts.Node): boolean {
  return call.arguments.some((argument) =>
    [...flow.feeds(argument)].some((node) =>
      findAll(node, ts.isIdentifier).some((each) => isDeclaredIn(flow.checker, each, element)),
    ),
  );
}

function isDeclaredIn(checker: ts.TypeChecker, node: ts.Identifier, outer: ts.Node): boolean {
  const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
  return declarations.some((each) => isInside(each, outer));
}

function isBounded(list: ts.Expression): boolean {
  return findAll(list, ts.isCallExpression).some(({ expression }) =>
    /\.(slice|splice)$/.test(expression.getText()),
  );
}

/** Whether what was asked for once is kept, as with people that many records name. */
function isRemembered(body: ts.Node): boolean {
  return findAll(body, ts.isCallExpression).some((call) => calledName(call) === "has");
}

/** Whether the element is a list, as a chunk of ids is. */
function isListItself({ flow }: SyncFacts, element: ts.Node, body: ts.Node): boolean {
  return findAll(body, ts.isIdentifier).some((each) => {
    if (!isDeclaredIn(flow.checker, each, element)) return false;
    const { parent } = each;
    if (ts.isForOfStatement(parent) && parent.expression === each) return true;
    return (
      ts.isPropertyAccessExpression(parent) &&
      parent.expression === each &&
      /^(map|flatMap|filter|join|length|forEach|slice|entries)$/.test(parent.name.text)
    );
  });
}

/** Whether what comes back is a list: then the element is a part of the source, as a project is, rather than a record. */
function bringsList({ flow }: SyncFacts, call: ts.Node): boolean {
  const around = functionAround(call);
  if (!around) return false;
  const isPaged = loopsOf(call, around).some((loop) => !ts.isForOfStatement(loop));
  const whole = findAll(around, (node): node is ts.ForOfStatement | ts.SpreadElement => {
    return ts.isForOfStatement(node) || ts.isSpreadElement(node);
  });
  const taken = findAll(around, ts.isPropertyAccessExpression).filter(({ name }) =>
    overLists.test(name.text),
  );
  return isPaged || [...whole, ...taken].some(({ expression }) => isPartOf(flow, expression, call));
}

const overLists = /^(map|flatMap|filter|forEach|flat)$/;

function loopsOf(node: ts.Node, within: ts.Node): ts.Node[] {
  const loops: ts.Node[] = [];
  for (let one = node.parent; one && one !== within; one = one.parent)
    if (ts.isIterationStatement(one, false)) loops.push(one);
  return loops;
}

/** Whether a value is what a call gave, or a field of it. */
function isPartOf(flow: Flow, value: ts.Expression, call: ts.Node): boolean {
  let root = bare(value);
  while (ts.isPropertyAccessExpression(root)) root = bare(root.expression);
  if (root === call) return true;
  const declaration = flow.checker.getSymbolAtLocation(root)?.declarations?.[0];
  return declaration !== undefined && isInside(call, declaration) && ts.isVariableDeclaration(declaration);
}
