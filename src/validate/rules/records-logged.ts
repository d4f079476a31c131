import { ts } from "ts-morph";
import { bare, calledName, findAll, findOwn, functionAround, isFunction } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { comesFromAnswer } from "./kit/answers.ts";
import { isUpstream } from "./kit/records.ts";
import type { Fault, Rule } from "./rule.ts";

/** Whole records, or whole answers, in the log. */
export const recordsLogged: Rule = {
  id: "records-logged",
  severity: "warn",
  hazards: ["SDK"],
  title: "Records or answers are written to the log",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const logs = [...sync.reached].flatMap((one) => (isFunction(one) ? findOwn(one.body, isLog) : []));
  return logs.flatMap((log) => {
    const shown = log.arguments.flatMap(partsOf).find((part) => isRecord(sync, part));
    if (!shown) return [];
    return [
      {
        at: shown,
        sync,
        message:
          "What the API told goes to the run log here, personal data and all, for everybody who may read logs. On the worker's standard output it can also look like the SDK's own result.",
        fix: "Log counts and ids, to `console.error`.",
      },
    ];
  });
}

function isLog(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    /^console\.(log|info|warn|error|debug|dir|table)$/.test(node.expression.getText())
  );
}

/** What an argument shows: the values in a template, in JSON, in an object or a list. */
function partsOf(given: ts.Expression): ts.Expression[] {
  const node = bare(given);
  if (ts.isTemplateExpression(node))
    return node.templateSpans.flatMap(({ expression }) => partsOf(expression));
  if (ts.isBinaryExpression(node)) return [...partsOf(node.left), ...partsOf(node.right)];
  if (ts.isSpreadElement(node)) return partsOf(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(partsOf);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((property) => {
      if (ts.isPropertyAssignment(property)) return partsOf(property.initializer);
      return ts.isShorthandPropertyAssignment(property) ? [property.name] : [];
    });
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  if (first && ts.isCallExpression(node) && node.expression.getText() === "JSON.stringify")
    return partsOf(first);
  return [node];
}

/** An answer itself, an element of a list, or an object whose type the project wrote down; not one of its fields. */
function isRecord(sync: SyncFacts, node: ts.Expression): boolean {
  const origins = sync.flow.origins(node);
  if (origins.some((origin) => isBody(sync, origin))) return true;
  const type = sync.flow.checker.getTypeAtLocation(node);
  const isObject =
    (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 && !isHarmless(sync, type);
  const isElement = ts.isIdentifier(node) && origins.some(isLoopElement) && hasFields(node);
  return (isObject || isElement) && isUpstream(sync, node);
}

function isBody(sync: SyncFacts, origin: ts.Node): boolean {
  return (
    comesFromAnswer(sync, origin) &&
    /^(json|text)$/.test(ts.isCallExpression(origin) ? (calledName(origin) ?? "") : "")
  );
}

function isHarmless({ flow }: SyncFacts, type: ts.Type): boolean {
  return (
    flow.checker.getPropertyOfType(type, "stack") !== undefined ||
    /^(Headers|URL|Date)$/.test(type.symbol?.name ?? "")
  );
}

function isLoopElement(origin: ts.Node): boolean {
  if (ts.isVariableDeclaration(origin)) return ts.isForOfStatement(origin.parent.parent);
  return ts.isParameter(origin) && ts.isCallExpression(origin.parent.parent);
}

/** Whether a field of the same name is read nearby: a text or a number has none. */
function hasFields(node: ts.Identifier): boolean {
  const around = functionAround(node);
  const accesses = around ? findAll(around, ts.isPropertyAccessExpression) : [];
  return accesses.some(({ expression }) => ts.isIdentifier(expression) && expression.text === node.text);
}
